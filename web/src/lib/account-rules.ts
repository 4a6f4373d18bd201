import * as z from 'zod/mini';

// The same limits as the server's, so that most mistakes are found beside the field.
const email = z
  .string()
  .check(
    z.trim(),
    z.minLength(1, 'Enter your e-mail address.'),
    z.email('This does not look like an e-mail address.'),
  );

const newPassword = z
  .string()
  .check(z.minLength(8, 'Use at least 8 characters.'), z.maxLength(128, 'Use at most 128 characters.'));

const currentPassword = z.string().check(z.minLength(1, 'Enter your password.'));

export const loginRules = z.object({
  who: z.string().check(z.trim(), z.minLength(1, 'Enter your e-mail address or username.')),
  password: currentPassword,
});

export const newAccountRules = z.object({ email, password: newPassword });

export const addressRules = z.object({ email });
export const newPasswordRules = z.object({ password: newPassword });

// Whether a code is needed the server knows; the field is there when it is.
const code = z.string().check(z.trim());

export const passwordChangeRules = z.object({
  current_password: currentPassword,
  password: newPassword,
  code,
});
export const addressChangeRules = z.object({ email, current_password: currentPassword, code });

export type LoginValues = z.infer<typeof loginRules>;
export type NewAccountValues = z.infer<typeof newAccountRules>;
