import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from './api';
import { accountsKey, insightsKey, newsOf, passOn, postKey, statsKey } from './growth-cache';
import { isLive } from './growth-live-state';
import type { Account, AccountList } from './growth-types';

/** What the home page and the growth pages both read. */

export const periods = [7, 14, 30, 90] as const;
export type Period = (typeof periods)[number];
export const usualPeriod: Period = 30;

export const isSyncing = ({ sync }: Account) => sync.status === 'waiting' || sync.status === 'running';

/** Milliseconds. Once a minute when nothing is going on: the server also syncs by itself. */
export const askAgainIn = (list: AccountList | undefined) =>
  !isLive() && list?.items.some(isSyncing) ? 1000 : 60_000;

/**
 * The accounts, and what is going on with them. While one is being read and nobody tells of it by themselves they
 * are asked for every second; what a sync brought is then asked for anew, and what was there stays on the page
 * until it comes.
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
  refetchInterval: ({ state }) => askAgainIn(state.data),
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

/** The same until the next sync, which asks for it anew. */
export const insightsQuery = (accountId: string) =>
  queryOptions({
    queryKey: [...insightsKey, { accountId }],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/growth/insights', { params: { query: { account_id: accountId } }, signal })),
    staleTime: 300_000,
  });

export const postQuery = (id: string) =>
  queryOptions({
    queryKey: [...postKey, id],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/instagram/posts/{id}', { params: { path: { id } }, signal })),
  });
