import { Card } from '@/components/card';
import { formatAgo } from '@/lib/format';
import type { Account, Post } from '@/lib/growth-types';
import { formatNumber } from '@/lib/growth-words';
import { OnInstagram } from './on-instagram';
import { PostType } from './post-type';
import { postedAt } from './post-words';
import { Thumbnail } from './thumbnail';

/** What is hidden or not known is not 0, and it is said which of the two it is. */
function counts(post: Post): readonly (readonly [string, string])[] {
  const known = (value: number | null) => (value === null ? 'not known' : formatNumber(value));
  return [
    ['Likes', post.like_count === null ? 'hidden' : formatNumber(post.like_count)],
    ['Comments', known(post.comments_count)],
    ['Saves', known(post.saves_count)],
    ['Shares', known(post.shares_count)],
    ['Reach', known(post.reach_count)],
    ['Views', known(post.views_count)],
  ];
}

export function PostFacts({ post, account }: { post: Post; account: Account }) {
  return (
    <Card>
      <div className="mb-4 flex items-start gap-4">
        <Thumbnail post={post} className="size-20" />
        <div className="grid gap-1">
          <PostType type={post.type} />
          <p className="text-small text-ink-3">
            <time dateTime={post.posted_at}>{postedAt(post.posted_at, account.time_zone)}</time>,{' '}
            {account.time_zone}
          </p>
        </div>
      </div>
      {post.caption === null ? (
        <p className="text-ink-3">No caption</p>
      ) : (
        <div
          role="region"
          aria-label="Caption"
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
          tabIndex={0}
          className="max-h-80 overflow-y-auto"
        >
          <p dir="auto" className="whitespace-pre-line">
            {post.caption}
          </p>
        </div>
      )}
      <dl className="nums mt-4 grid grid-cols-3 gap-x-4 gap-y-3 border-t border-line pt-4">
        {counts(post).map(([term, value]) => (
          <div key={term}>
            <dt className="text-small text-ink-2">{term}</dt>
            <dd className="font-medium">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="nums mt-3 text-small text-ink-3">Counted {formatAgo(post.fetched_at)}.</p>
      <OnInstagram post={post} account={account} />
    </Card>
  );
}
