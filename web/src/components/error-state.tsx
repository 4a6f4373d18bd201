import { asProblem } from '@/lib/problem';
import { Button } from './button';

type ErrorStateProps = {
  error: unknown;
  /** What did not work: "The report did not load." */
  title?: string;
  /** Whether work is safe: "Your answers are saved." */
  reassurance?: string;
  onRetry?: () => void;
  retrying?: boolean;
};

/** What happened, whether work is safe, what to do; the trace behind Details. */
export function ErrorState({ error, title, reassurance, onRetry, retrying = false }: ErrorStateProps) {
  const problem = asProblem(error);
  return (
    <div role="alert" className="grid justify-items-start gap-3">
      <div className="measure">
        <p className="font-medium">{title ?? problem.title}</p>
        <p className="text-ink-2">
          {problem.detail} {reassurance}
        </p>
      </div>
      {onRetry && (
        <Button size="sm" onClick={onRetry} busy={retrying} busyLabel="Trying again">
          Retry
        </Button>
      )}
      <ProblemDetails error={error} />
    </div>
  );
}

export function ProblemDetails({ error }: { error: unknown }) {
  const problem = asProblem(error);
  return (
    <details className="text-small text-ink-3">
      <summary className="py-1 pointer-coarse:py-3">Details</summary>
      <dl className="mt-1 grid grid-cols-[auto_1fr] gap-x-3 font-mono text-mono">
        <dt>code</dt>
        <dd>{problem.code}</dd>
        {problem.status > 0 && <dt>status</dt>}
        {problem.status > 0 && <dd>{problem.status}</dd>}
        {problem.traceId && <dt>trace</dt>}
        {problem.traceId && <dd>{problem.traceId}</dd>}
      </dl>
    </details>
  );
}
