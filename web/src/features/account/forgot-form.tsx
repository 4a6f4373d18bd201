import { standardSchemaResolver } from '@hookform/resolvers/standard-schema';
import { useForm } from 'react-hook-form';
import { Button } from '@/components/button';
import { TextField } from '@/components/field';
import { FormError } from '@/components/form-error';
import { addressRules } from '@/lib/account-rules';
import { asProblem } from '@/lib/problem';
import { useForgot } from './api';

type ForgotFormProps = { email: string; onSent: (email: string) => void };

/** Asks for a link. What follows is the same whether the address has an account or not. */
export function ForgotForm({ email, onSent }: ForgotFormProps) {
  const forgot = useForgot();
  const { register, handleSubmit, formState, setError } = useForm({
    resolver: standardSchemaResolver(addressRules),
    mode: 'onTouched',
    defaultValues: { email },
  });
  const saidBesideField = forgot.error !== null && asProblem(forgot.error).fields.email !== undefined;

  const submit = handleSubmit((values) => {
    forgot.mutate(values.email, {
      onSuccess: () => onSent(values.email),
      onError: (error) => {
        const message = asProblem(error).fields.email;
        if (message) setError('email', { message }, { shouldFocus: true });
      },
    });
  });

  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="grid gap-5">
      <TextField
        label="E-mail"
        type="email"
        autoComplete="email"
        autoCapitalize="none"
        spellCheck={false}
        error={formState.errors.email?.message}
        {...register('email')}
      />
      <div>
        <FormError error={saidBesideField ? null : forgot.error} />
        <Button
          type="submit"
          className="w-full"
          variant="primary"
          busy={forgot.isPending}
          busyLabel="One moment"
        >
          Send the link
        </Button>
      </div>
    </form>
  );
}
