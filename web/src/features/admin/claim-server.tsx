import { Button, LinkButton } from '@/components/button';
import { EmptyState } from '@/components/empty-state';
import { FormError } from '@/components/form-error';
import { announce } from '@/lib/announcer';
import { focusHeading } from '@/lib/focus-heading';
import { asProblem } from '@/lib/problem';
import { useUser } from '@/lib/session';
import { useClaimServer } from './api';

/** A press does it and not the visit: the account must be the right one. */
export function ClaimServer({ token, here }: { token: string; here: string }) {
  const user = useUser();
  const claim = useClaimServer();
  const problem = claim.error === null ? null : asProblem(claim.error);

  if (user.is_admin) {
    return (
      <EmptyState
        title="You administer this server"
        action={
          <LinkButton to="/admin" variant="primary">
            Go to the administration
          </LinkButton>
        }
      >
        <p>The waitlist, the accounts, the jobs and the audit log are there.</p>
      </EmptyState>
    );
  }
  if (user.is_guest) {
    return (
      <EmptyState
        title="A guest cannot administer a server"
        action={
          <>
            <LinkButton to="/app/settings/profile#keep" variant="primary">
              Keep this account
            </LinkButton>
            <LinkButton to={`/login?next=${encodeURIComponent(here)}`}>Log in to another one</LinkButton>
          </>
        }
      >
        <p>
          A guest account ends by itself. Keep it with an address and a password first, then open the link
          again.
        </p>
      </EmptyState>
    );
  }
  if (problem?.code === 'admin.link_expired' || problem?.fields.token) {
    return (
      <div role="alert">
        <EmptyState
          title="This link is over"
          action={
            <LinkButton to="/app" variant="primary">
              Go to Home
            </LinkButton>
          }
        >
          <p>
            It is older than 30 minutes, or this server has an administrator already. If it has none, start
            the server again: it prints a new link.
          </p>
        </EmptyState>
      </div>
    );
  }
  return (
    <div>
      <p className="mb-5 text-ink-2">
        You are logged in as <strong className="font-medium wrap-anywhere text-ink">{user.username}</strong>
        {user.email && <span className="wrap-anywhere"> ({user.email})</span>}. This account would see the
        waitlist, all accounts by name and address, the jobs and the audit log, and nothing of what people
        wrote.
      </p>
      <FormError error={claim.error} />
      <Button
        variant="primary"
        busy={claim.isPending}
        busyLabel="One moment"
        onClick={() =>
          claim.mutate(token, {
            onSuccess: () => {
              announce('You administer this server');
              focusHeading();
            },
          })
        }
      >
        Administer this server
      </Button>
    </div>
  );
}
