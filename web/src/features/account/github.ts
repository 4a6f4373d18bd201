import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api';

/** A wrong or missing answer hides one of several ways in, which is no reason to ask twice. */
const loginMethodsQuery = queryOptions({
  queryKey: ['login-methods'],
  queryFn: ({ signal }) => unwrap(api.GET('/api/auth/methods', { signal })),
  staleTime: Infinity,
  retry: false,
});

/** Null until it is known. */
export function useOffersGitHub(): boolean | null {
  const methods = useQuery(loginMethodsQuery);
  return methods.isPending ? null : (methods.data?.github ?? false);
}

/** A page that leaves for GitHub and comes back signed in, to `next`. */
export const gitHubPath = (next: string) => `/auth/github?return=${encodeURIComponent(next)}`;
