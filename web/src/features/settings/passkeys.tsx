import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { ErrorState } from '@/components/error-state';
import { Skeleton } from '@/components/skeleton';
import { formatDay } from '@/lib/format';
import { canUsePasskeys } from '@/lib/passkeys';
import { useUser } from '@/lib/session';
import { AddPasskey, RemovePasskey, RenamePasskey } from './passkey-dialogs';
import { passkeysQuery, type Passkey } from './passkeys-api';

const most = 20;

/** Logging in with a finger, a face or a PIN. Stands by itself on whatever page shows it. */
export function PasskeysCard() {
  const { is_guest } = useUser();
  return (
    <Card title="Passkeys">
      {is_guest ? (
        <p className="text-ink-2">
          A guest account cannot be logged in to again. Keep it first, with an address and a password.
        </p>
      ) : (
        <Passkeys />
      )}
    </Card>
  );
}

type Open = { what: 'add' } | { what: 'rename' | 'remove'; passkey: Passkey };

function Passkeys() {
  const passkeys = useQuery(passkeysQuery);
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);

  if (passkeys.isPending) return <Skeleton lines={2} label="Loading your passkeys" />;
  if (passkeys.isError) {
    return (
      <ErrorState
        error={passkeys.error}
        title="Your passkeys did not load"
        onRetry={() => void passkeys.refetch()}
        retrying={passkeys.isFetching}
      />
    );
  }

  const { items } = passkeys.data;
  return (
    <>
      <p className="mb-4 text-ink-2">
        Log in with your finger, your face or the PIN of a device, without the password. Nobody can steal or
        guess a passkey, so it asks for no code either.
      </p>
      {items.length > 0 && (
        <ul aria-label="Your passkeys" className="mb-4 divide-y divide-line border-y border-line">
          {items.map((passkey) => (
            <li key={passkey.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-3">
              <div className="min-w-0">
                <p className="font-medium break-words">{passkey.name}</p>
                <p className="text-small text-ink-3">
                  Added {formatDay(passkey.created_at)},{' '}
                  {passkey.last_used_at ? `last used ${formatDay(passkey.last_used_at)}` : 'not used yet'}
                </p>
              </div>
              <div className="flex gap-2">
                <Button
                  size="sm"
                  variant="quiet"
                  aria-label={`Rename ${passkey.name}`}
                  onClick={() => setOpen({ what: 'rename', passkey })}
                >
                  Rename
                </Button>
                <Button
                  size="sm"
                  variant="danger"
                  aria-label={`Remove ${passkey.name}`}
                  onClick={() => setOpen({ what: 'remove', passkey })}
                >
                  Remove
                </Button>
              </div>
            </li>
          ))}
        </ul>
      )}
      {!canUsePasskeys() ? (
        <p className="text-ink-3">This browser cannot make passkeys.</p>
      ) : items.length >= most ? (
        <p className="text-ink-3">Twenty passkeys are the most. Remove one to add another.</p>
      ) : (
        <Button onClick={() => setOpen({ what: 'add' })}>Add a passkey</Button>
      )}
      {open?.what === 'add' && <AddPasskey onClose={close} />}
      {open?.what === 'rename' && <RenamePasskey passkey={open.passkey} onClose={close} />}
      {open?.what === 'remove' && <RemovePasskey passkey={open.passkey} onClose={close} />}
    </>
  );
}
