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

export const loginRules = z.object({
  who: z.string().check(z.trim(), z.minLength(1, 'Enter your e-mail address or username.')),
  password: z.string().check(z.minLength(1, 'Enter your password.')),
});

export const newAccountRules = z.object({ email, password: newPassword });

export type LoginValues = z.infer<typeof loginRules>;
export type NewAccountValues = z.infer<typeof newAccountRules>;
