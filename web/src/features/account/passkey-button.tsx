import { KeyRound } from 'lucide-react';
import { Button } from '@/components/button';
import { announce } from '@/lib/announcer';
import { canUsePasskeys } from '@/lib/passkeys';
import { FormError } from '@/components/form-error';
import { usePasskeyLogin } from './passkey-login';

/** Not there where the browser cannot do it. */
export function PasskeyButton({ onDone }: { onDone: () => void }) {
  const login = usePasskeyLogin();
  if (!canUsePasskeys()) return null;
  return (
    <div className="mt-3">
      <Button
        className="w-full"
        icon={<KeyRound className="size-4" aria-hidden="true" />}
        busy={login.isPending}
        busyLabel="Waiting for your passkey"
        onClick={() =>
          login.mutate(undefined, {
            onSuccess: (loggedIn) => {
              if (loggedIn) onDone();
              else announce('No passkey was used');
            },
          })
        }
      >
        Log in with a passkey
      </Button>
      <div className="mt-3 empty:hidden">{login.error && <FormError error={login.error} />}</div>
    </div>
  );
}
