import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, LinkButton } from '@/components/button';
import { EmptyState } from '@/components/empty-state';
import { ErrorState } from '@/components/error-state';
import { cn } from '@/lib/cn';
import { interviewsQuery, type StatusFilter } from './api';
import { InterviewRow } from './interview-row';
import { statusWord } from '@/lib/interview-words';

type InterviewListProps = { status: StatusFilter | null; onShowAll: () => void };

export function InterviewList({ status, onShowAll }: InterviewListProps) {
  const query = useInfiniteQuery(interviewsQuery(status));
  const interviews = query.data?.pages.flatMap((page) => page.items) ?? [];

  if (query.isPending) return <SkeletonRows />;
  if (query.isError && interviews.length === 0) {
    return (
      <div className="rounded-card border border-line bg-surface p-6">
        <ErrorState
          error={query.error}
          title="Your interviews did not load."
          reassurance="They are safe on the server."
          onRetry={() => void query.refetch()}
          retrying={query.isFetching}
        />
      </div>
    );
  }
  if (interviews.length === 0) {
    return status === null ? (
      <EmptyState
        title="No interviews yet"
        action={
          <LinkButton to="/app/interviews/new" variant="primary">
            Start your first interview
          </LinkButton>
        }
      >
        <p>Each one you do stays here with its questions, your answers and the marks behind them.</p>
      </EmptyState>
    ) : (
      <EmptyState
        title={`None of your interviews is ${statusWord[status].toLowerCase()}`}
        action={<Button onClick={onShowAll}>Show all interviews</Button>}
      >
        <p>This list shows one state at a time.</p>
      </EmptyState>
    );
  }

  return (
    <div className="grid gap-4">
      <ul
        // The old list stays while another one loads, a little paler.
        className={cn('grid gap-2 transition-opacity', query.isPlaceholderData && 'opacity-60 delay-300')}
        aria-busy={query.isPlaceholderData}
      >
        {interviews.map((interview) => (
          <InterviewRow key={interview.id} interview={interview} />
        ))}
      </ul>
      {query.isFetchNextPageError && (
        <ErrorState
          error={query.error}
          title="The older ones did not load."
          onRetry={() => void query.fetchNextPage()}
        />
      )}
      {query.hasNextPage && !query.isFetchNextPageError && (
        <Button
          className="justify-self-start"
          busy={query.isFetchingNextPage}
          busyLabel="Loading"
          onClick={() => void query.fetchNextPage()}
        >
          Show older ones
        </Button>
      )}
    </div>
  );
}

function SkeletonRows() {
  return (
    <div role="status" className="grid gap-2">
      <span className="sr-only">Loading your interviews</span>
      {Array.from({ length: 6 }, (_, index) => (
        <div key={index} className="grid gap-3 rounded-card border border-line bg-surface p-5">
          <span className="skeleton h-4 w-2/5" />
          <span className="skeleton h-3.5 w-3/5" />
        </div>
      ))}
    </div>
  );
}
