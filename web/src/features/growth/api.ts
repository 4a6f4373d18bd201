import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api';
import { accountsQuery } from '@/lib/growth-api';
import {
  accountsKey,
  addAccounts,
  forgetAccount,
  overtakeAccounts,
  postsKey,
  putAccount,
} from '@/lib/growth-cache';
import type { Account, Flavour, PostSort, PostType } from '@/lib/growth-types';
import { countOf } from '@/lib/growth-words';
import { asProblem } from '@/lib/problem';
import { writeTab } from '@/lib/storage';
import { toast } from '@/lib/toast';

export const postSorts = ['newest', 'oldest', 'likes', 'comments'] as const satisfies readonly PostSort[];
export const postTypes = ['image', 'carousel', 'video', 'reel'] as const satisfies readonly PostType[];

export type PostChoice = { sort: PostSort; type: PostType | null };

export const postsQuery = (accountId: string, { sort, type }: PostChoice) =>
  infiniteQueryOptions({
    queryKey: [...postsKey, { accountId, sort, type }],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/instagram/posts', {
          params: {
            query: {
              account_id: accountId,
              limit: 20,
              sort,
              ...(type && { type }),
              ...(pageParam && { cursor: pageParam }),
            },
          },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });

/** The newest hundred in one answer: enough to call most posts behind a statement by their words. */
export const newestPostsQuery = (accountId: string) =>
  queryOptions({
    queryKey: [...postsKey, 'newest', { accountId }],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/instagram/posts', { params: { query: { account_id: accountId, limit: 100 } }, signal }),
      ),
  });

/** The account that somebody has gone away to connect again: the way back does not name it. */
export const reconnecting = 'growth.reconnecting';

/** When the newest account that was known on leaving was connected, by the clock of the server. */
export const newestKnown = 'growth.newest_known';

export const connectedAt = ({ created_at: at }: Account) => Date.parse(at);

type Connecting = { flavour: Flavour; again?: Account };

/** Asks where the consent is given, and goes there. It comes back to this page with what became of it. */
export function useConnect() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ flavour, again }: Connecting) => {
      const { url } = await (flavour === 'sandbox'
        ? askToConnect({ flavour, persona: 'sandbox:creator' })
        : askWithZone(flavour));
      const known = client.getQueryData(accountsQuery.queryKey)?.items;
      writeTab(reconnecting, again?.id ?? null);
      writeTab(newestKnown, known ? String(Math.max(0, ...known.map(connectedAt))) : null);
      window.location.assign(url);
    },
  });
}

/** Days and weekdays of a new account are those of where it is connected. Some servers lack the older names that browsers still use. */
async function askWithZone(flavour: Flavour) {
  const time_zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  try {
    return await askToConnect({ flavour, time_zone });
  } catch (error) {
    if (!asProblem(error).fields.time_zone) throw error;
    return askToConnect({ flavour });
  }
}

const askToConnect = (query: { flavour: Flavour; persona?: string; time_zone?: string }) =>
  unwrap(api.GET('/api/instagram/connect', { params: { query } }));

/** Good for ten minutes and once, so nothing of it is kept for a second visit. */
export const choiceQuery = (id: string) =>
  queryOptions({
    queryKey: ['growth', 'choice', id],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/instagram/choices/{id}', { params: { path: { id } }, signal })),
    gcTime: 0,
  });

export function useChoose(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (accountIds: string[]) =>
      unwrap(
        api.POST('/api/instagram/choices/{id}', {
          params: { path: { id } },
          body: { account_ids: accountIds },
        }),
      ),
    // Said also to whoever has gone to another page meanwhile.
    onSuccess: ({ items }) => {
      addAccounts(client, items);
      toast(chosenWords(items));
    },
    // Also after a failure: an answer that was lost may have connected them.
    onSettled: () => void client.invalidateQueries({ queryKey: accountsKey }),
  });
}

function chosenWords(items: readonly Account[]): string {
  const what = items.length === 1 ? `@${items[0]?.username} is` : `${countOf(items.length, 'account')} are`;
  return `${what} connected. ${readNow}`;
}

/** What begins with every connection. */
export const readNow = 'The posts are read now, the newest first.';

export const deletionQuery = (code: string) =>
  queryOptions({
    queryKey: ['growth', 'deletion', code],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/instagram/deletions/{code}', { params: { path: { code } }, signal })),
    // What is deleted stays deleted.
    staleTime: Infinity,
  });

/** The answer is the account with its sync on the way. */
export function useRefresh(accountId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () =>
      unwrap(api.POST('/api/instagram/refresh', { params: { query: { account_id: accountId } } })),
    onSuccess: ({ account }) =>
      overtakeAccounts(client, () => {
        // The line may have told of the end of this sync already.
        const known = client.getQueryData(accountsQuery.queryKey)?.items.find(({ id }) => id === account.id);
        if ((known?.last_synced_at ?? '') <= (account.last_synced_at ?? '')) putAccount(client, account);
        return false;
      }),
  });
}

/** What follows belongs to the request and not to its dialog, which goes away with the account, at the first word of it. */
export function useDisconnect(account: Account) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () =>
      unwrap(api.DELETE('/api/instagram/disconnect', { params: { query: { account_id: account.id } } })),
    onSuccess: async () => {
      await overtakeAccounts(client, () => {
        forgetAccount(client, account.id);
        return false;
      });
      toast(`@${account.username} is disconnected`);
    },
  });
}
