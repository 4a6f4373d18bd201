import { standardSchemaResolver } from '@hookform/resolvers/standard-schema';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { Link } from 'react-router';
import { Button, linkClass } from '@/components/button';
import { PasswordField, TextField } from '@/components/field';
import { FormError } from '@/components/form-error';
import { loginRules, type LoginValues } from '@/lib/account-rules';
import { asProblem } from '@/lib/problem';
import { useLogin, type Credentials } from './api';
import { CodeStep } from './code-step';
import { PasskeyButton } from './passkey-button';

type LoginFormProps = {
  onDone: () => void;
  who?: string | undefined;
  /** The page around it must not be left. */
  keepsPage?: boolean;
};

export function LoginForm({ onDone, who = '', keepsPage = false }: LoginFormProps) {
  const login = useLogin();
  // The name and the password that were right, while the code is asked for. In memory and nowhere else.
  const [proven, setProven] = useState<Credentials | null>(null);
  const { register, handleSubmit, formState, resetField, setFocus } = useForm<LoginValues>({
    resolver: standardSchemaResolver(loginRules),
    mode: 'onTouched',
    defaultValues: { who, password: '' },
  });

  const submit = handleSubmit(({ who, password }) => {
    const credentials: Credentials = who.includes('@')
      ? { email: who, password }
      : { username: who, password };
    login.mutate(credentials, {
      onSuccess: onDone,
      onError: (error) => {
        if (asProblem(error).code === 'auth.second_factor_required') {
          setProven(credentials);
          return;
        }
        // The name is probably right; the password has to be typed again.
        resetField('password');
        setFocus('password');
      },
    });
  });

  function startOver() {
    setProven(null);
    login.reset();
    resetField('password');
  }

  if (proven) {
    const asked = asProblem(login.error).code === 'auth.second_factor_required';
    return (
      <CodeStep
        busy={login.isPending}
        error={asked ? null : login.error}
        onBack={startOver}
        onSwitch={login.reset}
        onCode={(code) => login.mutate({ ...proven, code }, { onSuccess: onDone })}
      />
    );
  }
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
        <PasskeyButton onDone={onDone} />
        <p className="mt-2">
          <Link
            to="/reset"
            target={keepsPage ? '_blank' : undefined}
            className={`${linkClass} inline-flex min-h-11 items-center`}
          >
            Forgot your password?
            {keepsPage && <span className="sr-only"> (opens in a new tab)</span>}
          </Link>
        </p>
      </div>
    </form>
  );
}
