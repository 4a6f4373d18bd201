import { Dialog } from '@/components/dialog';
import { TextButton } from '@/components/button';
import { endSession, useSession } from '@/lib/session';
import { LoginForm } from './login-form';
import { replaced } from './replaced';

/**
 * Lies on top of the page when the session has ended. The page below keeps every form as it was, so nothing but
 * the words that say so may end it: no Esc, no click beside it.
 */
export function LoginAgain() {
  const { user, isReplaced } = useSession();
  const guest = user?.is_guest ?? false;
  return (
    <Dialog
      open
      onClose="never"
      title="Log in to go on"
      description={
        guest
          ? 'This guest session has ended. Guests live for seven days.'
          : `${isReplaced ? replaced : 'Your session has ended.'} What you typed is still here, and is sent as soon as you are back.`
      }
    >
      {/* In a tab of its own: this page keeps what was typed, and goes on when there is a session again. */}
      {!guest && <LoginForm who={user?.email ?? user?.username} onDone={() => undefined} keepsPage />}
      <p className="mt-5 text-ink-2">
        <TextButton className="min-h-11" onClick={endSession}>
          {guest ? 'Go to the login' : 'Not now, leave this page'}
        </TextButton>
      </p>
    </Dialog>
  );
}
