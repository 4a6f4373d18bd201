import { useEffect, useRef, useState } from 'react';
import { Button, TextButton } from '@/components/button';
import { TextField } from '@/components/field';
import { FormError } from '@/components/form-error';

type CodeStepProps = {
  busy: boolean;
  error: unknown;
  onCode: (code: string) => void;
  onBack: () => void;
  /** The other kind of code: what was said of the first one goes. */
  onSwitch: () => void;
};

/** After the right password, where the second factor is on. */
export function CodeStep({ busy, error, onCode, onBack, onSwitch }: CodeStepProps) {
  const field = useRef<HTMLInputElement>(null);
  const [recovery, setRecovery] = useState(false);
  const [code, setCode] = useState('');
  const [missing, setMissing] = useState(false);

  // Here from the start, after the other kind was chosen, and after a code that was refused.
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, [recovery, error]);

  return (
    <form
      noValidate
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        setMissing(code.trim() === '');
        if (code.trim() !== '') onCode(code.trim());
        else field.current?.focus();
      }}
    >
      <TextField
        ref={field}
        key={recovery ? 'recovery' : 'app'}
        label={recovery ? 'Recovery code' : 'Code of your app'}
        hint={recovery ? 'Each one works once.' : 'The six digits that your authenticator app shows now.'}
        autoComplete="one-time-code"
        inputMode={recovery ? 'text' : 'numeric'}
        autoCapitalize="none"
        spellCheck={false}
        maxLength={32}
        value={code}
        onChange={(event) => setCode(event.target.value)}
        error={missing && code.trim() === '' ? 'Enter the code.' : undefined}
      />
      <div>
        <FormError error={error} />
        <Button type="submit" className="w-full" variant="primary" busy={busy} busyLabel="Logging in">
          Log in
        </Button>
      </div>
      <p className="flex flex-wrap gap-x-5">
        <TextButton
          className="min-h-11"
          onClick={() => {
            onSwitch();
            setCode('');
            setRecovery(!recovery);
          }}
        >
          {recovery ? 'Use the app' : 'Use a recovery code'}
        </TextButton>
        <TextButton className="min-h-11" onClick={onBack}>
          Use another account
        </TextButton>
      </p>
    </form>
  );
}
