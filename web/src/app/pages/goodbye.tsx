import { useEffect, useEffectEvent } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { LinkButton } from '@/components/button';
import { PageFrame } from '@/components/page-frame';
import { endSession } from '@/lib/session';

const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short' });

/** How the settings send somebody here whose account is being deleted. */
type Farewell = { deletesAt: string; atOnce: boolean; ends: boolean };

/** Where somebody comes out who has deleted the account: it says until when there is a way back. */
export function GoodbyePage() {
  const farewell = farewellOf(useLocation().state);
  useEndOnArrival(farewell);

  if (farewell?.atOnce) {
    return (
      <PageFrame title="Your account is deleted" width="narrow">
        <p className="measure text-ink-2">
          Everything in the guest account is being removed now. There is nothing to log in to any more.
        </p>
      </PageFrame>
    );
  }
  return (
    <PageFrame
      title="Your account will be deleted"
      width="narrow"
      lede="You are logged out everywhere, and nothing more is read from connected accounts."
      actions={<LinkButton to="/login">Log in and keep the account</LinkButton>}
    >
      <p className="measure text-ink-2">
        {farewell ? (
          <>
            The deletion comes on{' '}
            <time dateTime={farewell.deletesAt}>{moment.format(new Date(farewell.deletesAt))}</time>.
          </>
        ) : (
          'The deletion comes seven days after it was asked for.'
        )}{' '}
        Log in before then, and everything is as it was. After that the account is gone for good, and its
        username and address are free again.
      </p>
    </PageFrame>
  );
}

/** The server has ended the session. Here it ends when the settings are left, which would ask for a login. */
function useEndOnArrival(farewell: Farewell | null) {
  const navigate = useNavigate();
  const isDue = farewell?.ends ?? false;

  const end = useEffectEvent(() => {
    endSession();
    // A reload of this page, or Back to it, must not end the next session.
    void navigate('/goodbye', { replace: true, state: { ...farewell, ends: false } });
  });
  useEffect(() => {
    if (isDue) end();
  }, [isDue]);
}

function farewellOf(state: unknown): Farewell | null {
  if (typeof state !== 'object' || state === null || !('deletesAt' in state)) return null;
  const { deletesAt } = state;
  if (typeof deletesAt !== 'string') return null;
  return {
    deletesAt,
    atOnce: 'atOnce' in state && state.atOnce === true,
    ends: 'ends' in state && state.ends === true,
  };
}

export { GoodbyePage as Component };
