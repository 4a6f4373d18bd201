import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { ErrorState } from '@/components/error-state';
import { FormError } from '@/components/form-error';
import { ShowMore } from '@/components/show-more';
import { Skeleton } from '@/components/skeleton';
import { deviceWords } from '@/lib/device-words';
import { focusHeading } from '@/lib/focus-heading';
import { toast } from '@/lib/toast';
import { sessionsQuery, useEndOtherSessions, useEndSession, type ActiveSession } from './api';
import { SessionRow } from './session-row';

/** Where one is logged in. Ended ones go at once: there is nothing to come back to. */
export function SessionList() {
  const query = useInfiniteQuery(sessionsQuery);
  const end = useEndSession();
  const endOthers = useEndOtherSessions();
  const sessions = query.data?.pages.flatMap((page) => page.items) ?? [];
  const hasOthers = query.hasNextPage || sessions.some((session) => !session.is_current);

  if (query.isPending) {
    return (
      <Card title="Where you are logged in">
        <Skeleton label="Loading your sessions" lines={4} />
      </Card>
    );
  }
  if (query.isError && sessions.length === 0) {
    return (
      <Card title="Where you are logged in">
        <ErrorState
          error={query.error}
          title="Your sessions did not load."
          reassurance="None of them has ended by it."
          onRetry={() => void query.refetch()}
          retrying={query.isFetching}
        />
      </Card>
    );
  }

  function endOne(session: ActiveSession) {
    end.mutate(session, {
      onSuccess: () => {
        toast(`The session has ended: ${deviceWords(session.device)}`);
        // The button that was pressed goes with its row.
        focusHeading();
      },
    });
  }

  return (
    <>
      <Card title="Where you are logged in">
        <FormError error={end.error} />
        <ul className="divide-y divide-line">
          {sessions.map((session) => (
            <SessionRow
              key={session.id}
              session={session}
              onEnd={() => endOne(session)}
              ending={end.isPending && end.variables.id === session.id}
            />
          ))}
        </ul>
        <ShowMore
          className="mt-4"
          query={query}
          what="The older ones"
          label="Show older ones"
          onMore={() => void query.fetchNextPage()}
        />
        {!hasOthers && <p className="mt-2 text-ink-2">You are logged in nowhere else.</p>}
      </Card>
      {hasOthers && (
        <Card title="All other sessions">
          <p className="mb-4 text-ink-2">
            Each of them ends at once and has to log in again; here you stay logged in. What was saved there
            stays saved. If one of them was not yours, set a new password as well.
          </p>
          <FormError error={endOthers.error} />
          <Button
            variant="danger"
            busy={endOthers.isPending}
            busyLabel="Ending them"
            onClick={() =>
              endOthers.mutate(undefined, {
                onSuccess: () => {
                  toast('All other sessions have ended');
                  focusHeading();
                },
              })
            }
          >
            End all other sessions
          </Button>
        </Card>
      )}
    </>
  );
}
