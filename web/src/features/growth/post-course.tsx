import { Card } from '@/components/card';
import type { PostHistory } from '@/lib/growth-types';
import { formatNumber, formatWhole } from '@/lib/growth-words';
import { FigureTable } from './figure-table';
import { Legend } from './legend';
import { LineChart } from './line-chart';
import { ageWords } from './same-age-words';
import { ageShares, ageTicks } from './time-axis';

const known = (value: number | null, unknown: string) => (value === null ? unknown : formatNumber(value));
const range = ({ low, high }: { low: number; high: number }) => `${formatWhole(low)} to ${formatWhole(high)}`;

/** Its counts over its age, beside what the usual post has then. */
export function PostCourse({ history: { history, usual } }: { history: PostHistory }) {
  const counted = history.flatMap(({ age_hours: age, engagement }) =>
    engagement === null ? [] : [{ age, engagement }],
  );
  const ages = [...usual.map(({ age_hours: age }) => age), ...counted.map(({ age }) => age)];
  const x = ageShares(ages);
  const dots = counted.map(({ age, engagement }) => ({ x: x(age), y: engagement }));
  const places = [
    ...usual.map((at) => ({
      x: x(at.age_hours),
      isUsual: true,
      words: `The usual post after ${ageWords(at.age_hours)}: ${formatWhole(at.engagement)} (${range(at)})`,
    })),
    ...counted.map(({ age, engagement }) => ({
      x: x(age),
      isUsual: false,
      words: `This post after ${ageWords(age)}: ${formatWhole(engagement)}`,
    })),
  ].sort((one, other) => one.x - other.x);

  return (
    <Card title="Its course, beside the usual one">
      {places.length === 0 ? (
        <p className="text-ink-2">Its engagement is not known at any moment, so there is nothing to draw.</p>
      ) : (
        <>
          <p className="mb-3 text-small text-ink-3">
            Unit: engagement. The axis is the age of the post: each doubling of it has the same width.
          </p>
          <Legend
            items={[
              ...(counted.length > 0 ? [{ shape: 'dot', word: 'This post' } as const] : []),
              ...(usual.length > 0
                ? [
                    { shape: 'dashed', word: 'Usual post' } as const,
                    { shape: 'band', word: 'Four of five posts' } as const,
                  ]
                : []),
            ]}
          />
          <LineChart
            name="Age"
            places={places}
            {...(counted.length > 0 && { first: places.findLastIndex(({ isUsual }) => !isUsual) })}
            band={usual.map(({ age_hours: age, low, high }) => ({ x: x(age), low, high }))}
            lines={[
              {
                key: 'usual',
                points: usual.map(({ age_hours: age, engagement }) => ({ x: x(age), y: engagement })),
                isDashed: true,
              },
              { key: 'this', points: dots, tone: 'two' },
            ]}
            dots={dots}
            ticks={ageTicks(ages)}
          />
        </>
      )}
      {history.length > 0 && (
        <FigureTable
          label="Counts of this post"
          summary="Show this post as a table"
          columns={['Read at the age of', 'Likes', 'Comments', 'Engagement']}
          rows={history.map((at) => [
            exactAge(at.age_hours),
            known(at.like_count, 'hidden'),
            known(at.comments_count, 'not known'),
            known(at.engagement, 'not known'),
          ])}
        />
      )}
      {usual.length > 0 && (
        <FigureTable
          label="The usual post"
          summary="Show the usual post as a table"
          columns={['Age', 'Engagement', 'Four of five posts']}
          rows={usual.map((at) => [exactAge(at.age_hours), formatWhole(at.engagement), range(at)])}
        />
      )}
    </Card>
  );
}

/** To the tenth of an hour: two readings of one day are two rows. */
const exactAge = (hours: number) =>
  hours < 48 ? `${formatNumber(hours)} h` : `${formatNumber(hours / 24)} d`;
