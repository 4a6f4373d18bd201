import { Bulbs } from './bulbs';

/** How much of an interview is answered. The room counts the question that is open instead, and says no such word. */
export function Answered({ answered, total }: { answered: number; total: number }) {
  return (
    <span className="inline-flex flex-wrap items-center gap-x-3">
      <span aria-hidden="true" className="inline-flex">
        <Bulbs total={total} done={answered} showText={false} size="sm" />
      </span>
      <span className="nums text-small whitespace-nowrap text-ink-2">
        {answered} of {total} answered
      </span>
    </span>
  );
}
