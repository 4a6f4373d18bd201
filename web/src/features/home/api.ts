import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api';
import type { components } from '@/lib/schema';

export type Interview = components['schemas']['InterviewView'];
export type Report = components['schemas']['ReportView'];

/** The newest few. Under the key of all interviews, so that whatever changes one refreshes this too. */
export const recentQuery = queryOptions({
  queryKey: ['interviews', 'list', { limit: 10 }],
  queryFn: ({ signal }) => unwrap(api.GET('/api/interviews', { params: { query: { limit: 10 } }, signal })),
  select: (page) => page.items,
  // A report that is being written is there in a moment.
  refetchInterval: ({ state }) =>
    state.data?.items.some((interview) => interview.status === 'completing') ? 2000 : false,
});

/** The interview to go on with: what runs comes before what waits, whatever was made last. */
export function openOne(interviews: readonly Interview[]): Interview | undefined {
  const waiting: Interview['status'][] = ['ready', 'paused', 'completing'];
  return (
    interviews.find((interview) => interview.status === 'in_progress') ??
    interviews.find((interview) => waiting.includes(interview.status))
  );
}

/** Where it can be read or gone on with. */
export function pageOf({ id, status }: Interview): string {
  const page = `/app/interviews/${id}`;
  return status === 'completed' || status === 'completing' ? `${page}/report` : page;
}
