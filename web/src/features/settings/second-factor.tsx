import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Badge } from '@/components/badge';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { ErrorState } from '@/components/error-state';
import { Skeleton } from '@/components/skeleton';
import { count, formatDay } from '@/lib/format';
import { useUser } from '@/lib/session';
import { secondFactorQuery } from './second-factor-api';
import { DisableFactor, RenewCodes, SetUpFactor } from './second-factor-setup';

const few = 3;

/** A code of an authenticator app beside the password. Stands by itself on whatever page shows it. */
export function SecondFactorCard() {
  const { is_guest } = useUser();
  return (
    <Card title="Second factor">
      {is_guest ? (
        <p className="text-ink-2">
          A guest account has no password to protect. Keep the account first, with an address and a password.
        </p>
      ) : (
        <SecondFactor />
      )}
    </Card>
  );
}

function SecondFactor() {
  const factor = useQuery(secondFactorQuery);
  const [open, setOpen] = useState<'set-up' | 'renew' | 'disable' | null>(null);
  const close = () => setOpen(null);

  if (factor.isPending) return <Skeleton lines={2} label="Loading the second factor" />;
  if (factor.isError) {
    return (
      <ErrorState
        error={factor.error}
        title="The second factor did not load"
        onRetry={() => void factor.refetch()}
        retrying={factor.isFetching}
      />
    );
  }

  const { enabled, enabled_at, recovery_codes_left: left } = factor.data;
  return (
    <>
      {enabled ? (
        <>
          <p className="mb-1 flex flex-wrap items-center gap-2">
            <Badge tone="brand">On</Badge>
            {enabled_at && <span className="text-ink-2">since {formatDay(enabled_at)}</span>}
          </p>
          <p className="mb-4 text-ink-2">
            A log-in with your password asks for a code of your app as well.{' '}
            {left === 0 ? 'No recovery code is left.' : `${count(left, 'recovery code')} left.`}
            {left <= few && ' Make new ones before you need them.'}
          </p>
          <div className="flex flex-wrap gap-2">
            <Button onClick={() => setOpen('renew')}>New recovery codes</Button>
            <Button variant="danger" onClick={() => setOpen('disable')}>
              Switch off
            </Button>
          </div>
        </>
      ) : (
        <>
          <p className="mb-4 text-ink-2">
            Ask for a code of an authenticator app at every log-in, so that a stolen password opens nothing.
            Places where you are logged in stay so.
          </p>
          <Button onClick={() => setOpen('set-up')}>Set up an app</Button>
        </>
      )}
      {open === 'set-up' && <SetUpFactor onClose={close} />}
      {open === 'renew' && <RenewCodes onClose={close} />}
      {open === 'disable' && <DisableFactor onClose={close} />}
    </>
  );
}
