import type { ComponentProps } from 'react';
import { TextField } from '@/components/field';

type CodeFieldProps = Omit<ComponentProps<typeof TextField>, 'label' | 'name'>;

/** The code of the authenticator app, or a recovery code. */
export function CodeField({ hint = 'Of the app, or one of your recovery codes.', ...field }: CodeFieldProps) {
  return (
    <TextField
      label="Code"
      name="code"
      hint={hint}
      autoComplete="one-time-code"
      autoCapitalize="none"
      spellCheck={false}
      maxLength={32}
      {...field}
    />
  );
}
