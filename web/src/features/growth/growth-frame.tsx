import { notifyManager, useQuery, useQueryClient, type Query } from '@tanstack/react-query';
import { useSyncExternalStore, type ReactNode } from 'react';
import { AccountName } from '@/components/account-name';
import { Card } from '@/components/card';
import { ErrorState } from '@/components/error-state';
import { OutOfDate } from '@/components/out-of-date';
import { PageFrame } from '@/components/page-frame';
import { Skeleton } from '@/components/skeleton';
import { accountsQuery } from '@/lib/growth-api';
import { growthKey } from '@/lib/growth-cache';
import type { Account, Flavour } from '@/lib/growth-types';
import { asProblem } from '@/lib/problem';
import { NoAccount } from './no-account';
import { ReconnectNotice } from './reconnect-notice';
import { SyncState } from './sync-state';
import { Tabs } from './tabs';
import { Toolbar } from './toolbar';
import { useView } from './use-view';

/** What a page of Growth is about. */
type Shown = {
  account: Account;
  accounts: readonly Account[];
  flavours: readonly Flavour[];
  view: ReturnType<typeof useView>;
};

type GrowthFrameProps = {
  title: string;
  /** Whether the page goes by a period, so that it can be chosen. */
  hasPeriod?: boolean;
  /** Above everything, whether there is an account or not. */
  notice?: ReactNode;
  children: (shown: Shown) => ReactNode;
};

/** What the pages about one account share: whose it is, how its sync stands, the other pages, and what is wrong. */
export function GrowthFrame({ title, hasPeriod = false, notice, children }: GrowthFrameProps) {
  const accounts = useQuery(accountsQuery);
  const view = useView();
  const items = accounts.data?.items ?? [];
  const account = items.find(({ id }) => id === view.account) ?? items[0];

  return (
    <PageFrame
      title={title}
      lede={
        account ? <AccountName account={account} /> : 'What your posts did, and what can be said about it.'
      }
      actions={account && <SyncState key={account.id} account={account} asked={accounts.dataUpdatedAt} />}
    >
      <Tabs />
      {notice}
      <AccountsOutOfDate accounts={accounts} />
      <AccountsState accounts={accounts} />
      {accounts.data && account && (
        <>
          <ReconnectNotice account={account} />
          <Toolbar
            accounts={items}
            account={account}
            period={hasPeriod ? view.period : null}
            onChange={view.change}
          />
          {children({ account, accounts: items, flavours: accounts.data.flavours, view })}
        </>
      )}
    </PageFrame>
  );
}

type AccountsProps = { accounts: ReturnType<typeof useQuery<{ items: Account[]; flavours: Flavour[] }>> };

/** For the whole page: what else of it failed with the same line is asked for again along with the accounts. */
export function AccountsOutOfDate({ accounts }: AccountsProps) {
  const client = useQueryClient();
  async function retryFailed() {
    const failed = { ...onPage, predicate: isWithoutLine };
    await client.refetchQueries(failed, { cancelRefetch: false });
    return client.getQueryCache().findAll(failed).length > 0;
  }
  return (
    <OutOfDate
      query={accounts}
      isPage
      loadedAt={useOldest(accounts.dataUpdatedAt)}
      onRetry={retryFailed}
      className="mb-5"
    />
  );
}

const onPage = { queryKey: growthKey, type: 'active' } as const;

/** What the server refused says so itself and has a button of its own. */
const isWithoutLine = ({ state }: Query) => state.status === 'error' && asProblem(state.error).isNetwork;

/** The accounts are asked for every minute, and what stands below them may be older. */
function useOldest(accountsLoadedAt: number): number {
  const cache = useQueryClient().getQueryCache();
  return useSyncExternalStore(
    (onChange) => cache.subscribe(notifyManager.batchCalls(onChange)),
    () =>
      cache
        .findAll(onPage)
        .filter(({ state }) => state.data !== undefined)
        .reduce((oldest, { state }) => Math.min(oldest, state.dataUpdatedAt), accountsLoadedAt),
  );
}

/** What stands there while there is no account to show: it loads, it did not load, or there is none. */
export function AccountsState({ accounts }: AccountsProps) {
  if (accounts.isPending) {
    return (
      <Card>
        <Skeleton label="Loading your accounts" lines={4} />
      </Card>
    );
  }
  if (!accounts.data) {
    return (
      <Card>
        <ErrorState
          error={accounts.error}
          title="Your accounts did not load."
          reassurance="They are safe on the server."
          onRetry={() => void accounts.refetch()}
          retrying={accounts.isFetching}
        />
      </Card>
    );
  }
  return accounts.data.items.length === 0 ? <NoAccount flavours={accounts.data.flavours} /> : null;
}
