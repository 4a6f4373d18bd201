import { Card } from '@/components/card';
import type { Split, TrendBasis } from '@/lib/growth-types';
import { daysBefore, signed } from '@/lib/growth-words';

type SplitCardProps = { split: Split; period: number; basis: TrendBasis };

const terms: readonly { key: Exclude<keyof Split, 'total'>; label: string; why: string }[] = [
  { key: 'more_posts', label: 'More or fewer posts', why: 'You posted a different number of times.' },
  {
    key: 'better_posts',
    label: 'Better or weaker posts',
    why: 'A post got a different number at the same age.',
  },
  {
    key: 'younger_posts',
    label: 'Younger posts',
    why: 'New posts are still counting; this part goes away by itself.',
  },
];

/** Three terms that sum to the change of the total, so that nobody takes more posts for better ones. */
export function SplitCard({ split, period, basis }: SplitCardProps) {
  return (
    <Card title="Why the total changed">
      {basis === 'no_previous' ? (
        <p className="text-ink-2">The earlier period has no likes to compare with.</p>
      ) : (
        <>
          <p className="mb-3 text-small text-ink-3">
            Likes, comments and what else is counted, against {daysBefore(period)}.
          </p>
          <dl className="grid gap-3">
            {terms.map(({ key, label, why }) => (
              <div key={key} className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4">
                <dt className="font-medium">{label}</dt>
                <dd className="nums text-right font-medium">{signed(split[key])}</dd>
                <dd className="text-small text-ink-3">{why}</dd>
              </div>
            ))}
            <div className="flex items-baseline justify-between gap-4 border-t border-line pt-3">
              <dt className="font-semibold">Together</dt>
              <dd className="nums font-semibold">{signed(split.total)}</dd>
            </div>
          </dl>
        </>
      )}
    </Card>
  );
}
