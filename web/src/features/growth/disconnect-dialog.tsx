import { Button } from '@/components/button';
import { Dialog } from '@/components/dialog';
import { ErrorState } from '@/components/error-state';
import type { Account } from '@/lib/growth-types';
import { useDisconnect } from './api';

type DisconnectDialogProps = { account: Account; onClose: () => void };

/** What is removed cannot be had back by an Undo: the history was written down day by day. */
export function DisconnectDialog({ account, onClose }: DisconnectDialogProps) {
  const disconnect = useDisconnect(account);

  return (
    <Dialog
      open
      // What is being removed is not called off by closing, and a failure has to be told to somebody.
      onClose={disconnect.isPending ? 'never' : onClose}
      title={`Disconnect @${account.username}?`}
      description="This removes the account, its posts and history from Greenroom."
    >
      {disconnect.isError && (
        <div className="mb-4">
          <ErrorState
            error={disconnect.error}
            title="It was not disconnected."
            reassurance="Nothing is lost."
          />
        </div>
      )}
      <div className="flex flex-wrap justify-end gap-3">
        <Button data-autofocus busy={disconnect.isPending} onClick={onClose}>
          Keep it
        </Button>
        <Button
          variant="danger"
          busy={disconnect.isPending}
          busyLabel="Disconnecting"
          onClick={() => disconnect.mutate()}
        >
          Disconnect
        </Button>
      </div>
    </Dialog>
  );
}
