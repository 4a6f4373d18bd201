import { Card } from '@/components/card';
import type { LongTrend } from '@/lib/growth-types';
import { countOf, formatNumber, formatWhole } from '@/lib/growth-words';
import { FigureTable } from './figure-table';
import { Legend } from './legend';
import { LineChart } from './line-chart';
import type { Context } from './part-card';
import { dayWord, fullDayWord } from './post-words';
import { Said } from './said';
import { dateShares, endsOf } from './time-axis';
import { whyOfClaim, whyOfRefusal } from './why-words';

export function TrendCard({ trend, context }: { trend: LongTrend; context: Context }) {
  const { weeks, claim, refusal, p } = trend;
  const why = claim
    ? whyOfClaim(claim)
    : refusal && whyOfRefusal({ kind: 'trend', about: 'long trend', refusal, basis: context.basis, p });
  const x = dateShares(weeks.map(({ monday }) => monday));
  return (
    <Card title="Engagement per post, week by week">
      {why && <Said why={why} context={context} />}
      {weeks.length > 1 && (
        <div className="mt-4">
          <p className="mb-3 text-small text-ink-3">
            Unit: engagement of the median post of a week, as it would be after 30 days.
          </p>
          <Legend items={[{ shape: 'line', word: 'Median of the week' }]} />
          <LineChart
            name="Week"
            places={weeks.map(({ monday, engagement, posts }) => ({
              x: x(monday),
              words: `Week of ${dayWord(monday)}: ${formatWhole(engagement)}, ${countOf(posts, 'post')}`,
            }))}
            lines={[
              {
                key: 'weeks',
                points: weeks.map(({ monday, engagement }) => ({ x: x(monday), y: engagement })),
              },
            ]}
            ticks={endsOf(weeks.map(({ monday }) => monday))}
          />
          <FigureTable
            label="Engagement per post, week by week"
            columns={['Week of', 'Median engagement', 'Posts']}
            rows={weeks.map(({ monday, engagement, posts }) => [
              fullDayWord(monday),
              formatWhole(engagement),
              formatNumber(posts),
            ])}
          />
        </div>
      )}
    </Card>
  );
}
