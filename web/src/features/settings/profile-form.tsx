import { standardSchemaResolver } from '@hookform/resolvers/standard-schema';
import type { UseMutationResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { Link } from 'react-router';
import * as z from 'zod/mini';
import { Badge } from '@/components/badge';
import { Button, linkClass } from '@/components/button';
import { TextField } from '@/components/field';
import { asProblem } from '@/lib/problem';
import { useUser, type User } from '@/lib/session';
import { toast } from '@/lib/toast';

const rules = z.object({
  username: z
    .string()
    .check(
      z.trim(),
      z.minLength(3, 'Use at least 3 characters.'),
      z.maxLength(32, 'Use at most 32 characters.'),
      z.regex(/^[A-Za-z0-9._-]+$/, 'Use letters, digits, dots, dashes and underscores only.'),
    ),
});

type ProfileFormProps = {
  rename: UseMutationResult<unknown, Error, string>;
  /** Stands under an address that nobody has confirmed. */
  sendProof?: ReactNode;
};

export function ProfileForm({ rename, sendProof }: ProfileFormProps) {
  const user = useUser();
  const { register, handleSubmit, formState, setError, reset } = useForm({
    resolver: standardSchemaResolver(rules),
    mode: 'onTouched',
    // Follows the account: keeping a guest account gives it a new name.
    values: { username: user.username },
  });

  /** The promise outlives this page; callbacks of mutate() end with it. */
  function undo(before: string) {
    void rename.mutateAsync(before).then(
      () => toast('The old username is back'),
      (error: unknown) => toast(`The old username could not be set again. ${asProblem(error).detail}`),
    );
  }

  const submit = handleSubmit((values) => {
    const before = user.username;
    rename.mutate(values.username, {
      onSuccess: () => {
        reset(values);
        toast('Username saved', { undo: () => undo(before) });
      },
      onError: (error) => {
        const problem = asProblem(error);
        setError('username', { message: problem.fields.username ?? problem.detail }, { shouldFocus: true });
      },
    });
  });

  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="grid gap-5">
      <TextField
        label="Username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        error={formState.errors.username?.message}
        {...register('username')}
      />
      <Address user={user} sendProof={sendProof} />
      <Button
        type="submit"
        variant={user.is_guest ? 'secondary' : 'primary'}
        className="justify-self-start"
        disabled={!formState.isDirty}
        busy={rename.isPending}
        busyLabel="Saving"
      >
        Save
      </Button>
    </form>
  );
}

function Address({ user, sendProof }: { user: User; sendProof: ReactNode }) {
  if (user.email === null) {
    return (
      <div className="grid gap-1">
        <p className="font-medium">E-mail</p>
        <p className="text-ink-2">None: this is a guest account.</p>
      </div>
    );
  }
  return (
    <div className="grid justify-items-start gap-1.5">
      <div className="flex w-full flex-wrap items-baseline justify-between gap-x-4">
        <p className="font-medium">E-mail</p>
        <Link to="/app/settings/security" className={`${linkClass} text-small pointer-coarse:py-3`}>
          Change it
        </Link>
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <p className="break-all text-ink-2">{user.email}</p>
        {user.email_verified ? (
          <Badge tone="brand">Confirmed</Badge>
        ) : (
          <Badge tone="lamp">Not confirmed</Badge>
        )}
      </div>
      {!user.email_verified && (
        <>
          <p className="text-small text-ink-3">
            Confirm your address by the link that was sent to it. With it you get back in when you forget your
            password.
          </p>
          {sendProof}
        </>
      )}
    </div>
  );
}
