import { standardSchemaResolver } from '@hookform/resolvers/standard-schema';
import { useForm } from 'react-hook-form';
import { Link } from 'react-router';
import { Button, linkClass } from '@/components/button';
import { PasswordField, TextField } from '@/components/field';
import { useLogin } from './api';
import { FormError } from '@/components/form-error';
import { loginRules, type LoginValues } from '@/lib/account-rules';

type LoginFormProps = {
  onDone: () => void;
  who?: string | undefined;
  /** The page around it must not be left. */
  keepsPage?: boolean;
};

export function LoginForm({ onDone, who = '', keepsPage = false }: LoginFormProps) {
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
