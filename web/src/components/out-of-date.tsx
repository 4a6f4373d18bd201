import { useEffect, useRef, useState } from 'react';
import { announce } from '@/lib/announcer';
import { formatMoment } from '@/lib/moment';
import { useIsOffline } from '@/lib/offline';
import { asProblem } from '@/lib/problem';
import { Button } from './button';
import { ProblemDetails } from './error-state';
import { Notice } from './notice';

type OutOfDateProps = {
  /** Of TanStack Query: what is on the page, and how the last try to have it anew ended. */
  query: {
    data: unknown;
    dataUpdatedAt: number;
    isRefetchError: boolean;
    error: unknown;
    refetch: () => Promise<{ isError: boolean }>;
  };
  /** Where it is not the whole page: "The figures". */
  what?: string;
  /** Says that the browser is offline before anything was asked for in vain. */
  isPage?: boolean;
  /** When the oldest of it was loaded, where the query is not all that is on the page. */
  loadedAt?: number;
  /** Asks for more along with it, and tells whether any of that still fails. */
  onRetry?: () => Promise<boolean>;
  className?: string;
};

/** What was loaded stays on the page when it could not be had anew, and it is said how old it is. */
export function OutOfDate({
  query,
  what,
  isPage = false,
  loadedAt = query.dataUpdatedAt,
  onRetry,
  className,
}: OutOfDateProps) {
  const isOffline = useIsOffline(query.dataUpdatedAt);
  const [isTrying, setTrying] = useState(false);
  const isPressed = useRef(false);
  const isShown = query.data !== undefined && (query.isRefetchError || (isPage && isOffline));

  // The button that was pressed goes away with this notice, also when another notice says what still fails.
  useEffect(() => {
    if (isShown || !isPressed.current) return;
    isPressed.current = false;
    if (document.activeElement !== document.body) return;
    document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
  }, [isShown]);

  if (!isShown) return null;

  async function retry() {
    isPressed.current = true;
    setTrying(true);
    const [{ isError }, isMoreFailing] = await Promise.all([query.refetch(), onRetry?.()]);
    setTrying(false);
    announce(isError || isMoreFailing ? 'Still not up to date.' : 'Up to date again.');
  }

  return (
    <div className={className}>
      <Notice
        live
        // The browser asks by itself when the line is back.
        action={
          !isOffline && (
            <Button size="sm" busy={isTrying} busyLabel="Trying again" onClick={() => void retry()}>
              Retry
            </Button>
          )
        }
      >
        <p className="nums">
          {isOffline
            ? 'You are offline.'
            : `${what ? `${what} are not` : 'Not'} up to date${why(query.error)}`}{' '}
          This is what was loaded {formatMoment(loadedAt)}.
        </p>
        {!isOffline && !asProblem(query.error).isNetwork && <ProblemDetails error={query.error} />}
      </Notice>
    </div>
  );
}

function why(error: unknown): string {
  const { isNetwork, detail } = asProblem(error);
  return isNetwork ? ': the server did not answer.' : `. ${detail}`;
}
