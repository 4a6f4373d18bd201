import { standardSchemaResolver } from '@hookform/resolvers/standard-schema';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { Button } from '@/components/button';
import { EmailField, PasswordField } from '@/components/field';
import { asProblem } from '@/lib/problem';
import { waitsForMail, type NewAccountMutation } from './api';
import { CheckYourMail } from './check-your-mail';
import { FormError } from '@/components/form-error';
import { focusHeading } from '@/lib/focus-heading';
import { newAccountRules, type NewAccountValues } from '@/lib/account-rules';

type NewAccountFormProps = {
  /** useRegister() or useClaim(): the same two fields make an account out of nothing or out of a guest. */
  account: NewAccountMutation;
  submitLabel: string;
  onDone: () => void;
  /** Offered when the address is taken. */
  whenTaken?: ReactNode;
};

export function NewAccountForm({ account, submitLabel, onDone, whenTaken }: NewAccountFormProps) {
  const { register, handleSubmit, formState, setError, setFocus } = useForm<NewAccountValues>({
    resolver: standardSchemaResolver(newAccountRules),
    mode: 'onTouched',
    defaultValues: { email: '', password: '' },
  });

  const submit = handleSubmit((values) => {
    account.mutate(values, {
      onSuccess: (begun) => (waitsForMail(begun) ? focusHeading() : onDone()),
      onError: (error) => {
        const { code, fields } = asProblem(error);
        // Said above the button, with the way to the login.
        if (code === 'account.exists') return setFocus('email');
        if (fields.password) setError('password', { message: fields.password }, { shouldFocus: true });
        if (fields.email) setError('email', { message: fields.email }, { shouldFocus: true });
      },
    });
  });

  if (account.data && waitsForMail(account.data)) {
    const again = () => {
      account.reset();
      focusHeading();
    };
    return <CheckYourMail email={account.variables.email} onAgain={again} />;
  }

  const problem = account.error === null ? null : asProblem(account.error);
  const isTaken = problem?.code === 'account.exists';
  const saidBesideField =
    problem !== null && !isTaken && (problem.fields.email ?? problem.fields.password) !== undefined;

  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="grid gap-5">
      <EmailField label="E-mail" error={formState.errors.email?.message} {...register('email')} />
      <PasswordField
        label="Password"
        autoComplete="new-password"
        hint="At least 8 characters. A short sentence works well."
        error={formState.errors.password?.message}
        {...register('password')}
      />
      <div>
        <FormError error={saidBesideField ? null : account.error}>{isTaken && whenTaken}</FormError>
        <Button
          type="submit"
          className="w-full"
          variant="primary"
          busy={account.isPending}
          busyLabel="One moment"
        >
          {submitLabel}
        </Button>
      </div>
    </form>
  );
}
