import { CalendarCheck, Check, CircleDashed, FlaskConical } from 'lucide-react';
import { Badge } from '@/components/badge';
import type { PlanSlot } from '@/lib/growth-types';
import { countOf } from '@/lib/growth-words';
import { effectWords } from './insight-words';
import { dayIn } from './post-words';
import { standingOf } from './why-words';

/** How much stands behind a slot, as a word with a shape; when it is done, that. */
export function SlotStanding({ slot, timeZone }: { slot: PlanSlot; timeZone: string }) {
  if (slot.done_at !== null) {
    return (
      <Badge tone="lamp">
        <CalendarCheck className="size-3.5" aria-hidden="true" />
        Done on {dayIn(slot.done_at, timeZone)}
      </Badge>
    );
  }
  const Icon = slot.experiment ? FlaskConical : slot.support.length > 0 ? Check : CircleDashed;
  return (
    <Badge tone={slot.support.length > 0 && !slot.experiment ? 'brand' : 'neutral'}>
      <Icon className="size-3.5" aria-hidden="true" />
      {standingOf(slot)}
    </Badge>
  );
}

/** What to expect of it, and how little or much that is made from. */
export function SlotFigures({ slot }: { slot: PlanSlot }) {
  return (
    <p className="nums text-small text-ink-2">
      Expected against the usual post: <span className="whitespace-nowrap">{effectWords(slot)}</span>.{' '}
      {slot.posts === 0 ? 'You have no post like it yet.' : `From ${countOf(slot.posts, 'post')} like it.`}
      {slot.tags.length > 0 && ` With ${slot.tags.map((tag) => `#${tag}`).join(', ')}.`}
    </p>
  );
}
