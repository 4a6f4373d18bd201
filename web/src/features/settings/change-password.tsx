import { standardSchemaResolver } from '@hookform/resolvers/standard-schema';
import { useForm } from 'react-hook-form';
import { Button } from '@/components/button';
import { PasswordField } from '@/components/field';
import { FormError } from '@/components/form-error';
import { passwordChangeRules } from '@/lib/account-rules';
import { toast } from '@/lib/toast';
import { useChangePassword } from './api';
import { besideField } from './beside-field';
import { CodeField } from './code-field';
import { useAsksCode } from './second-factor-api';

const fields = ['current_password', 'password', 'code'] as const;

export function ChangePassword() {
  const change = useChangePassword();
  const asksCode = useAsksCode();
  const { register, handleSubmit, formState, setError, reset } = useForm({
    resolver: standardSchemaResolver(passwordChangeRules),
    mode: 'onTouched',
    defaultValues: { current_password: '', password: '', code: '' },
  });

  const submit = handleSubmit((values) => {
    change.mutate(
      { ...values, code: values.code || null },
      {
        onSuccess: () => {
          reset();
          toast('The new password is set. All other sessions have ended');
        },
        onError: (error) => {
          const wrong = besideField(error, fields);
          if (wrong) setError(wrong.field, { message: wrong.message }, { shouldFocus: true });
        },
      },
    );
  });

  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="grid gap-5">
      <p className="text-ink-2">
        All other sessions end with the old password. You stay logged in here, and a mail tells you of it.
      </p>
      <PasswordField
        label="Current password"
        autoComplete="current-password"
        error={formState.errors.current_password?.message}
        {...register('current_password')}
      />
      <PasswordField
        label="New password"
        autoComplete="new-password"
        hint="At least 8 characters. A short sentence works well."
        error={formState.errors.password?.message}
        {...register('password')}
      />
      {asksCode && <CodeField error={formState.errors.code?.message} {...register('code')} />}
      <div>
        <FormError error={besideField(change.error, fields) ? null : change.error} />
        <Button type="submit" variant="primary" busy={change.isPending} busyLabel="One moment">
          Change the password
        </Button>
      </div>
    </form>
  );
}
