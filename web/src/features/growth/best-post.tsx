import { Link } from 'react-router';
import { Card } from '@/components/card';
import { linkClass } from '@/components/button';
import type { Post, Stats } from '@/lib/growth-types';
import { countOf } from '@/lib/growth-words';
import { OnInstagram } from './on-instagram';
import { PostType } from './post-type';
import { postedAt } from './post-words';
import { useTo } from './use-view';

export function BestPost({ stats }: { stats: Stats }) {
  const { best_post: post, account } = stats;
  const to = useTo();
  return (
    <Card title="Best post" aside={post && <PostType type={post.type} />}>
      {post === null ? (
        <p className="text-ink-2">
          {stats.total_posts === 0
            ? 'No post in this period.'
            : 'No post is 72 hours old yet. Younger ones are still counting.'}
        </p>
      ) : (
        <>
          <p dir="auto" className="line-clamp-3 font-serif text-[1.25rem] leading-snug">
            {post.caption ?? 'No caption'}
          </p>
          <p className="nums mt-2 text-ink-2">{countsOf(post)}</p>
          <p className="text-small text-ink-3">
            <time dateTime={post.posted_at}>{postedAt(post.posted_at, account.time_zone)}</time>. The most
            likes and comments among those that are at least 72 hours old.
          </p>
          <Link
            to={to(`/posts/${post.id}`)}
            className={`${linkClass} -mb-2 mt-1 mr-5 inline-flex min-h-11 items-center font-medium`}
          >
            See its course
          </Link>
          <OnInstagram post={post} account={account} />
        </>
      )}
    </Card>
  );
}

function countsOf({ like_count: likes, comments_count: comments }: Post): string {
  const first = likes === null ? 'Likes hidden' : countOf(likes, 'like');
  return comments === null
    ? `${first}. Its comments are not known.`
    : `${first}, ${countOf(comments, 'comment')}`;
}
