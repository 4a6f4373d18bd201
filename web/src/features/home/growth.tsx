import { useSuspenseQuery, type UseSuspenseQueryResult } from '@tanstack/react-query';
import { Link } from 'react-router';
import { AccountName } from '@/components/account-name';
import { linkClass } from '@/components/button';
import { Card } from '@/components/card';
import { OutOfDate } from '@/components/out-of-date';
import { accountsQuery, statsQuery, usualPeriod } from '@/lib/growth-api';
import type { Account, AccountList } from '@/lib/growth-types';
import { findingOf, notReadWords } from '@/lib/growth-words';

/** The one sentence of the growth page, or the way to it. */
export function Growth() {
  const accounts = useSuspenseQuery(accountsQuery);
  const account = accounts.data.items[0];
  return account ? (
    <Headline account={account} accounts={accounts} />
  ) : (
    <Card title="Growth">
      <OutOfDate query={accounts} className="mb-3" />
      <p className="text-ink-2">No account is connected, so there are no posts to read.</p>
      <GoThere>Connect an account</GoThere>
    </Card>
  );
}

type HeadlineProps = { account: Account; accounts: UseSuspenseQueryResult<AccountList> };

function Headline({ account, accounts }: HeadlineProps) {
  const query = useSuspenseQuery(statsQuery(usualPeriod, account.id));
  const stats = query.data;
  // With a line that is down both fail, and once is enough.
  const outOfDate = (
    <OutOfDate
      query={query.isRefetchError ? query : accounts}
      onRetry={async () => (await accounts.refetch({ cancelRefetch: false })).isError}
      className="mb-3"
    />
  );
  if (stats.captured_at === null) {
    return (
      <Card title="Growth">
        {outOfDate}
        <p className="nums text-ink-2">{notReadWords(account)}</p>
        <p className="mt-2 text-ink-2">
          <AccountName account={account} />
        </p>
        <GoThere>See how it stands</GoThere>
      </Card>
    );
  }
  return (
    <Card title="Growth">
      {outOfDate}
      <p className="nums font-serif text-[1.25rem] leading-snug">{findingOf(stats.signal)}</p>
      <p className="mt-2 text-ink-2">
        <AccountName account={account} />
      </p>
      <p className="text-small text-ink-3">The last {stats.period} days against those before.</p>
      <GoThere>See the figures</GoThere>
    </Card>
  );
}

function GoThere({ children }: { children: string }) {
  return (
    <Link
      to="/app/growth"
      className={`${linkClass} -mb-2 mt-1 inline-flex min-h-11 items-center font-medium`}
    >
      {children}
    </Link>
  );
}
