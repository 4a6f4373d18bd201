import { useNavigate } from 'react-router';
import { Button } from '@/components/button';
import { Dialog } from '@/components/dialog';
import { closeGuestQuestion, useWayOut } from './leaving';

/** Logging out of a guest account destroys it, so it is the one logout that is asked about. */
export function GuestQuestion() {
  const navigate = useNavigate();
  const goOut = useWayOut();
  return (
    <Dialog
      open
      onClose={closeGuestQuestion}
      title="Log out of the guest account?"
      description="It has no password to come back with. Its interviews and reports are lost when you log out."
    >
      <div className="flex flex-wrap justify-end gap-3">
        <Button
          variant="danger"
          onClick={() => {
            closeGuestQuestion();
            goOut();
          }}
        >
          Log out and lose it
        </Button>
        <Button
          variant="primary"
          data-autofocus
          onClick={() => {
            closeGuestQuestion();
            void navigate('/app/settings/profile#keep');
          }}
        >
          Keep this account
        </Button>
      </div>
    </Dialog>
  );
}
