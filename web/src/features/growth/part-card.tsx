import type { ReactNode } from 'react';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import type { Account, Basis } from '@/lib/growth-types';

/** What every card of the insights gets along. */
export type Context = { account: Account; basis: Basis; onRetry: () => void; retrying: boolean };

type PartCardProps<T> = {
  title: string;
  what: string;
  context: Context;
  /** Null when it failed: a page without any part has no cards. */
  value: T | null;
  children: (value: T) => ReactNode;
};

/** One part of the insights: it fails alone, says so, and can be asked for again. */
export function PartCard<T>({ title, what, context, value, children }: PartCardProps<T>) {
  if (value !== null) return children(value);
  return (
    <Card title={title}>
      <div role="alert" className="grid justify-items-start gap-3">
        <div className="measure">
          <p className="font-medium">{what} could not be computed.</p>
          <p className="text-ink-2">Your posts are safe, and the other parts stand.</p>
        </div>
        <Button size="sm" busy={context.retrying} busyLabel="Trying again" onClick={context.onRetry}>
          Retry
        </Button>
      </div>
    </Card>
  );
}
