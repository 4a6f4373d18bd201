import { Card } from '@/components/card';
import type { Day } from '@/lib/growth-types';
import { countOf, formatNumber } from '@/lib/growth-words';
import { Bars } from './bars';
import { FigureTable } from './figure-table';
import { dayWord } from './post-words';

/** "22 Nov: 318 likes, 24 comments, 2 posts". */
export function dayWords({ date, likes, comments, posts }: Day): string {
  if (posts === 0) return `${dayWord(date)}: no post`;
  return `${dayWord(date)}: ${countOf(likes, 'like')}, ${countOf(comments, 'comment')}, ${countOf(posts, 'post')}`;
}

export function DayChart({ days }: { days: readonly Day[] }) {
  return (
    <Card title="Likes a day, by the day of posting">
      <p className="mb-4 text-small text-ink-3">
        Unit: likes. Each bar is what the posts of that day have now; the last days are still counting.
      </p>
      {days.some(({ posts }) => posts > 0) ? (
        <Bars days={days} words={dayWords} />
      ) : (
        <p className="text-ink-2">No post in this period, so there is nothing to draw.</p>
      )}
      <FigureTable
        label="Likes a day"
        columns={['Day', 'Likes', 'Comments', 'Posts']}
        rows={days.map(({ date, likes, comments, posts }) => [
          dayWord(date),
          formatNumber(likes),
          formatNumber(comments),
          formatNumber(posts),
        ])}
      />
    </Card>
  );
}
