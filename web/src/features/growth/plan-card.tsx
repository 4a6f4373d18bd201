import { useRef } from 'react';
import { Card } from '@/components/card';
import { Skeleton } from '@/components/skeleton';
import type { Plan, Verdict } from '@/lib/growth-types';
import type { Context } from './part-card';
import { PlanHistory } from './plan-history';
import { Said } from './said';
import { SlotFigures, SlotStanding } from './slot';
import { SlotActions } from './slot-actions';
import { WhyButton } from './why';
import { noSlotLeftWords, slotWords, whyOfRefusal, whyOfSlot } from './why-words';

type PlanCardProps = {
  plan: Plan;
  verdicts: readonly Verdict[];
  awaited: number;
  isOutOfDate: boolean;
  context: Context;
};

/** Three posts for the coming week. What is only a guess is called one. */
export function PlanCard({ plan, verdicts, awaited, isOutOfDate, context }: PlanCardProps) {
  const { slots, refusal } = plan;
  const { account, basis } = context;
  const place = useRef<HTMLDivElement>(null);
  const stay = () => place.current?.focus();
  const isEmpty = slots.length + awaited === 0 && refusal === null;
  return (
    <Card title="The next three posts" tone="lamp">
      {refusal && (
        <Said why={whyOfRefusal({ kind: 'plan', about: 'no plan', refusal, basis })} context={context} />
      )}
      <div ref={place} role="group" aria-label="Suggestions" tabIndex={-1}>
        {isEmpty && (
          <p className="measure font-serif text-[1.25rem] leading-snug">{noSlotLeftWords(isOutOfDate)}</p>
        )}
        {slots.length + awaited > 0 && (
          <>
            <ol className="grid grid-cols-1 gap-4 lg:grid-cols-3">
              {slots.map((slot) => (
                <li key={slotWords(slot)} className={slotClass}>
                  <p className="font-serif text-[1.25rem] leading-snug">{slotWords(slot)}</p>
                  <SlotStanding slot={slot} timeZone={basis.time_zone} />
                  <SlotFigures slot={slot} />
                  <div className="mt-auto flex flex-wrap gap-2 pt-1">
                    <SlotActions
                      slot={slot}
                      accountId={account.id}
                      onSaid={(now) => now === 'dismissed' && stay()}
                    />
                    <WhyButton why={whyOfSlot(slot, basis)} basis={basis} accountId={account.id} />
                  </div>
                </li>
              ))}
              {Array.from({ length: awaited }, (_, index) => (
                <li key={index} className={slotClass}>
                  <Skeleton label="Looking for the next best" lines={4} className="w-full" />
                </li>
              ))}
            </ol>
            <p className="mt-4 text-small text-ink-2">
              Times are those of {basis.time_zone}. Four of five such posts would lie in the range. What you
              say of a suggestion changes what is suggested, and no figure.
            </p>
          </>
        )}
      </div>
      <PlanHistory
        verdicts={verdicts}
        accountId={account.id}
        timeZone={basis.time_zone}
        isOpen={isEmpty}
        onLeave={stay}
      />
    </Card>
  );
}

const slotClass = 'flex flex-col items-start gap-2 rounded-control bg-surface p-4 forced-colors:border';
