import { asProblem } from '@/lib/problem';
import { count } from '@/lib/format';

/** The sentence above an account form. Fields have their own. Branches on the stable code, never on wording. */
export function explainAccountProblem(error: unknown): string {
  const problem = asProblem(error);
  if (problem.code === 'account.exists') return 'There is an account with this address already.';
  if (problem.status === 401) return 'The e-mail, username or password is not right.';
  if (problem.status === 429) {
    return problem.retryAfter === null
      ? 'Too many tries. Wait a little and try again.'
      : `Too many tries. Try again in ${count(problem.retryAfter, 'second')}.`;
  }
  return problem.detail;
}
