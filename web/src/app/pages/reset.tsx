import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { LinkButton, TextButton } from '@/components/button';
import { Card } from '@/components/card';
import { ForgotForm } from '@/features/account/forgot-form';
import { ResetForm } from '@/features/account/reset-form';
import { announce } from '@/lib/announcer';
import { focusHeading } from '@/lib/focus-heading';
import { getSession } from '@/lib/session';
import { toast } from '@/lib/toast';
import { EntryFrame } from '@/app/entry-frame';
import { loginNotice } from './login-notice';

/** /reset asks for a link, /reset/:token is where it leads. */
export function ResetPage() {
  const { token } = useParams();
  return token === undefined ? <Forgot /> : <Reset key={token} token={token} />;
}

function Forgot() {
  const [email, setEmail] = useState('');
  const [isSent, setSent] = useState(false);
  if (!isSent) {
    return (
      <EntryFrame
        title="Forgot your password?"
        lede="Give the address of your account. A link comes by mail, and with it you set a new password."
      >
        <ForgotForm
          email={email}
          onSent={(to) => {
            setEmail(to);
            setSent(true);
            focusHeading();
            announce('Open the mail. If there is an account with this address, a link is on its way to it.');
          }}
        />
        <p className="mt-5">
          <LinkButton to="/login" variant="quiet" className="-ml-4">
            Back to the log-in
          </LinkButton>
        </p>
      </EntryFrame>
    );
  }
  return (
    <EntryFrame
      title="Open the mail"
      lede="If there is an account with this address, a link is on its way to it."
    >
      <Card>
        <p className="font-medium break-all">{email}</p>
        <p className="mt-1 text-ink-2">
          The link works once, for an hour. If nothing comes within a few minutes, look among the unwanted
          mails.
        </p>
        <p className="mt-3">
          <TextButton className="min-h-11" onClick={() => setSent(false)}>
            Send it again, or to another address
          </TextButton>
        </p>
      </Card>
    </EntryFrame>
  );
}

function Reset({ token }: { token: string }) {
  const navigate = useNavigate();

  function goOn() {
    // The link may have been for another account than the one that is signed in here.
    const { user } = getSession();
    if (user && !user.is_guest) toast('The new password is set');
    void navigate('/login', { replace: true, state: loginNotice.passwordSet });
  }

  return (
    <EntryFrame
      title="Set a new password"
      lede="Every session of the account ends with it; you log in with the new one."
    >
      <ResetForm token={token} onDone={goOn} />
    </EntryFrame>
  );
}

export { ResetPage as Component };
