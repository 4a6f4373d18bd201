import { useMutation } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api';
import type { components } from '@/lib/schema';
import { adoptSession, getSession, whenKnown } from '@/lib/session';

type Intent = components['schemas']['Intent'];
export type Stage = { interviewId: string; conversationId: string; prompt: string };
export type Turn = components['schemas']['AppendResult'];

// A first question should not depend on the language somebody works in.
const anyStack = ['caching', 'databases', 'api-design', 'reliability', 'concurrency'];

/** From nothing to the first question: a guest when nobody is signed in, an interview of one question, its conversation. */
export function useOpenStage() {
  return useMutation({
    mutationFn: async (topic: string | null): Promise<Stage> => {
      // Whoever is quicker than the first refresh must not become a guest by that.
      await whenKnown();
      if (getSession().user === null) {
        adoptSession(await unwrap(api.POST('/api/auth/demo', { params: { query: { use_cookies: true } } })));
      }
      const interview = await unwrap(
        api.POST('/api/interviews', {
          body: {
            length: 5,
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
        prompt: question?.content ?? interview.first_question,
      };
    },
  });
}

export function useTurn(stage: Stage) {
  return useMutation({
    // The id comes from the caller, so that a second press of Send after a lost line is the same answer.
    mutationFn: (turn: { id: string; message: string; intent: Intent }) =>
      unwrap(
        api.POST('/api/conversations/append', {
          body: {
            conversation_id: stage.conversationId,
            client_message_id: turn.id,
            message: turn.message,
            intent: turn.intent,
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
