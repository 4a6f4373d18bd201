import { standardSchemaResolver } from '@hookform/resolvers/standard-schema';
import { useForm } from 'react-hook-form';
import { Button } from '@/components/button';
import { PasswordField, TextField } from '@/components/field';
import { useLogin } from './api';
import { FormError } from './form-error';
import { loginRules, type LoginValues } from './rules';

type LoginFormProps = { onDone: () => void; who?: string | undefined };

export function LoginForm({ onDone, who = '' }: LoginFormProps) {
  const login = useLogin();
  const { register, handleSubmit, formState, resetField, setFocus } = useForm<LoginValues>({
    resolver: standardSchemaResolver(loginRules),
    mode: 'onTouched',
    defaultValues: { who, password: '' },
  });

  const submit = handleSubmit(({ who, password }) => {
    login.mutate(who.includes('@') ? { email: who, password } : { username: who, password }, {
      onSuccess: onDone,
      onError: () => {
        // The name is probably right; the password has to be typed again.
        resetField('password');
        setFocus('password');
      },
    });
  });

  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="grid gap-5">
      <TextField
        label="E-mail or username"
        autoComplete="username"
        data-autofocus={who === '' || undefined}
        autoCapitalize="none"
        spellCheck={false}
        error={formState.errors.who?.message}
        {...register('who')}
      />
      <PasswordField
        label="Password"
        autoComplete="current-password"
        data-autofocus={who !== '' || undefined}
        error={formState.errors.password?.message}
        {...register('password')}
      />
      <div>
        <FormError error={login.error} />
        <Button
          type="submit"
          className="w-full"
          variant="primary"
          busy={login.isPending}
          busyLabel="Logging in"
        >
          Log in
        </Button>
      </div>
    </form>
  );
}
