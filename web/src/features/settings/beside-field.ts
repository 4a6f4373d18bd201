import { asProblem } from '@/lib/problem';

/** The first of these fields that the server finds fault with, and what it says of it. */
export function besideField<T extends string>(
  error: unknown,
  fields: readonly T[],
): { field: T; message: string } | null {
  if (error == null) return null;
  const problem = asProblem(error);
  for (const field of fields) {
    const sentence = problem.fields[field];
    if (sentence === undefined) continue;
    // Its detail alone says that too many wrong ones close the door for a while.
    return { field, message: problem.code === 'auth.password_wrong' ? problem.detail : sentence };
  }
  return null;
}
