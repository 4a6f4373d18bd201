import { Card } from '@/components/card';
import type { Day } from '@/lib/growth-types';
import { countOf, formatNumber } from '@/lib/growth-words';
import { Bars } from './bars';
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
      <details className="mt-3">
        <summary className="py-1 text-ink-2 hover:text-ink pointer-coarse:py-3">Show as a table</summary>
        <div
          role="region"
          aria-label="Likes a day, as a table"
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
          tabIndex={0}
          className="mt-2 max-h-80 overflow-auto rounded-control border border-line"
        >
          <table className="nums w-full text-right text-small">
            <thead className="sticky top-0 bg-sunken text-ink-2">
              <tr>
                <th scope="col" className="px-3 py-2 text-left font-medium">
                  Day
                </th>
                <th scope="col" className="px-3 py-2 font-medium">
                  Likes
                </th>
                <th scope="col" className="px-3 py-2 font-medium">
                  Comments
                </th>
                <th scope="col" className="px-3 py-2 font-medium">
                  Posts
                </th>
              </tr>
            </thead>
            <tbody>
              {days.map(({ date, likes, comments, posts }) => (
                <tr key={date} className="border-t border-line">
                  <th scope="row" className="px-3 py-1.5 text-left font-normal">
                    {dayWord(date)}
                  </th>
                  <td className="px-3 py-1.5">{formatNumber(likes)}</td>
                  <td className="px-3 py-1.5">{formatNumber(comments)}</td>
                  <td className="px-3 py-1.5">{formatNumber(posts)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </Card>
  );
}
