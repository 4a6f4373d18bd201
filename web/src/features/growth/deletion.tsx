import { useQuery } from '@tanstack/react-query';
import { LinkButton } from '@/components/button';
import { Card } from '@/components/card';
import { EmptyState } from '@/components/empty-state';
import { ErrorState } from '@/components/error-state';
import { PageFrame } from '@/components/page-frame';
import { Skeleton } from '@/components/skeleton';
import type { Deletion as Data } from '@/lib/growth-types';
import { countOf } from '@/lib/growth-words';
import { asProblem } from '@/lib/problem';
import { deletionQuery } from './api';
import { postedAt } from './post-words';

/** What became of a deletion that somebody asked for at the platform. They need no login here. */
export function Deletion({ code }: { code: string }) {
  const query = useQuery(deletionQuery(code));
  return (
    <PageFrame
      title="Deletion of your data"
      heading={query.data && headingOf(query.data)}
      width="narrow"
      lede="Looked up by the code that Instagram or Facebook gave you."
    >
      {query.data ? (
        <Done deletion={query.data} />
      ) : query.isPending ? (
        <Card>
          <Skeleton label="Looking for the deletion" lines={4} />
        </Card>
      ) : (
        <NotThere error={query.error} onRetry={() => void query.refetch()} retrying={query.isFetching} />
      )}
    </PageFrame>
  );
}

const headingOf = ({ accounts }: Data) =>
  accounts === 0 ? 'Nothing of yours was stored' : 'Your data was deleted';

function Done({ deletion }: { deletion: Data }) {
  const { accounts, confirmation_code: code, deleted_at: at } = deletion;
  return (
    <Card>
      <dl className="nums grid grid-cols-1 gap-x-6 gap-y-1.5 sm:grid-cols-[8rem_minmax(0,1fr)]">
        <dt className="text-ink-2">What</dt>
        <dd className="max-sm:mb-3">
          {accounts === 0
            ? 'No connected account belonged to your login there, so there was nothing to delete.'
            : `${countOf(accounts, 'connected account')}, with ${accounts === 1 ? 'its' : 'their'} posts and history.`}
        </dd>
        <dt className="text-ink-2">When</dt>
        <dd className="max-sm:mb-3">
          <time dateTime={at}>{postedAt(at, 'UTC')} UTC</time>
        </dd>
        <dt className="text-ink-2">Code</dt>
        <dd className="break-all">
          <code className="font-mono text-mono">{code}</code>
        </dd>
      </dl>
      <p className="measure mt-5 text-small text-ink-3">
        Kept of it: this code, the number and the time, and not whose it was. A Greenroom login with its
        interviews is something else and was not touched.
      </p>
    </Card>
  );
}

type NotThereProps = { error: unknown; onRetry: () => void; retrying: boolean };

function NotThere({ error, onRetry, retrying }: NotThereProps) {
  const { code, status } = asProblem(error);
  if (code === 'growth.no_deletion' || status === 404) {
    return (
      <EmptyState
        title="There is no deletion with this code"
        action={<LinkButton to="/legal/privacy">What this server stores</LinkButton>}
      >
        <p>
          Look at the address again: it ends with the code that you were given, in which capital letters
          count.
        </p>
      </EmptyState>
    );
  }
  return (
    <Card>
      <ErrorState
        error={error}
        title="The deletion could not be looked up."
        reassurance="What is deleted stays deleted."
        onRetry={onRetry}
        retrying={retrying}
      />
    </Card>
  );
}
