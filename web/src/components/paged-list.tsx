import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { useRef, type ReactNode } from 'react';
import { announce } from '@/lib/announcer';
import { cn } from '@/lib/cn';
import { ErrorState } from './error-state';
import { OutOfDate } from './out-of-date';
import { ShowMore } from './show-more';
import { Skeleton } from './skeleton';

type Page<T> = { items: T[]; next_cursor: string | null };

type PagedListProps<T> = {
  query: UseInfiniteQueryResult<InfiniteData<Page<T>>>;
  /** In sentences about all of it: "The accounts". */
  what: string;
  lines?: number;
  /** Said after more was loaded: "40 accounts shown." */
  shownWords: (shown: number) => string;
  /** It is the page, and says that the browser is offline. */
  isPage?: boolean;
  nothing: ReactNode;
  children: (items: readonly T[]) => ReactNode;
};

/** A list that goes on: loading, empty, failed, out of date, and a button for more. */
export function PagedList<T>({
  query,
  what,
  lines = 6,
  shownWords,
  isPage = false,
  nothing,
  children,
}: PagedListProps<T>) {
  const list = useRef<HTMLDivElement>(null);
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];

  if (query.isPending) return <Skeleton label={`Loading: ${what.toLowerCase()}`} lines={lines} />;
  if (query.isError && !query.data) {
    return (
      <ErrorState
        error={query.error}
        title={`${what} did not load.`}
        onRetry={() => void query.refetch()}
        retrying={query.isFetching}
      />
    );
  }

  /** What was pressed goes away with the last page, and Retry with any: then the keyboard goes on in the list. */
  async function showMore(isRetry: boolean) {
    const pressed = document.activeElement;
    const { data, isError, hasNextPage } = await query.fetchNextPage();
    if (isError || !data) return;
    announce(shownWords(data.pages.flatMap((page) => page.items).length));
    const now = document.activeElement;
    if ((isRetry || !hasNextPage) && (now === pressed || now === document.body)) {
      list.current?.focus({ preventScroll: true });
    }
  }

  return (
    <>
      <OutOfDate query={query} what={what} isPage={isPage} className="mb-4" />
      <div
        ref={list}
        tabIndex={-1}
        // The old rows stay while others load, a little paler.
        className={cn(
          'grid grid-cols-1 gap-4 transition-opacity',
          query.isPlaceholderData && 'opacity-60 delay-300',
        )}
        aria-busy={query.isPlaceholderData}
      >
        {items.length > 0 ? children(items) : nothing}
        <ShowMore className="justify-self-start" query={query} onMore={(isRetry) => void showMore(isRetry)} />
      </div>
    </>
  );
}
