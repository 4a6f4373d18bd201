import { useRef, useState, type ReactNode } from 'react';
import { Button, type ButtonVariant } from '@/components/button';
import { ProblemDetails } from '@/components/error-state';
import { PasswordField } from '@/components/field';
import { asProblem } from '@/lib/problem';
import { CodeField } from './code-field';

type Proof = { password: string; code: string };
type ProofFormProps = {
  /** What has to be shown: the password, a code of the app, or both. */
  asks: readonly ('password' | 'code')[];
  codeHint?: string;
  submitLabel: string;
  busyLabel: string;
  variant?: ButtonVariant;
  busy: boolean;
  error: unknown;
  onSubmit: (proof: Proof) => void;
  /** Above the fields. */
  children?: ReactNode;
};

const wrongPassword = 'current_password';

/** Asks for what only the owner of the account has, before something that protects it changes. */
export function ProofForm(props: ProofFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const [proof, setProof] = useState<Proof>({ password: '', code: '' });
  const [missing, setMissing] = useState<Partial<Proof>>({});
  const problem = props.error == null ? null : asProblem(props.error);
  const fields = {
    password: missing.password ?? problem?.fields[wrongPassword],
    code: missing.code ?? problem?.fields.code,
  };
  const beside = props.asks.some((name) => fields[name] !== undefined);

  function submit() {
    const found: Partial<Proof> = {};
    if (props.asks.includes('password') && proof.password === '') found.password = 'Enter your password.';
    if (props.asks.includes('code') && proof.code.trim() === '') found.code = 'Enter the code.';
    setMissing(found);
    const first = props.asks.find((name) => found[name] !== undefined);
    if (first === undefined) props.onSubmit(proof);
    else form.current?.querySelector<HTMLInputElement>(`[name=${first}]`)?.focus();
  }

  return (
    <form
      ref={form}
      noValidate
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {props.children}
      {props.asks.includes('password') && (
        <PasswordField
          label="Your password"
          name="password"
          autoComplete="current-password"
          data-autofocus
          value={proof.password}
          onChange={(event) => setProof({ ...proof, password: event.target.value })}
          error={fields.password}
        />
      )}
      {props.asks.includes('code') && (
        <CodeField
          data-autofocus={!props.asks.includes('password') || undefined}
          hint={props.codeHint}
          value={proof.code}
          onChange={(event) => setProof({ ...proof, code: event.target.value })}
          error={fields.code}
        />
      )}
      <div role="alert" className="empty:hidden">
        {problem && (
          <div className="rounded-control bg-bad-soft px-3 py-2 forced-colors:border">
            <p>{beside ? 'This was not accepted. Nothing has changed.' : problem.detail}</p>
            {problem.isUnexpected && <ProblemDetails error={problem} />}
          </div>
        )}
      </div>
      <Button
        type="submit"
        variant={props.variant ?? 'primary'}
        className="justify-self-start"
        busy={props.busy}
        busyLabel={props.busyLabel}
      >
        {props.submitLabel}
      </Button>
    </form>
  );
}
