import { standardSchemaResolver } from '@hookform/resolvers/standard-schema';
import { useForm } from 'react-hook-form';
import { Button } from '@/components/button';
import { EmailField, PasswordField } from '@/components/field';
import { FormError } from '@/components/form-error';
import { Notice } from '@/components/notice';
import { addressChangeRules } from '@/lib/account-rules';
import { useUser } from '@/lib/session';
import { useChangeEmail } from './api';
import { besideField } from './beside-field';
import { CodeField } from './code-field';
import { useAsksCode } from './second-factor-api';

const fields = ['email', 'current_password', 'code'] as const;

export function ChangeEmail() {
  const user = useUser();
  const change = useChangeEmail();
  const asksCode = useAsksCode();
  const { register, handleSubmit, formState, setError, reset } = useForm({
    resolver: standardSchemaResolver(addressChangeRules),
    mode: 'onTouched',
    defaultValues: { email: '', current_password: '', code: '' },
  });

  const submit = handleSubmit((values) => {
    change.mutate(
      { ...values, code: values.code || null },
      {
        onSuccess: () => reset(),
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
        Now it is <span className="font-medium break-all text-ink">{user.email}</span>. A link goes to the new
        address; until somebody opens it there, the old one stays.
      </p>
      <div role="status" className="empty:hidden">
        {change.isSuccess && (
          <Notice tone="lamp">
            A link is on its way to <span className="break-all">{change.variables.email}</span>. It works
            once, for an hour.
          </Notice>
        )}
      </div>
      <EmailField label="New e-mail address" error={formState.errors.email?.message} {...register('email')} />
      <PasswordField
        label="Your password"
        autoComplete="current-password"
        error={formState.errors.current_password?.message}
        {...register('current_password')}
      />
      {asksCode && <CodeField error={formState.errors.code?.message} {...register('code')} />}
      <div>
        <FormError error={besideField(change.error, fields) ? null : change.error} />
        <Button type="submit" busy={change.isPending} busyLabel="One moment">
          Send the link
        </Button>
      </div>
    </form>
  );
}
