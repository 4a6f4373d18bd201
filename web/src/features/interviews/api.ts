import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api';
import { asProblem } from '@/lib/problem';
import type { components } from '@/lib/schema';
import { clearSentDrafts, type Draft } from './drafts';
import { isBehind, roomOf, type Room } from './room-state';

type Schemas = components['schemas'];
export type Interview = Schemas['InterviewView'];
export type InterviewStatus = Schemas['InterviewStatus'];
export type Snapshot = Schemas['InterviewSnapshot'];
export type Conversation = Schemas['ConversationView'];
export type ConversationState = Schemas['ConversationState'];
export type Question = Schemas['QuestionView'];
export type Message = Schemas['MessageView'];
export type Evaluation = Schemas['EvaluationView'];
export type Point = Schemas['PointView'];
export type Intent = Schemas['Intent'];
export type Topic = Schemas['TopicView'];
export type Report = Schemas['ReportView'];
export type ReportQuestion = Schemas['ReportQuestion'];
export type ReportPoint = Schemas['ReportPoint'];
export type CreateInterview = Schemas['CreateInterviewRequest'];

/** What the list can be narrowed to; a word of the URL. */
export const statusFilters = ['in_progress', 'paused', 'ready', 'completed'] as const;
export type StatusFilter = (typeof statusFilters)[number];

export const interviewsQuery = (status: StatusFilter | null) =>
  infiniteQueryOptions({
    queryKey: ['interviews', 'pages', { status }],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/interviews', {
          params: {
            query: { limit: 20, ...(status && { status }), ...(pageParam && { cursor: pageParam }) },
          },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });

/** One interview runs at a time: whoever starts another should know. */
export const runningQuery = queryOptions({
  queryKey: ['interviews', 'list', { status: 'in_progress', limit: 1 }],
  queryFn: ({ signal }) =>
    unwrap(api.GET('/api/interviews', { params: { query: { status: 'in_progress', limit: 1 } }, signal })),
  select: (page) => page.items[0] ?? null,
});

// The bank changes with a release, not while somebody looks at it.
export const topicsQuery = queryOptions({
  queryKey: ['topics'],
  queryFn: ({ signal }) => unwrap(api.GET('/api/topics', { signal })),
  select: (list) => list.items,
  staleTime: 3_600_000,
});

const fetchSnapshot = (id: string, signal: AbortSignal) =>
  unwrap(api.GET('/api/interviews/{id}', { params: { path: { id } }, signal }));

export const roomKey = (id: string) => ['interviews', id, 'room'] as const;

/** The room as the server knows it. Between two readings the events of the conversation keep it up to date. */
export const roomQuery = (id: string) =>
  queryOptions({
    queryKey: roomKey(id),
    queryFn: async ({ client, signal }): Promise<Room> => {
      let snapshot = await fetchSnapshot(id, signal);
      // Events may have overtaken the answer on its way here; an older truth must not replace a newer one.
      for (let tries = 0; tries < 3 && isBehind(snapshot, client.getQueryData(roomKey(id))); tries++) {
        snapshot = await fetchSnapshot(id, signal);
      }
      clearSentDrafts(snapshot);
      return roomOf(snapshot, client.getQueryData(roomKey(id)));
    },
    staleTime: Number.POSITIVE_INFINITY,
    // A laptop that was asleep or out of reach must not trust its own clock.
    refetchOnWindowFocus: 'always',
    refetchOnReconnect: 'always',
    refetchOnMount: 'always',
  });

export const startConversation = (interviewId: string) =>
  unwrap(api.POST('/api/conversations/create', { body: { interview_id: interviewId } }));

type Move = 'start' | 'pause' | 'resume' | 'complete';

/** Starting and resuming may pause another interview: which one. */
type Moved = { snapshot: Snapshot | null; pausedId: string | null };

const movePath = {
  pause: '/api/interviews/{id}/pause',
  resume: '/api/interviews/{id}/resume',
  complete: '/api/interviews/{id}/complete',
} as const;

/** Start, pause, resume and finish: the answer is the new snapshot. */
export function useMove(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (move: Move): Promise<Moved> => {
      const params = { path: { id } };
      if (move === 'start') {
        return { snapshot: null, pausedId: (await startConversation(id)).paused_interview_id };
      }
      const path = movePath[move];
      const snapshot = await unwrap(api.POST(path, { params }));
      return { snapshot, pausedId: snapshot.paused_interview_id };
    },
    // Nothing moves while an answer is being read; that is over in a moment.
    retry: (failures, error) => failures < 20 && asProblem(error).code === 'turn.in_progress',
    retryDelay: (_, error) => (asProblem(error).retryAfter ?? 1) * 1000,
    onSuccess: async ({ snapshot }) => {
      if (snapshot) {
        client.setQueryData<Room>(roomKey(id), (before) => roomOf(snapshot, before));
      } else {
        await client.refetchQueries({ queryKey: roomKey(id) });
      }
      // The room has its answer; the lists and the report ask again when somebody looks.
      void client.invalidateQueries({
        queryKey: ['interviews'],
        predicate: ({ queryKey }) => queryKey.at(-1) !== 'room',
      });
    },
    // Somebody else was faster: see where it stands.
    onError: () => client.invalidateQueries({ queryKey: roomKey(id) }),
  });
}

export function saveDraft(questionId: string, draft: Draft, keepalive: boolean) {
  return unwrap(
    api.PUT('/api/questions/{id}/draft', { params: { path: { id: questionId } }, body: draft, keepalive }),
  );
}

type Started = { interviewId: string; pausedId: string | null };

/** Makes the interview and asks its first question. The key makes a second press of Start the same interview. */
export function useStartInterview() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ body, key }: { body: CreateInterview; key: string }): Promise<Started> => {
      const interview = await unwrap(
        api.POST('/api/interviews', { body, headers: { 'Idempotency-Key': key } }),
      );
      // If only this part fails the interview is there and ready: the room offers to start it.
      const opened = await startConversation(interview.id).catch(() => null);
      return { interviewId: interview.id, pausedId: opened?.paused_interview_id ?? null };
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ['interviews'] }),
  });
}

/** Opens the retry track of one question; the same question gives the same track until it is answered. */
export function useTryAgain(interviewId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (questionId: string) =>
      unwrap(
        api.POST('/api/conversations/create', {
          body: { interview_id: interviewId, track: 'retry', question_id: questionId },
        }),
      ),
    onSuccess: () => client.removeQueries({ queryKey: ['interviews', interviewId, 'room'] }),
  });
}

export function useDownloadReport(interviewId: string) {
  return useMutation({
    mutationFn: async () => {
      // A plain link could not carry the token.
      const text = await unwrap(
        api.GET('/api/interviews/{id}/report.md', {
          params: { path: { id: interviewId } },
          parseAs: 'text',
        }),
      );
      const url = URL.createObjectURL(new Blob([text], { type: 'text/markdown' }));
      const link = document.createElement('a');
      link.href = url;
      link.download = `greenroom-report-${interviewId.slice(0, 8)}.md`;
      link.click();
      URL.revokeObjectURL(url);
    },
  });
}
