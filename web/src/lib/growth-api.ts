import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { announce } from './announcer';
import { api, unwrap } from './api';
import type { Account, AccountList } from './growth-types';

/** What the home page and the growth pages both read. */

export const periods = [7, 14, 30, 90] as const;
export type Period = (typeof periods)[number];
export const usualPeriod: Period = 30;

export const accountsKey = ['growth', 'accounts'] as const;
export const statsKey = ['growth', 'stats'] as const;
export const postsKey = ['growth', 'posts'] as const;

export const isSyncing = ({ sync }: Account) => sync.status === 'waiting' || sync.status === 'running';

/**
 * The accounts, and what is going on with them. While one is being read they are asked for every second; what a
 * sync brought is then asked for anew, and what was there stays on the page until it comes.
 */
export const accountsQuery = queryOptions({
  queryKey: accountsKey,
  queryFn: async ({ client, signal }) => {
    const list = await unwrap(api.GET('/api/instagram/accounts', { signal }));
    const before = client.getQueryData<AccountList>(accountsKey)?.items ?? [];
    for (const account of list.items) {
      const was = before.find(({ id }) => id === account.id);
      if (was) passOn(client, account, newsOf(was, account));
    }
    return list;
  },
  // Once a minute otherwise: the server also syncs by itself.
  refetchInterval: ({ state }) => (state.data?.items.some(isSyncing) ? 1000 : 60_000),
});

export const statsQuery = (period: Period, accountId: string) =>
  queryOptions({
    queryKey: [...statsKey, { period, accountId }],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/growth/stats', {
          params: { query: { period: `${period}`, account_id: accountId } },
          signal,
        }),
      ),
  });

type News = 'first_posts' | 'done' | 'failed' | null;

/** What happened to an account between two readings. A sync may begin and end in the second between them. */
export function newsOf(was: Account, now: Account): News {
  if (now.sync.status === 'failed') return was.sync.status === 'failed' ? null : 'failed';
  if (now.sync.status === 'done') {
    return was.sync.status === 'done' && was.last_synced_at === now.last_synced_at ? null : 'done';
  }
  // The newest fifty come first, so that there is something to see before the whole history is in.
  return was.sync.posts_so_far === 0 && now.sync.posts_so_far > 0 ? 'first_posts' : null;
}

function passOn(client: QueryClient, account: Account, news: News): void {
  if (news === null) return;
  for (const queryKey of [statsKey, postsKey]) void client.invalidateQueries({ queryKey });
  if (news === 'done') announce(`@${account.username} is synced.`);
  if (news === 'failed') announce(`@${account.username} did not sync. ${account.sync.error ?? ''}`.trim());
}
