import { useState } from 'react';
import { Button } from '@/components/button';
import { Dialog } from '@/components/dialog';
import { ErrorState } from '@/components/error-state';
import { TextField } from '@/components/field';
import { asProblem } from '@/lib/problem';
import { announce } from '@/lib/announcer';
import { toast } from '@/lib/toast';
import { useAddPasskey, useRemovePasskey, useRenamePasskey, type Passkey } from './passkeys-api';
import { ProofForm } from './proof-form';
import { useAsksCode } from './second-factor-api';

const longestName = 60;

export function AddPasskey({ onClose }: { onClose: () => void }) {
  const asksCode = useAsksCode();
  const add = useAddPasskey();
  const [name, setName] = useState('This device');

  return (
    <Dialog
      open
      onClose={onClose}
      title="Add a passkey"
      description="It opens your account by itself, so show first that it is yours. Then the browser asks."
    >
      <ProofForm
        asks={asksCode ? ['password', 'code'] : ['password']}
        submitLabel="Continue"
        busyLabel="Waiting for the browser"
        busy={add.isPending}
        error={add.error}
        onSubmit={({ password, code }) =>
          add.mutate(
            {
              current_password: password,
              code: code === '' ? null : code,
              name: name.trim() || 'Passkey',
            },
            {
              onSuccess: (added) => {
                if (!added) {
                  announce('No passkey was made');
                  return;
                }
                onClose();
                toast(`${added.name} can log you in now`);
              },
            },
          )
        }
      >
        <TextField
          label="Name"
          hint="To tell it from others."
          maxLength={longestName}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </ProofForm>
    </Dialog>
  );
}

type OneProps = { passkey: Passkey; onClose: () => void };

export function RenamePasskey({ passkey, onClose }: OneProps) {
  const rename = useRenamePasskey();
  const [name, setName] = useState(passkey.name);

  return (
    <Dialog open onClose={onClose} title="Rename the passkey">
      <form
        noValidate
        className="grid gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() === '') return;
          rename.mutate(
            { id: passkey.id, name: name.trim() },
            {
              onSuccess: () => {
                onClose();
                toast('The passkey has its new name');
              },
            },
          );
        }}
      >
        <TextField
          label="Name"
          data-autofocus
          maxLength={longestName}
          value={name}
          onChange={(event) => setName(event.target.value)}
          error={
            name.trim() === '' ? 'Give it a name.' : rename.error ? asProblem(rename.error).detail : undefined
          }
        />
        <Button
          type="submit"
          variant="primary"
          className="justify-self-start"
          busy={rename.isPending}
          busyLabel="Saving"
        >
          Save
        </Button>
      </form>
    </Dialog>
  );
}

/** Asks first: unlike a name, it cannot be given back. */
export function RemovePasskey({ passkey, onClose }: OneProps) {
  const remove = useRemovePasskey();

  return (
    <Dialog
      open
      onClose={onClose}
      title={`Remove ${passkey.name}`}
      description="It opens your account no more. Your device may keep its half; that one is of no use then."
    >
      <div className="grid gap-5">
        {remove.error && <ErrorState error={remove.error} title="The passkey was not removed" />}
        <div className="flex flex-wrap gap-2">
          <Button
            variant="danger"
            busy={remove.isPending}
            busyLabel="Removing"
            onClick={() =>
              remove.mutate(passkey.id, {
                onSuccess: () => {
                  onClose();
                  toast(`${passkey.name} opens nothing any more`);
                },
              })
            }
          >
            Remove
          </Button>
          <Button onClick={onClose} data-autofocus>
            Keep it
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
