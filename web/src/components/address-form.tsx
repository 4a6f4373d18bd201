import { standardSchemaResolver } from '@hookform/resolvers/standard-schema';
import type { UseMutationResult } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { addressRules } from '@/lib/account-rules';
import { asProblem } from '@/lib/problem';
import { Button } from './button';
import { EmailField } from './field';
import { FormError } from './form-error';

type AddressFormProps = {
  /** Takes the address. */
  mutation: UseMutationResult<unknown, Error, string>;
  email?: string;
  submitLabel: string;
  onDone: (email: string) => void;
};

/** One address and a button. */
export function AddressForm({ mutation, email = '', submitLabel, onDone }: AddressFormProps) {
  const { register, handleSubmit, formState, setError } = useForm({
    resolver: standardSchemaResolver(addressRules),
    mode: 'onTouched',
    defaultValues: { email },
  });
  const saidBesideField = mutation.error !== null && asProblem(mutation.error).fields.email !== undefined;

  const submit = handleSubmit((values) => {
    mutation.mutate(values.email, {
      onSuccess: () => onDone(values.email),
      onError: (error) => {
        const message = asProblem(error).fields.email;
        if (message) setError('email', { message }, { shouldFocus: true });
      },
    });
  });

  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="grid gap-5">
      <EmailField label="E-mail" error={formState.errors.email?.message} {...register('email')} />
      <div>
        <FormError error={saidBesideField ? null : mutation.error} />
        <Button
          type="submit"
          className="w-full"
          variant="primary"
          busy={mutation.isPending}
          busyLabel="One moment"
        >
          {submitLabel}
        </Button>
      </div>
    </form>
  );
}
