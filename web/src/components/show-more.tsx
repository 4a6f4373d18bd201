import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { Button } from './button';
import { ErrorState } from './error-state';

type ShowMoreProps = {
  query: Pick<
    UseInfiniteQueryResult,
    'error' | 'hasNextPage' | 'isFetchNextPageError' | 'isFetchingNextPage'
  >;
  label?: string;
  /** In a sentence: "The next posts". */
  what?: string;
  className?: string;
  onMore: (isRetry: boolean) => void;
};

/** The end of a list that goes on: a button for more, and what to do when it did not come. */
export function ShowMore({
  query,
  label = 'Show more',
  what = 'The next ones',
  className,
  onMore,
}: ShowMoreProps) {
  if (query.isFetchNextPageError) {
    return (
      <ErrorState
        error={query.error}
        title={`${what} did not load.`}
        onRetry={() => onMore(true)}
        retrying={query.isFetchingNextPage}
      />
    );
  }
  if (!query.hasNextPage) return null;
  return (
    <Button
      className={className}
      busy={query.isFetchingNextPage}
      busyLabel="Loading"
      onClick={() => onMore(false)}
    >
      {label}
    </Button>
  );
}
