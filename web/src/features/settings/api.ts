import { infiniteQueryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api';
import { asProblem } from '@/lib/problem';
import type { components } from '@/lib/schema';
import { adoptSession } from '@/lib/session';

type Schemas = components['schemas'];
export type ActiveSession = Schemas['ActiveSessionView'];
export type AuditEvent = Schemas['AuditView'];

/** The session goes on with the access token of the answer; the old one ends with the old password. */
export function useChangePassword() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas['ChangePasswordRequest']) =>
      unwrap(api.POST('/api/auth/password', { params: { query: { use_cookies: true } }, body })),
    onSuccess: (session) => {
      adoptSession(session);
      void client.invalidateQueries({ queryKey: ownAuditQuery.queryKey });
    },
  });
}

export function useChangeEmail() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas['ChangeEmailRequest']) => unwrap(api.POST('/api/auth/email', { body })),
    onSuccess: () => void client.invalidateQueries({ queryKey: ownAuditQuery.queryKey }),
  });
}

export const sessionsQuery = infiniteQueryOptions({
  queryKey: ['sessions'],
  queryFn: ({ pageParam, signal }) =>
    unwrap(
      api.GET('/api/sessions', {
        params: { query: { limit: 20, ...(pageParam && { cursor: pageParam }) } },
        signal,
      }),
    ),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.next_cursor,
});

export function useEndSession() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ id }: ActiveSession) => {
      try {
        await unwrap(api.DELETE('/api/sessions/{id}', { params: { path: { id } } }));
      } catch (error) {
        // It has ended by itself meanwhile, which is what was wanted.
        if (asProblem(error).code !== 'session.not_found') throw error;
      }
    },
    onSuccess: () => client.invalidateQueries(sessionsQuery),
  });
}

export function useEndOtherSessions() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(api.DELETE('/api/sessions')),
    onSuccess: () => client.invalidateQueries(sessionsQuery),
  });
}

export const ownAuditQuery = infiniteQueryOptions({
  queryKey: ['own-audit'],
  queryFn: ({ pageParam, signal }) =>
    unwrap(
      api.GET('/api/user/me/audit', {
        params: { query: { limit: 10, ...(pageParam && { cursor: pageParam }) } },
        signal,
      }),
    ),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.next_cursor,
});
