import { Card } from '@/components/card';
import type { Plan } from '@/lib/growth-types';
import type { Context } from './part-card';
import { Said } from './said';
import { SlotFigures, SlotStanding } from './slot';
import { WhyButton } from './why';
import { slotWords, whyOfRefusal, whyOfSlot } from './why-words';

/** Three posts for the coming week. What is only a guess is called one. */
export function PlanCard({ plan, context }: { plan: Plan; context: Context }) {
  const { slots, refusal } = plan;
  const { account, basis } = context;
  return (
    <Card title="The next three posts" tone="lamp">
      {refusal && (
        <Said why={whyOfRefusal({ kind: 'plan', about: 'no plan', refusal, basis })} context={context} />
      )}
      {slots.length > 0 && (
        <>
          <ol className="grid grid-cols-1 gap-4 lg:grid-cols-3">
            {slots.map((slot) => (
              <li
                key={slotWords(slot)}
                className="grid content-start justify-items-start gap-2 rounded-control bg-surface p-4 forced-colors:border"
              >
                <p className="font-serif text-[1.25rem] leading-snug">{slotWords(slot)}</p>
                <SlotStanding slot={slot} />
                <SlotFigures slot={slot} />
                <WhyButton why={whyOfSlot(slot, basis)} basis={basis} accountId={account.id} />
              </li>
            ))}
          </ol>
          <p className="mt-4 text-small text-ink-2">
            Times are those of {basis.time_zone}. Four of five such posts would lie in the range.
          </p>
        </>
      )}
    </Card>
  );
}
