import { useInfiniteQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { ErrorState } from '@/components/error-state';
import { ShowMore } from '@/components/show-more';
import { Skeleton } from '@/components/skeleton';
import { announce } from '@/lib/announcer';
import { cn } from '@/lib/cn';
import { isSyncing } from '@/lib/growth-api';
import type { Account } from '@/lib/growth-types';
import { countOf, formatNumber, notReadWords } from '@/lib/growth-words';
import { postsQuery, type PostChoice } from './api';
import { CardOutOfDate } from './card-out-of-date';
import { download, postsCsv } from './csv';
import { NotReadYet } from './not-read-yet';
import { typeWord } from './post-words';
import { PostsChoice } from './posts-choice';
import { PostsTable } from './posts-table';

type PostsProps = { account: Account; choice: PostChoice; onChange: (part: Partial<PostChoice>) => void };

/** Every post that was read, not only those of the period. */
export function Posts({ account, choice, onChange }: PostsProps) {
  const query = useInfiniteQuery(postsQuery(account.id, choice));
  const posts = query.data?.pages.flatMap((page) => page.posts) ?? [];
  const total = query.data?.pages[0]?.posts_count ?? 0;
  const table = useRef<HTMLDivElement>(null);
  const isAllAsked = useRef(false);

  // "Show all types" is gone before the table is there.
  useEffect(() => {
    if (!isAllAsked.current || query.isPlaceholderData || posts.length === 0) return;
    isAllAsked.current = false;
    announce(shownWords(posts.length, total));
    if (document.activeElement === document.body) table.current?.focus({ preventScroll: true });
  }, [query.isPlaceholderData, posts.length, total]);

  if (query.isPending) {
    return (
      <Card title="All posts">
        <Skeleton label="Loading the posts" lines={8} />
      </Card>
    );
  }
  if (query.isError && !query.data) {
    return (
      <Card title="All posts">
        <ErrorState
          error={query.error}
          title="The posts did not load."
          reassurance="They are safe on the server."
          onRetry={() => void query.refetch()}
          retrying={query.isFetching}
        />
      </Card>
    );
  }

  // What a first sync has read so far stands there already; before that there is nothing to order or to choose from.
  const isNothing = posts.length === 0 && !query.isPlaceholderData;
  if (account.last_synced_at === null && isNothing && choice.type === null) {
    return (
      <>
        <CardOutOfDate query={query} what="The posts" className="mb-5" />
        <NotReadYet what="Posts" account={account} />
      </>
    );
  }

  function save() {
    const name = account.username.replaceAll(/[^\w.-]+/g, '-');
    download(`greenroom-posts-${name}.csv`, postsCsv(posts, account.time_zone));
    announce(`${countOf(posts.length, 'post')} saved as a file.`);
  }

  function showAll() {
    isAllAsked.current = true;
    onChange({ type: null });
  }

  /** What was pressed goes away with the last page, and Retry with any: then the keyboard goes on in the table. */
  async function showMore(isRetry: boolean) {
    const pressed = document.activeElement;
    const { data, isError, hasNextPage } = await query.fetchNextPage();
    if (isError || !data) return;
    announce(shownWords(data.pages.flatMap((page) => page.posts).length, data.pages[0]?.posts_count ?? 0));
    const now = document.activeElement;
    if ((isRetry || !hasNextPage) && (now === pressed || now === document.body)) {
      table.current?.focus({ preventScroll: true });
    }
  }

  return (
    <Card title="All posts">
      <CardOutOfDate query={query} what="The posts" className="mb-4" />
      <div className="mb-4 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <PostsChoice choice={choice} onChange={onChange} />
        {posts.length > 0 && (
          <Button icon={<Download className="size-4" aria-hidden="true" />} onClick={save}>
            Download {countOf(posts.length, 'row')} as CSV
          </Button>
        )}
      </div>
      <div
        // The old rows stay while others load, a little paler.
        className={cn(
          'grid grid-cols-1 gap-4 transition-opacity',
          query.isPlaceholderData && 'opacity-60 delay-300',
        )}
        aria-busy={query.isPlaceholderData}
      >
        {posts.length > 0 && (
          <>
            <PostsTable ref={table} posts={posts} timeZone={account.time_zone} />
            <p className="nums text-small text-ink-3">
              {shownWords(posts.length, total)} Times are those of {account.time_zone}.
            </p>
          </>
        )}
        {posts.length === 0 && query.isPlaceholderData && <Skeleton label="Loading the posts" lines={8} />}
        {isNothing && <Nothing account={account} type={choice.type} onShowAll={showAll} />}
        <ShowMore
          className="justify-self-start"
          query={query}
          what="The next posts"
          onMore={(isRetry) => void showMore(isRetry)}
        />
      </div>
    </Card>
  );
}

const shownWords = (shown: number, total: number) =>
  `${formatNumber(shown)} of ${countOf(total, 'post')} shown.`;

type NothingProps = { account: Account; type: PostChoice['type']; onShowAll: () => void };

function Nothing({ account, type, onShowAll }: NothingProps) {
  if (type === null) {
    return (
      <p className="text-ink-2">
        {isSyncing(account) ? 'The newest posts stand here in a moment.' : 'This account has no posts.'}
      </p>
    );
  }
  const word = typeWord[type].toLowerCase();
  return (
    <div className="grid justify-items-start gap-3">
      <p className="nums text-ink-2">
        {account.last_synced_at === null
          ? `No post of the type ${word} was read yet. ${notReadWords(account)}`
          : `This account has no post of the type ${word}.`}
      </p>
      <Button onClick={onShowAll}>Show all types</Button>
    </div>
  );
}
