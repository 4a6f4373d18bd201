import { explainAccountProblem } from './explain';

/** Announced when it appears; says what happened above the button that was pressed. */
export function FormError({ error, children }: { error: unknown; children?: React.ReactNode }) {
  return (
    <div role="alert" className="mb-5 empty:mb-0">
      {error != null && (
        <p className="rounded-control bg-bad-soft px-3 py-2 text-ink forced-colors:border">
          {explainAccountProblem(error)} {children}
        </p>
      )}
    </div>
  );
}
