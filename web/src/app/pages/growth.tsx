import { useQuery } from '@tanstack/react-query';
import { AccountName } from '@/components/account-name';
import { Card } from '@/components/card';
import { ErrorState } from '@/components/error-state';
import { PageFrame } from '@/components/page-frame';
import { Skeleton } from '@/components/skeleton';
import { AccountCard } from '@/features/growth/account-card';
import { CameBack } from '@/features/growth/came-back';
import { Figures } from '@/features/growth/figures';
import { NoAccount } from '@/features/growth/no-account';
import { Posts } from '@/features/growth/posts';
import { ReconnectNotice } from '@/features/growth/reconnect-notice';
import { SyncState } from '@/features/growth/sync-state';
import { Toolbar } from '@/features/growth/toolbar';
import { useView } from '@/features/growth/use-view';
import { accountsQuery } from '@/lib/growth-api';

export function GrowthPage() {
  const accounts = useQuery(accountsQuery);
  const { period, sort, type, account: asked, change } = useView();
  const items = accounts.data?.items ?? [];
  const account = items.find(({ id }) => id === asked) ?? items[0];

  return (
    <PageFrame
      title="Growth"
      lede={
        account ? <AccountName account={account} /> : 'What your posts did, and what can be said about it.'
      }
      actions={account && <SyncState key={account.id} account={account} asked={accounts.dataUpdatedAt} />}
    >
      <CameBack />
      {accounts.isPending && (
        <Card>
          <Skeleton label="Loading your accounts" lines={4} />
        </Card>
      )}
      {accounts.isError && !accounts.data && (
        <Card>
          <ErrorState
            error={accounts.error}
            title="Your accounts did not load."
            reassurance="They are safe on the server."
            onRetry={() => void accounts.refetch()}
            retrying={accounts.isFetching}
          />
        </Card>
      )}
      {accounts.data && !account && <NoAccount flavours={accounts.data.flavours} />}
      {accounts.data && account && (
        <>
          <ReconnectNotice account={account} />
          <Toolbar accounts={items} account={account} period={period} onChange={change} />
          {/* Nothing of one account may stand for a moment under the name of another, so each starts anew. */}
          <div className="grid grid-cols-1 gap-5">
            <Figures key={`figures-${account.id}`} accountId={account.id} period={period} />
            <Posts key={`posts-${account.id}`} account={account} choice={{ sort, type }} onChange={change} />
            <AccountCard
              key={`account-${account.id}`}
              account={account}
              flavours={accounts.data.flavours}
              onGone={() => change({ account: null })}
            />
          </div>
        </>
      )}
    </PageFrame>
  );
}
