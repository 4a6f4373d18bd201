import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { linkClass } from '@/components/button';
import type { Post } from '@/lib/growth-types';
import { countOf, formatNumber } from '@/lib/growth-words';
import { newestPostsQuery } from './api';
import { dayIn, typeWord } from './post-words';
import { useTo } from './use-view';

const most = 20;

/** The evidence itself: each post is a link, the newest first. Older ones have no words here and lead there all the same. */
export function PostsBehind({
  ids,
  total,
  accountId,
}: {
  ids: readonly string[];
  total: number;
  accountId: string;
}) {
  const { data } = useQuery(newestPostsQuery(accountId));
  const to = useTo();
  const shown = [...ids].reverse().slice(0, most);
  const rest = total - shown.length;
  return (
    <section className="grid grid-cols-1 gap-2">
      <h3 className="font-semibold">
        {total === 1 ? 'The post' : `The ${countOf(total, 'post')} behind it`}
      </h3>
      <ul className="grid grid-cols-1">
        {shown.map((id, index) => {
          const post = data?.posts.find((known) => known.id === id);
          return (
            <li key={id} className="border-t border-line first:border-t-0">
              <Link
                to={to(`/posts/${id}`)}
                className={`${linkClass} flex min-h-11 items-center justify-between gap-4 sm:min-h-9`}
              >
                {post ? (
                  <KnownPost post={post} timeZone={data?.account.time_zone ?? 'UTC'} />
                ) : (
                  `Post ${formatNumber(total - index)} of ${formatNumber(total)}`
                )}
              </Link>
            </li>
          );
        })}
      </ul>
      {rest > 0 && <p className="nums text-small text-ink-3">and {formatNumber(rest)} more</p>}
    </section>
  );
}

function KnownPost({ post, timeZone }: { post: Post; timeZone: string }) {
  return (
    <>
      <bdi dir="auto" className="min-w-0 truncate">
        {post.caption ?? `${typeWord[post.type]} without a caption`}
      </bdi>
      <span className="nums shrink-0 text-small text-ink-3">{dayIn(post.posted_at, timeZone)}</span>
    </>
  );
}
