import { Button } from '@/components/button';
import type { Verdict } from '@/lib/growth-types';
import { formatNumber } from '@/lib/growth-words';
import { dayIn } from './post-words';
import { useJudge } from './verdicts';
import { slotWords } from './why-words';

type PlanHistoryProps = {
  verdicts: readonly Verdict[];
  accountId: string;
  timeZone: string;
  isOpen: boolean;
  onLeave: () => void;
};

/** What was said of suggestions, the newest first, and the way back to what was not useful. */
export function PlanHistory({ verdicts, accountId, timeZone, isOpen, onLeave }: PlanHistoryProps) {
  const judge = useJudge(accountId);
  if (verdicts.length === 0) return null;
  return (
    <details className="mt-3" open={isOpen}>
      <summary className="nums py-1 text-ink-2 hover:text-ink pointer-coarse:py-3">
        What you said of suggestions: {sumWords(verdicts)}
      </summary>
      <ul aria-label="What you said of suggestions" className="mt-2 grid grid-cols-1">
        {verdicts.map((verdict) => (
          <li
            key={`${verdict.type} ${verdict.daypart} ${verdict.verdict} ${verdict.decided_at}`}
            className="flex min-h-12 flex-wrap items-center justify-between gap-x-4 border-t border-line py-1.5"
          >
            <span>
              <span className="font-medium">{slotWords(verdict)}</span>{' '}
              <span className="nums text-small whitespace-nowrap text-ink-2">
                {verdict.verdict === 'done' ? 'Done' : 'Not useful'}, {dayIn(verdict.decided_at, timeZone)}
              </span>
            </span>
            {verdict.verdict === 'dismissed' && (
              <Button
                size="sm"
                aria-label={`Suggest again: ${slotWords(verdict)}`}
                onClick={({ detail }) => {
                  // The next row moves up under the second half of a double click.
                  if (detail > 1) return;
                  judge(verdict, null, 'dismissed');
                  onLeave();
                }}
              >
                Suggest again
              </Button>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** The server sends no more of them. */
const mostDone = 20;

/** "1 not useful, 2 done". */
function sumWords(verdicts: readonly Verdict[]): string {
  const done = verdicts.filter(({ verdict }) => verdict === 'done').length;
  const dismissed = verdicts.length - done;
  return [
    dismissed > 0 && `${formatNumber(dismissed)} not useful`,
    done > 0 && `${done < mostDone ? '' : 'the latest '}${formatNumber(done)} done`,
  ]
    .filter(Boolean)
    .join(', ');
}
