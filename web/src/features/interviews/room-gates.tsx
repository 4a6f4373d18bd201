import type { ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Button, LinkButton } from '@/components/button';
import { ErrorState, ProblemDetails } from '@/components/error-state';
import { LogoMark } from '@/components/logo';
import { Skeleton } from '@/components/skeleton';
import { count, formatClock } from '@/lib/format';
import { asProblem } from '@/lib/problem';
import { runningQuery, type Snapshot } from './api';
import { topicNames } from '@/lib/interview-words';

/** A room that is not in play: one sentence, one action. */
export function Gate({
  title,
  children,
  action,
}: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="mx-auto grid min-h-dvh max-w-lg content-center justify-items-start gap-5 px-5 py-10">
      <LogoMark className="size-9" />
      <h1 tabIndex={-1} className="font-serif text-h1 font-medium text-balance">
        {title}
      </h1>
      {children && <div className="grid gap-3 text-ink-2">{children}</div>}
      {action && <div className="flex flex-wrap gap-3">{action}</div>}
    </div>
  );
}

const allInterviews = (
  <LinkButton to="/app/interviews" variant="quiet">
    All interviews
  </LinkButton>
);

/** Checking where it stands: the shape of the room, and two lines for the question. */
export function Checking() {
  return (
    <div className="mx-auto flex min-h-dvh max-w-3xl flex-col justify-between gap-8 px-4 pt-28 pb-6 sm:px-6">
      <h1 className="sr-only">Interview</h1>
      <Skeleton label="Finding where you stopped" lines={2} className="[&>.skeleton]:h-7" />
      <div className="h-40 rounded-card border border-line bg-surface" />
    </div>
  );
}

type RefusedProps = { error: unknown; onRetry: () => void; retrying: boolean };

// The second one is the answer to an address that no interview can have.
const unknownCodes = ['interview.not_found', 'route.not_found'];

/** The interview did not open. */
export function Refused({ error, onRetry, retrying }: RefusedProps) {
  const problem = asProblem(error);
  if (unknownCodes.includes(problem.code)) {
    return (
      <Gate
        title="There is no such interview"
        action={
          <LinkButton to="/app/interviews" variant="primary">
            All interviews
          </LinkButton>
        }
      >
        <p>
          It may belong to another account, or the address is not complete. Nothing was lost by opening it.
        </p>
      </Gate>
    );
  }
  if (problem.isNetwork) {
    return (
      <Gate
        title={problem.title}
        action={
          <>
            <Button
              variant="primary"
              onClick={onRetry}
              busy={retrying}
              busyLabel="Trying again"
              ref={focusOnMount}
            >
              Try again
            </Button>
            {allInterviews}
          </>
        }
      >
        <p>
          Your answers are saved on the server, and your draft on this device. The room opens when the line is
          back.
        </p>
      </Gate>
    );
  }
  return (
    <Gate title="The room did not open" action={allInterviews}>
      <ErrorState error={error} reassurance="Your answers are saved." onRetry={onRetry} retrying={retrying} />
    </Gate>
  );
}

type ReadyProps = { snapshot: Snapshot; onStart: () => void; starting: boolean; error: unknown };

/** Set up and not started: the clock stands still until somebody presses Start. */
export function Ready({ snapshot, onStart, starting, error }: ReadyProps) {
  const { data: running } = useQuery(runningQuery);
  const isSimulation = snapshot.mode === 'simulation';
  return (
    <Gate
      title={topicNames(snapshot.topics)}
      action={
        <>
          <Button
            variant="primary"
            onClick={onStart}
            busy={starting}
            busyLabel="Asking the first question"
            ref={focusOnMount}
          >
            Start
          </Button>
          {allInterviews}
        </>
      }
    >
      <p>{snapshot.prompt}</p>
      <p>
        {isSimulation
          ? 'A simulation: no hints, and no marks before the end.'
          : 'Practice: hints are there, and each answer is marked at once.'}{' '}
        {count(snapshot.length, 'minute')} on the clock, and it starts with the first question.
      </p>
      {running && running.id !== snapshot.id && (
        <p className="rounded-control bg-lamp-soft px-4 py-2.5 text-ink">
          Another interview is running ({topicNames(running.topics)}). Starting this one pauses it; nothing of
          it is lost.
        </p>
      )}
      {error !== null && <ErrorState error={error} title="It did not start." onRetry={onStart} />}
    </Gate>
  );
}

export function Cancelled() {
  return (
    <Gate
      title="This interview was cancelled before it began"
      action={
        <>
          <LinkButton to="/app/interviews/new" variant="primary">
            New interview
          </LinkButton>
          {allInterviews}
        </>
      }
    >
      <p>No question was asked, so there is no report.</p>
    </Gate>
  );
}

type PausedProps = {
  snapshot: Snapshot;
  mayResume: boolean;
  busy: 'resume' | 'complete' | null;
  error: unknown;
  onResume: () => void;
  onFinish: () => void;
};

/** Stands where the field was; the question stays in sight. */
export function PausedPanel({ snapshot, mayResume, busy, error, onResume, onFinish }: PausedProps) {
  const isAbandoned = snapshot.status === 'abandoned';
  const left = snapshot.remaining_seconds;
  return (
    <div className="grid gap-4 rounded-card border border-line bg-surface p-5">
      <div>
        <p className="font-medium">
          {isAbandoned ? 'This interview was left open for a week' : 'Paused'}
          {left !== null && !isAbandoned && (
            <span className="nums font-normal text-ink-2">, {formatClock(left)} left on the clock</span>
          )}
        </p>
        <p className="text-ink-2">
          {isAbandoned && !mayResume
            ? 'It was reopened once before, so it can only be finished now. Your answers are saved and will be marked.'
            : 'Your answers and your draft are saved. The clock goes on when you do.'}
        </p>
      </div>
      {error !== null && (
        <div role="alert" className="text-bad">
          <p>{asProblem(error).detail}</p>
          <ProblemDetails error={error} />
        </div>
      )}
      <div className="flex flex-wrap gap-3">
        {mayResume && (
          <Button
            variant="primary"
            onClick={onResume}
            busy={busy === 'resume'}
            busyLabel="Resuming"
            ref={focusOnMount}
          >
            Resume
          </Button>
        )}
        <Button
          variant={mayResume ? 'quiet' : 'primary'}
          onClick={onFinish}
          busy={busy === 'complete'}
          busyLabel="Finishing"
        >
          Finish and see the report
        </Button>
      </div>
    </div>
  );
}

type FailedProps = { isAnswer: boolean; error: unknown; onRetry: () => void };

/** The words are stored; only the reading of them failed. */
export function FailedPanel({ isAnswer, error, onRetry }: FailedProps) {
  return (
    <div role="alert" className="grid gap-4 rounded-card border border-line bg-surface p-5">
      <div>
        <p className="font-medium">
          {isAnswer ? 'Your answer is saved, but it was not read to the end' : 'That did not work out'}
        </p>
        <p className="text-ink-2">
          {error === null
            ? 'The server stopped in the middle. Trying again uses the same answer; it will not count twice.'
            : asProblem(error).detail}
        </p>
        {error !== null && asProblem(error).isUnexpected && <ProblemDetails error={error} />}
      </div>
      <div className="flex flex-wrap gap-3">
        <Button variant="primary" onClick={onRetry} ref={focusOnMount}>
          Retry
        </Button>
      </div>
    </div>
  );
}

/** The one action of a state gets the focus when the state appears. */
function focusOnMount(element: HTMLButtonElement | null): void {
  element?.focus({ preventScroll: true });
}
