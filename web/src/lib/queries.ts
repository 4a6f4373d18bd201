import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from './api';

/** What several features read. One key, one way to fetch it, one time after which it is stale. */

/** Who asks and marks here. It changes when somebody restarts the server with another configuration. */
export const interviewerQuery = queryOptions({
  queryKey: ['interviewer'],
  queryFn: ({ signal }) => unwrap(api.GET('/api/interviewer', { signal })),
  staleTime: 3_600_000,
});

/** While the server still writes the report, ask again every second. */
export const reportQuery = (id: string) =>
  queryOptions({
    queryKey: ['interviews', id, 'report'],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/interviews/{id}/report', { params: { path: { id } }, signal })),
    refetchInterval: ({ state }) => (state.data?.interview.status === 'completing' ? 1000 : false),
  });
