import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, LinkButton } from '@/components/button';
import { EmptyState } from '@/components/empty-state';
import { ErrorState } from '@/components/error-state';
import { ShowMore } from '@/components/show-more';
import { cn } from '@/lib/cn';
import { interviewsQuery, type StatusFilter } from './api';
import { InterviewRow } from './interview-row';

type InterviewListProps = { status: StatusFilter | null; onShowAll: () => void };

const nothing: Record<StatusFilter, { title: string; why: string }> = {
  in_progress: {
    title: 'No interview is running',
    why: 'One runs from its first question until you pause or finish it, and only one at a time.',
  },
  paused: {
    title: 'No interview is paused',
    why: 'One pauses when you leave it, or when you start another, and keeps your words and its clock.',
  },
  ready: {
    title: 'No interview waits to be started',
    why: 'Each one that you set up has had its first question.',
  },
  completed: {
    title: 'No interview is finished yet',
    why: 'One is finished when its last question is answered, its time is up or you finish early.',
  },
};

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
          <>
            <LinkButton to="/app/interviews/new" variant="primary">
              Start your first interview
            </LinkButton>
            {/* The sample is a real one: one question on the start page, kept here like the others. */}
            <LinkButton to="/" variant="quiet">
              Try a single question
            </LinkButton>
          </>
        }
      >
        <p>Each one you do stays here with its questions, your answers and the marks behind them.</p>
      </EmptyState>
    ) : (
      <EmptyState
        title={nothing[status].title}
        action={<Button onClick={onShowAll}>Show all interviews</Button>}
      >
        <p>{nothing[status].why}</p>
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
      <ShowMore
        className="justify-self-start"
        query={query}
        what="The older ones"
        label="Show older ones"
        onMore={() => void query.fetchNextPage()}
      />
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
