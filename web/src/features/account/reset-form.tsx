import { standardSchemaResolver } from '@hookform/resolvers/standard-schema';
import { useForm } from 'react-hook-form';
import { Button, LinkButton } from '@/components/button';
import { EmptyState } from '@/components/empty-state';
import { PasswordField } from '@/components/field';
import { FormError } from '@/components/form-error';
import { newPasswordRules } from '@/lib/account-rules';
import { asProblem } from '@/lib/problem';
import { useReset } from './api';

/** The end of a mailed link: one field. */
export function ResetForm({ token, onDone }: { token: string; onDone: () => void }) {
  // Its success first asks whether the session here has survived; onDone waits for the answer.
  const reset = useReset();
  const { register, handleSubmit, formState, setError } = useForm({
    resolver: standardSchemaResolver(newPasswordRules),
    mode: 'onTouched',
    defaultValues: { password: '' },
  });
  const problem = reset.error === null ? null : asProblem(reset.error);

  // A token that is too long to be one is refused before anybody looks for it.
  if (problem?.code === 'auth.link_expired' || problem?.fields.token) return <LinkIsOver />;

  const submit = handleSubmit(({ password }) => {
    reset.mutate(
      { token, password },
      {
        onSuccess: onDone,
        onError: (error) => {
          const message = asProblem(error).fields.password;
          if (message) setError('password', { message }, { shouldFocus: true });
        },
      },
    );
  });

  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="grid gap-5">
      <PasswordField
        label="New password"
        autoComplete="new-password"
        hint="At least 8 characters. A short sentence works well."
        error={formState.errors.password?.message}
        {...register('password')}
      />
      <div>
        <FormError error={problem?.fields.password ? null : reset.error} />
        <Button
          type="submit"
          className="w-full"
          variant="primary"
          busy={reset.isPending}
          busyLabel="One moment"
        >
          Set the new password
        </Button>
      </div>
    </form>
  );
}

function LinkIsOver() {
  return (
    <div role="alert">
      <EmptyState
        title="This link is over"
        action={
          <LinkButton to="/reset" variant="primary">
            Ask for a new link
          </LinkButton>
        }
      >
        <p>It has been used already, or it is older than an hour. Your password is what it was.</p>
      </EmptyState>
    </div>
  );
}
