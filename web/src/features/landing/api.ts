import { useMutation } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api';
import { networkProblem } from '@/lib/problem';
import type { components } from '@/lib/schema';
import { adoptSession, getSession, restoreSession, whenKnown } from '@/lib/session';

type Intent = components['schemas']['Intent'];
export type Turn = components['schemas']['AppendResult'];
export type Stage = {
  interviewId: string;
  conversationId: string;
  questionId: string | null;
  prompt: string;
  /** The interview that ran until this one began. */
  pausedId: string | null;
};

// A first question should not depend on the language somebody works in.
const anyStack = ['caching', 'databases', 'api-design', 'reliability', 'concurrency'];

/** From nothing to the first question: a guest when nobody is signed in, an interview of one question, its conversation. */
export function useOpenStage() {
  return useMutation({
    mutationFn: async (topic: string | null): Promise<Stage> => {
      await beSomebody();
      const interview = await unwrap(
        api.POST('/api/interviews', {
          body: {
            // Three minutes are enough, but no clock is shown here, so nobody must run out of time.
            length: 15,
            number_questions: 1,
            difficulty: topic === null ? 'easy' : 'medium',
            language: 'en',
            topics: topic === null ? anyStack : [topic],
          },
        }),
      );
      const conversation = await unwrap(
        api.POST('/api/conversations/create', { body: { interview_id: interview.id } }),
      );
      const question = conversation.messages.findLast((message) => message.kind === 'question');
      return {
        interviewId: interview.id,
        conversationId: conversation.id,
        questionId: question?.question_id ?? null,
        prompt: question?.content ?? interview.first_question,
        pausedId: conversation.paused_interview_id,
      };
    },
  });
}

/** The person who is signed in, and only when there is none for certain a new guest. */
async function beSomebody(): Promise<void> {
  // Whoever is quicker than the first refresh must not become a guest by that.
  await whenKnown();
  if (getSession().status === 'unreachable') {
    await restoreSession();
    // A guest now would take the place of an account that is only out of reach.
    if (getSession().status === 'unreachable') throw networkProblem();
  }
  if (getSession().user === null) {
    adoptSession(await unwrap(api.POST('/api/auth/demo', { params: { query: { use_cookies: true } } })));
  }
}

type Sent = { id: string; message: string; intent: Intent; questionId: string | null };

export function useTurn(stage: Stage) {
  return useMutation({
    // The id comes from the caller, so that a second press of Send after a lost line is the same answer.
    mutationFn: (turn: Sent) =>
      unwrap(
        api.POST('/api/conversations/append', {
          body: {
            conversation_id: stage.conversationId,
            client_message_id: turn.id,
            message: turn.message,
            intent: turn.intent,
            // An answer that is sent again must not land under the follow-up that came meanwhile.
            question_id: turn.questionId,
          },
        }),
      ),
  });
}

export function useFinish(stage: Stage) {
  return useMutation({
    mutationFn: () =>
      unwrap(api.POST('/api/interviews/{id}/complete', { params: { path: { id: stage.interviewId } } })),
  });
}
