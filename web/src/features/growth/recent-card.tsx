import { Card } from '@/components/card';
import type { RecentPost } from '@/lib/growth-types';
import type { Context } from './part-card';
import { PostRow } from './post-row';
import { sameAgeWords } from './same-age-words';
import { Standing } from './standing';

/** Young posts beside what the usual post has at their age, so that none looks weak only because it is new. */
export function RecentCard({ posts, context }: { posts: readonly RecentPost[]; context: Context }) {
  return (
    <Card title="The last 14 days, at the same age">
      {posts.length === 0 ? (
        <p className="text-ink-2">No post in the last 14 days.</p>
      ) : (
        <ul>
          {posts.map(({ post, comparison }) => (
            <PostRow
              key={post.id}
              post={post}
              timeZone={context.account.time_zone}
              aside={<Standing comparison={comparison} />}
            >
              <p className="nums text-ink-2">{comparisonWords({ post, comparison })}</p>
            </PostRow>
          ))}
        </ul>
      )}
    </Card>
  );
}

function comparisonWords({ post, comparison }: RecentPost): string {
  if (comparison) return sameAgeWords(comparison);
  return post.engagement === null
    ? 'It hides its likes, so there is nothing to compare.'
    : 'There are too few posts before it to compare with.';
}
