import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Button, LinkButton, linkClass } from '@/components/button';
import { EmptyState } from '@/components/empty-state';
import { FormError } from '@/components/form-error';
import { announce } from '@/lib/announcer';
import { focusHeading } from '@/lib/focus-heading';
import { asProblem } from '@/lib/problem';
import { useSession } from '@/lib/session';
import { useVerify, type Proven } from './api';
import { SendProof } from './send-proof';

/** A press does it and not the visit: programs that look into mails open every link. */
export function Verify({ token }: { token: string }) {
  const { user } = useSession();
  const verify = useVerify();
  const problem = verify.error === null ? null : asProblem(verify.error);

  if (verify.data) return <Done proven={verify.data} signedIn={user !== null} />;
  if (problem?.code === 'account.exists') {
    return (
      <Outcome title="This address has another account by now">
        <p>An address belongs to one account only, so yours keeps the one it had.</p>
      </Outcome>
    );
  }
  if (problem?.code === 'auth.link_expired' || problem?.fields.token) {
    if (user?.email_verified_by_holder) {
      return (
        <Outcome title="This link is over" to="/app" label="Go to Home">
          <p>It has been used already, or it is too old. Your address {user.email} is confirmed.</p>
        </Outcome>
      );
    }
    return (
      <div role="alert">
        <EmptyState
          title="This link is over"
          action={
            user && user.email !== null ? (
              <SendProof variant="primary" />
            ) : (
              <LinkButton to="/login?next=%2Fapp%2Fsettings%2Fsecurity" variant="primary">
                Log in to send a new one
              </LinkButton>
            )
          }
        >
          <p>
            It has been used already, or it is too old. A new one is sent from the settings, under Security.
          </p>
        </EmptyState>
      </div>
    );
  }
  return (
    <div>
      <FormError error={verify.error} />
      <Button
        variant="primary"
        className="w-full"
        busy={verify.isPending}
        busyLabel="One moment"
        onClick={() =>
          verify.mutate(token, {
            onSuccess: () => {
              announce('The link has done its work.');
              focusHeading();
            },
          })
        }
      >
        Continue
      </Button>
    </div>
  );
}

function Done({ proven: { email, was }, signedIn }: { proven: Proven; signedIn: boolean }) {
  const way = signedIn ? { to: '/app', label: 'Go to Home' } : { to: '/login', label: 'Log in' };
  if (was !== null && was !== email) {
    return (
      <Outcome title="Your address has changed" {...way}>
        <p>
          From now on you log in with <strong className="break-all">{email}</strong>. The old one,{' '}
          <span className="break-all">{was}</span>, opens your account no more.
        </p>
      </Outcome>
    );
  }
  return (
    <Outcome title="Your address is confirmed" {...way}>
      <p>
        <strong className="break-all">{email}</strong> is yours. If you forget your password, a link to that
        address lets you back in.
      </p>
      {was === null && (
        <p className="mt-3">
          Not your account?{' '}
          <Link to="/reset" className={linkClass}>
            Set a new password
          </Link>
          , and whoever made it cannot log in any more.
        </p>
      )}
    </Outcome>
  );
}

type OutcomeProps = { title: string; to?: string; label?: string; children: ReactNode };

function Outcome({ title, to = '/', label = 'Go to the start page', children }: OutcomeProps) {
  return (
    <EmptyState
      title={title}
      action={
        <LinkButton to={to} variant="primary">
          {label}
        </LinkButton>
      }
    >
      {children}
    </EmptyState>
  );
}
