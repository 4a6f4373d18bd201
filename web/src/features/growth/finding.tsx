import { Card } from '@/components/card';
import { formatAgo } from '@/lib/format';
import type { Stats } from '@/lib/growth-types';
import { daysBefore, findingOf } from '@/lib/growth-words';
import { dayIn } from './post-words';
import { WhyButton } from './why';
import { whyOfSignal, type Made } from './why-words';

/** What the numbers can say comes first; what they usually make people say stands below it, as a quotation. */
export function Finding({ stats }: { stats: Stats }) {
  const { time_zone: zone } = stats.account;
  const said = findingOf(stats.signal);
  const { change } = stats.signal;
  return (
    <Card>
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <p className="nums min-w-0 font-serif text-question text-balance">{said}</p>
        {change && (
          <WhyButton why={whyOfSignal(said, change)} basis={madeOf(stats)} accountId={stats.account.id} />
        )}
      </div>
      <p className="nums mt-1.5 text-small text-ink-3">
        {dayIn(stats.from, zone)} to {dayIn(stats.to, zone)}, against {daysBefore(stats.period)}.
        {stats.captured_at !== null && ` Counted ${formatAgo(stats.captured_at)}.`}
      </p>
      <figure className="mt-4">
        <blockquote className="border-l-2 border-line-strong pl-4 text-ink-2">
          <p>{stats.message}</p>
        </blockquote>
        <figcaption className="mt-1.5 text-small text-ink-3">
          The message of this period. It goes by the total of likes alone, and that also moves when you post
          more often or when posts are young.
        </figcaption>
      </figure>
    </Card>
  );
}

// The figures of a period always go by the public course; only the insights know the account's own.
const madeOf = ({ engagement_parts: engagement }: Stats): Made => ({
  engagement,
  feed: { origin: 'public_figures' },
});
