import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api';
import { count } from '@/lib/format';
import { authFetch } from '@/lib/http';
import { asProblem, problemFrom } from '@/lib/problem';
import { saveFile } from '@/lib/save-file';
import type { components } from '@/lib/schema';
import { updateUser } from '@/lib/session';
import { toast } from '@/lib/toast';

type Schemas = components['schemas'];
export type People = Schemas['PeopleView'];
export type System = Schemas['SystemView'];
export type AccountRow = Schemas['AccountRowView'];
export type Job = Schemas['JobView'];
export type AuditEvent = Schemas['AuditView'];
export type AuditChoice = { name: string | null; userId: string | null };

const firstPage = null as string | null;
const pageOf = (cursor: string | null) => ({ limit: 20, ...(cursor && { cursor }) });

export const peopleQuery = queryOptions({
  queryKey: ['admin', 'people'],
  queryFn: ({ signal }) => unwrap(api.GET('/api/admin/people', { signal })),
});

export const systemQuery = queryOptions({
  queryKey: ['admin', 'system'],
  queryFn: ({ signal }) => unwrap(api.GET('/api/admin/system', { signal })),
});

export const waitlistQuery = (page: number) =>
  queryOptions({
    queryKey: ['admin', 'waitlist', page],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/admin/waitlist', { params: { query: { page, limit: 50 } }, signal })),
    placeholderData: keepPreviousData,
  });

export const usersQuery = (search: string) =>
  infiniteQueryOptions({
    queryKey: ['admin', 'users', search],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/admin/users', {
          params: { query: { ...pageOf(pageParam), ...(search && { search }) } },
          signal,
        }),
      ),
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });

export const jobStates = [
  'planned',
  'due',
  'running',
  'failed',
  'done',
] as const satisfies readonly Job['state'][];

/** Asks again while one is under way, so that what was pressed shows what came of it. */
export const jobsQuery = (state: Job['state'] | null) =>
  infiniteQueryOptions({
    queryKey: ['admin', 'jobs', state],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/admin/jobs', {
          params: { query: { ...pageOf(pageParam), ...(state && { state }) } },
          signal,
        }),
      ),
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) =>
      data?.pages.some((page) => page.items.some(isUnderWay)) ? 4000 : false,
  });

function isUnderWay({ state, run_at: at }: Job): boolean {
  return state === 'running' || state === 'due' || (state === 'failed' && Date.parse(at) <= Date.now());
}

export const auditQuery = ({ name, userId }: AuditChoice) =>
  infiniteQueryOptions({
    queryKey: ['admin', 'audit', name, userId],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/admin/audit', {
          params: {
            query: { ...pageOf(pageParam), ...(name && { name }), ...(userId && { user_id: userId }) },
          },
          signal,
        }),
      ),
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });

export function useRetryJob() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ id }: Job) => {
      try {
        await unwrap(api.POST('/api/admin/jobs/{id}/retry', { params: { path: { id } } }));
        return true;
      } catch (error) {
        // It was tried, or came to its end, by itself meanwhile.
        if (asProblem(error).code !== 'job.not_found') throw error;
        return false;
      }
    },
    onSuccess: (isAsked, { kind }) => {
      toast(isAsked ? `Tried again now: ${kind}` : `No longer waiting for another try: ${kind}`);
      void client.invalidateQueries({ queryKey: systemQuery.queryKey });
      return client.invalidateQueries({ queryKey: ['admin', 'jobs'] });
    },
  });
}

export function useDownloadWaitlist() {
  return useMutation({
    mutationFn: async () => {
      // A plain link could not carry the token.
      const response = await authFetch(new Request(`${location.origin}/api/admin/waitlist.csv`));
      if (!response.ok) throw problemFrom(response, await response.json().catch(() => null));
      const csv = await response.text();
      saveFile('waitlist.csv', new Blob([csv], { type: 'text/csv;charset=utf-8' }));
      toast(`The waitlist was downloaded: ${count(addressesIn(csv), 'address', 'addresses')}`);
    },
  });
}

/** One a line, after the line with the heads. An address has no line break in it. */
const addressesIn = (csv: string) => csv.split('\r\n').filter(Boolean).length - 1;

export function useClaimServer() {
  return useMutation({
    mutationFn: (token: string) => unwrap(api.POST('/api/admin/claim', { body: { token } })),
    onSuccess: updateUser,
  });
}
