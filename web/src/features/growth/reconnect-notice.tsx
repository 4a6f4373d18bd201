import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import type { Account } from '@/lib/growth-types';
import { asProblem } from '@/lib/problem';
import { useConnect } from './api';

const what = {
  needs_reconnect: 'This account is no longer connected.',
  needs_permission: 'This account does not give the permission that its posts need.',
};

/** Why nothing new comes, and the way out. What was read before stays on the page. */
export function ReconnectNotice({ account }: { account: Account }) {
  const connect = useConnect();
  if (account.state === 'active') return null;
  return (
    <div className="mb-5">
      <Notice
        tone="bad"
        action={
          <Button
            busy={connect.isPending}
            busyLabel="Opening"
            onClick={() => connect.mutate({ flavour: account.flavour, again: account })}
          >
            Reconnect
          </Button>
        }
      >
        <p className="font-medium">{what[account.state]}</p>
        <p>
          {account.state_reason}{' '}
          {account.last_synced_at === null
            ? 'No sync has come to its end before, so there are no figures.'
            : 'All figures are those of the last sync.'}
          {connect.isError && (
            <span role="alert" className="block text-bad">
              It did not begin. {asProblem(connect.error).detail}
            </span>
          )}
        </p>
      </Notice>
    </div>
  );
}
