import { Button, LinkButton } from '@/components/button';
import { Card } from '@/components/card';
import { useClaim, useRename } from '@/features/account/api';
import { useLeave } from '@/features/account/leaving';
import { NewAccountForm } from '@/features/account/new-account-form';
import { SendProof } from '@/features/account/send-proof';
import { Appearance } from '@/features/settings/appearance';
import { Keyboard } from '@/features/settings/keyboard';
import { ProfileForm } from '@/features/settings/profile-form';
import { formatDay } from '@/lib/format';
import { useUser } from '@/lib/session';
import { toast } from '@/lib/toast';

export function ProfileSettings() {
  const user = useUser();
  const claim = useClaim();
  const rename = useRename();
  const leave = useLeave();

  return (
    <>
      {user.is_guest && (
        <div id="keep">
          <Card tone="lamp" title="Keep this account">
            <p className="mb-5 text-ink-2">
              A guest account ends seven days after it began. An address and a password keep it, with every
              interview and report in it.
            </p>
            <NewAccountForm
              account={claim}
              submitLabel="Keep this account"
              onDone={() => toast('This account is yours now')}
              whenTaken="Log out to use it; this guest account cannot be merged into it."
            />
          </Card>
        </div>
      )}
      <Card
        title="Profile"
        aside={<span className="text-small text-ink-3">Since {formatDay(user.created_at)}</span>}
      >
        <ProfileForm rename={rename} sendProof={<SendProof size="sm" />} />
      </Card>
      <Card title="Appearance">
        <Appearance />
      </Card>
      <Card title="Keyboard">
        <Keyboard />
      </Card>
      {/* The account menu, which has this link too, has no room on a phone. */}
      {user.is_admin && (
        <Card title="Administration">
          <p className="mb-4 text-ink-2">Your account administers this server.</p>
          <LinkButton to="/admin">Go to the administration</LinkButton>
        </Card>
      )}
      <Card title="This session">
        <p className="mb-4 text-ink-2">
          {user.is_guest
            ? 'Logging out of a guest account closes it for good: it has no password to come back with.'
            : 'Other devices stay logged in.'}
        </p>
        <Button variant={user.is_guest ? 'danger' : 'secondary'} onClick={leave}>
          {user.is_guest ? 'Leave the guest account' : 'Log out'}
        </Button>
      </Card>
    </>
  );
}
