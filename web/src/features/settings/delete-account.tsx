import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { Button } from '@/components/button';
import { Dialog } from '@/components/dialog';
import { ErrorState } from '@/components/error-state';
import { PasswordField, TextField } from '@/components/field';
import { asProblem } from '@/lib/problem';
import { useUser } from '@/lib/session';
import { CodeField } from './code-field';
import { useDeleteAccount, type Deletion } from './personal-data-api';
import { useAsksCode } from './second-factor-api';

type Props = {
  /** Called when the server has agreed: by then every session of this account has ended. */
  onDone: (deletion: Deletion) => void;
};

/** What goes, what stays, and a way back of seven days. */
export function DeleteAccount({ onDone }: Props) {
  const { is_guest: isGuest } = useUser();
  const [open, setOpen] = useState(false);
  return (
    <>
      <div className="measure mb-4 grid gap-2.5 text-ink-2">
        <p>
          Your profile, interviews, answers, marks, reports, connected accounts with their history, exports
          and sessions are deleted. Connected platforms are told that the access has ended.
        </p>
        <p>
          {isGuest
            ? 'A guest account is deleted at once, and nothing can bring it back.'
            : 'You are logged out everywhere at once, and nothing more is read from connected accounts. The deletion itself comes after seven days: log in before then, and everything is as it was.'}
        </p>
        <p>
          What remains for a while: backups that this server has made already, until they run out. They are
          not read for anything but to repair the server.
        </p>
      </div>
      <Button variant="danger" onClick={() => setOpen(true)}>
        Delete the account
      </Button>
      {open && <Confirm onClose={() => setOpen(false)} onDone={onDone} />}
    </>
  );
}

type Values = { confirm: string; password: string; code: string };

function Confirm({ onClose, onDone }: Props & { onClose: () => void }) {
  const { username, is_guest: isGuest } = useUser();
  const remove = useDeleteAccount(onDone);
  const asksCode = useAsksCode();
  const { register, handleSubmit, formState, setError } = useForm<Values>({
    defaultValues: { confirm: '', password: '', code: '' },
  });
  // Also while the page behind it changes: the answer has been given.
  const busy = remove.isPending || remove.isSuccess;
  const fields = remove.isError ? asProblem(remove.error).fields : {};
  const isAboutAField = 'confirm' in fields || 'password' in fields || 'code' in fields;

  const submit = handleSubmit(({ confirm, password, code }) =>
    remove.mutate(isGuest ? { confirm } : { confirm, password, ...(code && { code }) }, {
      onError: (error) => {
        const { fields } = asProblem(error);
        if (fields.confirm) setError('confirm', { message: fields.confirm }, { shouldFocus: true });
        else if (fields.password) setError('password', { message: fields.password }, { shouldFocus: true });
        else if (fields.code) setError('code', { message: fields.code }, { shouldFocus: true });
      },
    }),
  );

  return (
    <Dialog
      open
      onClose={busy ? 'never' : onClose}
      title="Delete your account?"
      description={
        isGuest
          ? 'Everything in it goes at once.'
          : 'Everything in it goes in seven days, unless you log in before then.'
      }
    >
      <form onSubmit={(event) => void submit(event)} noValidate className="grid gap-5">
        <TextField
          label={`Type ${username} to confirm`}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          data-autofocus
          error={formState.errors.confirm?.message}
          {...register('confirm', {
            validate: (typed) =>
              typed.trim().toLowerCase() === username.toLowerCase() || 'This is not your username.',
          })}
        />
        {!isGuest && (
          <PasswordField
            label="Password"
            autoComplete="current-password"
            error={formState.errors.password?.message}
            {...register('password')}
          />
        )}
        {asksCode && <CodeField error={formState.errors.code?.message} {...register('code')} />}
        {remove.isError && !isAboutAField && (
          <ErrorState
            error={remove.error}
            title="The account was not deleted."
            reassurance="Nothing was changed."
          />
        )}
        <div className="flex flex-wrap justify-end gap-3">
          <Button busy={busy} onClick={onClose}>
            Keep it
          </Button>
          <Button type="submit" variant="danger" busy={busy} busyLabel="Deleting">
            Delete the account
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
