import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { linkClass } from '@/components/button';
import type { Post } from '@/lib/growth-types';
import { postedAt, typeWord } from './post-words';
import { Thumbnail } from './thumbnail';
import { useTo } from './use-view';

type PostRowProps = { post: Post; timeZone: string; aside?: ReactNode; children?: ReactNode };

/** One post in a list: its picture, its words as the way to it, and what is said about it. */
export function PostRow({ post, timeZone, aside, children }: PostRowProps) {
  const to = useTo();
  return (
    <li className="flex gap-4 border-t border-line py-3 first:border-t-0 first:pt-0 last:pb-0">
      <Thumbnail post={post} className="size-12" />
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
          <Link
            to={to(`/posts/${post.id}`)}
            className={`${linkClass} -my-2 inline-flex min-h-11 min-w-0 max-w-full flex-1 basis-40 items-center font-medium sm:min-h-9`}
          >
            <bdi dir="auto" className="truncate">
              {post.caption ?? 'No caption'}
            </bdi>
          </Link>
          {aside}
        </div>
        <p className="text-small text-ink-3">
          {typeWord[post.type]}, <time dateTime={post.posted_at}>{postedAt(post.posted_at, timeZone)}</time>
        </p>
        {children}
      </div>
    </li>
  );
}
