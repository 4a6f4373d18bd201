import { standardSchemaResolver } from '@hookform/resolvers/standard-schema';
import { useMutation } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { Button } from '@/components/button';
import { EmptyState } from '@/components/empty-state';
import { TextField } from '@/components/field';
import { FormError } from '@/components/form-error';
import { addressRules } from '@/lib/account-rules';
import { announce } from '@/lib/announcer';
import { api, unwrap } from '@/lib/api';
import { focusHeading } from '@/lib/focus-heading';
import { asProblem } from '@/lib/problem';

const useJoin = () =>
  useMutation({
    mutationFn: (email: string) => unwrap(api.POST('/api/waitlist/signup', { body: { email } })),
  });

/** Who is on the list already reads the same as who was not. */
export function WaitlistForm() {
  const join = useJoin();
  const { register, handleSubmit, formState, setError } = useForm({
    resolver: standardSchemaResolver(addressRules),
    mode: 'onTouched',
    defaultValues: { email: '' },
  });

  if (join.isSuccess) {
    return (
      <EmptyState title="You are on the waitlist">
        <p>
          Whoever runs this Greenroom can write to <span className="break-all">{join.variables}</span> when
          there is room.
        </p>
      </EmptyState>
    );
  }

  const submit = handleSubmit(({ email }) => {
    join.mutate(email, {
      onSuccess: () => {
        announce('The address is on the list.');
        focusHeading();
      },
      onError: (error) => {
        const message = asProblem(error).fields.email;
        if (message) setError('email', { message }, { shouldFocus: true });
      },
    });
  });
  const saidBesideField = join.error !== null && asProblem(join.error).fields.email !== undefined;

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
        <FormError error={saidBesideField ? null : join.error} />
        <Button
          type="submit"
          className="w-full"
          variant="primary"
          busy={join.isPending}
          busyLabel="One moment"
        >
          Join the waitlist
        </Button>
      </div>
    </form>
  );
}
