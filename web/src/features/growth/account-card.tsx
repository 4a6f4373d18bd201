import { useState } from 'react';
import { AccountName } from '@/components/account-name';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { formatAgo, formatDay } from '@/lib/format';
import type { Account, Flavour } from '@/lib/growth-types';
import { countOf } from '@/lib/growth-words';
import { ConnectButtons } from './connect-buttons';
import { DisconnectDialog } from './disconnect-dialog';

type AccountCardProps = { account: Account; flavours: readonly Flavour[]; onGone: () => void };

export function AccountCard({ account, flavours, onGone }: AccountCardProps) {
  const [asks, setAsks] = useState(false);
  const { followers, next_sync_at: next, token_expires_at: expires } = account;
  return (
    <Card title="Account">
      <p>
        <AccountName account={account} />
      </p>
      <p className="nums mt-1 text-small text-ink-3">
        {followers === null ? 'Followers not known' : countOf(followers, 'follower')}. Connected since{' '}
        {formatDay(account.created_at)}.{next !== null && ` Syncs by itself ${formatAgo(next)}.`}
        {expires !== null && ` The connection is renewed before ${formatDay(expires)}.`}
      </p>
      <Button variant="danger" className="mt-4" onClick={() => setAsks(true)}>
        Disconnect
      </Button>
      <div className="mt-6 border-t border-line pt-4">
        <h3 className="mb-3 font-medium">Another account</h3>
        <ConnectButtons flavours={flavours} />
      </div>
      {asks && <DisconnectDialog account={account} onClose={() => setAsks(false)} onGone={onGone} />}
    </Card>
  );
}
