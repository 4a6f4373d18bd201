import { count } from './format';
import { asProblem } from './problem';

/** The sentence above an account form. Fields have their own. Branches on the stable code, never on wording. */
export function explainAccountProblem(error: unknown): string {
  const { code, detail, retryAfter } = asProblem(error);
  switch (code) {
    case 'account.exists':
      return 'There is an account with this address already.';
    case 'auth.passkey_invalid':
      return 'This passkey opens no account here. Try again, or use your password.';
    case 'auth.second_factor_invalid':
      return 'This code is not right, or it was used already. Wait for the next one.';
    case 'rate.limited':
      return retryAfter === null
        ? 'Too many tries. Wait a little and try again.'
        : `Too many tries. Try again in ${formatWait(retryAfter)}.`;
    default:
      return detail;
  }
}

/** "40 seconds", and minutes where nobody counts seconds. */
function formatWait(seconds: number): string {
  return seconds < 120 ? count(seconds, 'second') : count(Math.ceil(seconds / 60), 'minute');
}
