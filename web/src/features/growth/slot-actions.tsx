import type { MouseEvent } from 'react';
import { Button } from '@/components/button';
import type { PlanSlot } from '@/lib/growth-types';
import { useJudge } from './verdicts';
import { slotWords } from './why-words';

type SlotActionsProps = {
  slot: PlanSlot;
  accountId: string;
  /** Where the slot goes with what was said, its button takes the focus along. */
  onSaid: (now: 'done' | 'dismissed' | null) => void;
};

/** What a person says of a suggestion. Both can be undone, so neither asks. */
export function SlotActions({ slot, accountId, onSaid }: SlotActionsProps) {
  const judge = useJudge(accountId);
  const words = slotWords(slot);
  const isDone = slot.done_at !== null;
  const before = isDone ? 'done' : null;
  function say(event: MouseEvent, now: 'done' | 'dismissed' | null) {
    // The second half of a double click would say it of the one that has moved up.
    if (event.detail > 1) return;
    judge(slot, now, before);
    onSaid(now);
  }
  return (
    <>
      <Button
        size="sm"
        aria-label={`${isDone ? 'Not done' : 'Mark done'}: ${words}`}
        onClick={(event) => say(event, isDone ? null : 'done')}
      >
        {isDone ? 'Not done' : 'Mark done'}
      </Button>
      {!isDone && (
        <Button
          size="sm"
          variant="quiet"
          aria-label={`Not useful: ${words}`}
          onClick={(event) => say(event, 'dismissed')}
        >
          Not useful
        </Button>
      )}
    </>
  );
}
