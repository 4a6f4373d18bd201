import type { ReactNode } from 'react';
import { explainAccountProblem } from '@/lib/explain-problem';
import { asProblem } from '@/lib/problem';
import { ProblemDetails } from './error-state';

/** Announced when it appears; says what happened above the button that was pressed. */
export function FormError({ error, children }: { error: unknown; children?: ReactNode }) {
  const isUnexpected = error != null && asProblem(error).isUnexpected;
  return (
    <div role="alert" className="mb-5 empty:mb-0">
      {error != null && (
        <div className="rounded-control bg-bad-soft px-3 py-2 text-ink forced-colors:border">
          <p>
            {explainAccountProblem(error)} {children}
          </p>
          {isUnexpected && <ProblemDetails error={error} />}
        </div>
      )}
    </div>
  );
}
