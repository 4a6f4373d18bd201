import { Card } from '@/components/card';
import type { Followers } from '@/lib/growth-types';
import { countOf, formatWhole } from '@/lib/growth-words';
import { FigureTable } from './figure-table';
import { Legend } from './legend';
import { LineChart } from './line-chart';
import type { Context } from './part-card';
import { dayWord, fullDayWord } from './post-words';
import { Said } from './said';
import { dateShares, endsOf } from './time-axis';
import { backtestWords, methodWords, whyOfOutlook, whyOfRefusal } from './why-words';

export function FollowersCard({ followers, context }: { followers: Followers; context: Context }) {
  const { history, outlook, refusal } = followers;
  const { basis } = context;
  const why = outlook
    ? whyOfOutlook(outlook, basis)
    : refusal && whyOfRefusal({ kind: 'followers', about: 'followers', refusal, basis });
  return (
    <Card title="Followers">
      {why && <Said why={why} context={context} />}
      {outlook && (
        <p className="nums measure mt-2 text-ink-2">
          Method: {methodWords[outlook.method]}, from {countOf(outlook.days, 'day')} of counts.{' '}
          {backtestWords(outlook)}
        </p>
      )}
      {history.length + (outlook?.points.length ?? 0) > 1 && <Course followers={followers} />}
    </Card>
  );
}

function Course({ followers: { history, outlook } }: { followers: Followers }) {
  const points = outlook?.points ?? [];
  const last = history.at(-1);
  // The outlook begins where the counts end.
  const ahead =
    last && points.length > 0 ? [{ ...last, low: last.followers, high: last.followers }, ...points] : points;
  const dates = [...history, ...points].map(({ day }) => day);
  const x = dateShares(dates);
  const dot = ({ day, followers }: { day: string; followers: number }) => ({ x: x(day), y: followers });
  const range = ({ low, high }: { low: number; high: number }) =>
    `${formatWhole(low)} to ${formatWhole(high)}`;
  return (
    <div className="mt-4">
      <p className="mb-3 text-small text-ink-3">Unit: followers. The scale does not begin at 0.</p>
      <Legend
        items={[
          { shape: 'line', word: 'Counted' },
          ...(points.length > 0
            ? [
                { shape: 'dashed', word: 'Outlook' } as const,
                { shape: 'band', word: '80 % interval' } as const,
              ]
            : []),
        ]}
      />
      <LineChart
        name="Day"
        fromZero={false}
        places={[
          ...history.map((day) => ({
            x: x(day.day),
            words: `${dayWord(day.day)}: ${countOf(day.followers, 'follower')}`,
          })),
          ...points.map((point) => ({
            x: x(point.day),
            words: `${dayWord(point.day)}, outlook: ${formatWhole(point.followers)} followers (${range(point)})`,
          })),
        ]}
        lines={[
          { key: 'counted', points: history.map(dot) },
          { key: 'outlook', points: ahead.map(dot), isDashed: true },
        ]}
        band={ahead.map(({ day, low, high }) => ({ x: x(day), low, high }))}
        ticks={endsOf(dates)}
      />
      <FigureTable
        label="Followers"
        columns={['Day', 'Followers', '80 % interval']}
        rows={[
          ...history.map((day) => [fullDayWord(day.day), formatWhole(day.followers), 'counted'] as const),
          ...points.map(
            (point) =>
              [`${fullDayWord(point.day)}, outlook`, formatWhole(point.followers), range(point)] as const,
          ),
        ]}
      />
    </div>
  );
}
