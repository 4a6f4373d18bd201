import { standardSchemaResolver } from '@hookform/resolvers/standard-schema';
import type { UseMutationResult } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import * as z from 'zod/mini';
import { Button } from '@/components/button';
import { TextField } from '@/components/field';
import { asProblem } from '@/lib/problem';
import { useUser } from '@/lib/session';
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

export function ProfileForm({ rename }: { rename: UseMutationResult<unknown, Error, string> }) {
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
      <div className="grid gap-1">
        <p className="font-medium">E-mail</p>
        <p className="text-ink-2">{user.email ?? 'None: this is a guest account.'}</p>
      </div>
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
