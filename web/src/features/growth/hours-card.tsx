import { Card } from '@/components/card';
import type { Hours } from '@/lib/growth-types';
import { countOf } from '@/lib/growth-words';
import { HoursGrid, HoursLegend } from './hours-grid';
import type { Context } from './part-card';
import { dayIn } from './post-words';
import { Said } from './said';
import { whyOfHours } from './why-words';

/** The heatmap: a picture of when posts are made. What can be said of times stands with the groups. */
export function HoursCard({ hours, context }: { hours: Hours; context: Context }) {
  const { posts, refusal } = hours;
  const { basis } = context;
  return (
    <Card title="When you post, hour by hour">
      <Said why={whyOfHours(hours, basis)} context={context} />
      <p className="nums measure mt-3 text-small text-ink-3">
        Nothing is claimed about a single hour, which has too few posts for it: claims are made for parts of
        the day and for weekdays, under Time of day and Day of the week. {countOf(posts, 'compared post')}{' '}
        from {dayIn(basis.from, basis.time_zone)} to {dayIn(basis.to, basis.time_zone)}, by the clock of{' '}
        {basis.time_zone}.
      </p>
      {posts > 0 && (
        <>
          <HoursLegend hasEstimates={refusal === null} />
          <HoursGrid hours={hours} />
        </>
      )}
    </Card>
  );
}
