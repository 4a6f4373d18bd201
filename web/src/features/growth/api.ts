import { infiniteQueryOptions, keepPreviousData, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api';
import { accountsKey, postsKey, statsKey } from '@/lib/growth-api';
import type { Account, AccountList, Flavour, PostSort, PostType } from '@/lib/growth-types';

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

/** Asks where the consent is given, and goes there. It comes back to this page with what became of it. */
export function useConnect() {
  return useMutation({
    mutationFn: async (flavour: Flavour) => {
      const query = flavour === 'sandbox' ? { flavour, persona: 'sandbox:creator' } : { flavour };
      const { url } = await unwrap(api.GET('/api/instagram/connect', { params: { query } }));
      window.location.assign(url);
    },
  });
}

/** The answer is the account with its sync on the way; from then on the list of accounts is asked every second. */
export function useRefresh(accountId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () =>
      unwrap(api.POST('/api/instagram/refresh', { params: { query: { account_id: accountId } } })),
    onSuccess: ({ account }) => changeAccounts(client, (items) => items.map(replacedBy(account))),
  });
}

export function useDisconnect(accountId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () =>
      unwrap(api.DELETE('/api/instagram/disconnect', { params: { query: { account_id: accountId } } })),
    onSuccess: () => {
      changeAccounts(client, (items) => items.filter(({ id }) => id !== accountId));
      // What is gone from the server must not come back out of the cache.
      for (const key of [statsKey, postsKey]) {
        client.removeQueries({
          queryKey: key,
          predicate: ({ queryKey }) => JSON.stringify(queryKey).includes(accountId),
        });
      }
    },
  });
}

function changeAccounts(
  client: ReturnType<typeof useQueryClient>,
  change: (items: Account[]) => Account[],
): void {
  client.setQueryData<AccountList>(accountsKey, (list) => list && { ...list, items: change(list.items) });
}

const replacedBy = (account: Account) => (other: Account) => (other.id === account.id ? account : other);
