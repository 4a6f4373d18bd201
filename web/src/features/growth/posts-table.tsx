import type { Ref } from 'react';
import { Link } from 'react-router';
import { linkClass } from '@/components/button';
import type { Post } from '@/lib/growth-types';
import { PostType } from './post-type';
import { commentsWord, dayIn, likesWord, postedAt, typeWord } from './post-words';
import { useTo } from './use-view';
import { Wide } from './wide-table';

type PostsTableProps = { posts: readonly Post[]; timeZone: string; ref: Ref<HTMLDivElement> };

export function PostsTable({ posts, timeZone, ref }: PostsTableProps) {
  const to = useTo();
  return (
    <Wide ref={ref} label="Posts">
      <table className="w-full sm:min-w-[38rem]">
        <thead className="text-left text-small text-ink-2">
          <tr>
            <th scope="col" className="py-2 pr-4 font-medium whitespace-nowrap max-sm:hidden">
              Type
            </th>
            <th scope="col" className="w-full py-2 pr-4 font-medium">
              Caption
            </th>
            <th scope="col" className="py-2 pr-4 font-medium whitespace-nowrap max-sm:hidden">
              Posted
            </th>
            <th scope="col" className="py-2 pr-4 text-right font-medium whitespace-nowrap">
              Likes
            </th>
            <th scope="col" className="py-2 text-right font-medium whitespace-nowrap">
              Comments
            </th>
          </tr>
        </thead>
        <tbody>
          {posts.map((post) => (
            <tr key={post.id} className="border-t border-line">
              <td className="py-2.5 pr-4 max-sm:hidden">
                <PostType type={post.type} />
              </td>
              {/* No width of its own: it takes what the others leave, and is cut there. */}
              <td className="max-w-0 py-1 pr-4">
                <Link
                  to={to(`/posts/${post.id}`)}
                  title={post.caption ?? undefined}
                  className={`${linkClass} inline-block max-w-full truncate py-1 align-middle pointer-coarse:py-2.5`}
                >
                  {post.caption === null ? 'no caption' : <bdi dir="auto">{post.caption}</bdi>}
                </Link>
                {/* A phone has no room for these columns, and what is ordered by must be in sight. */}
                <p className="-mt-1 pb-1 text-small text-ink-3 sm:hidden">
                  {typeWord[post.type]},{' '}
                  <time dateTime={post.posted_at}>{dayIn(post.posted_at, timeZone)}</time>
                </p>
              </td>
              <td className="py-2.5 pr-4 text-small whitespace-nowrap text-ink-2 max-sm:hidden">
                <time dateTime={post.posted_at}>{postedAt(post.posted_at, timeZone)}</time>
              </td>
              <td className="nums py-2.5 pr-4 text-right whitespace-nowrap">{likesWord(post)}</td>
              <td className="nums py-2.5 text-right whitespace-nowrap">{commentsWord(post)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}
