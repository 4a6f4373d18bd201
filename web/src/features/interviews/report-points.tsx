import { VerdictBadge } from '@/components/verdict';
import { cn } from '@/lib/cn';
import type { ReportPoint, ReportQuestion } from './api';
import { numberOf } from './report-answers';

type ReportPointsProps = {
  question: ReportQuestion;
  chosen: string | null;
  onChoose: (pointId: string | null) => void;
};

/** What came across and what was missing, each with the words that decided it and a better sentence. */
export function ReportPoints({ question, chosen, onChoose }: ReportPointsProps) {
  const came = question.points.filter((point) => point.verdict === 'hit');
  const missing = question.points.filter((point) => point.verdict !== 'hit');
  const list = (points: ReportPoint[]) => (
    <ol className="grid gap-1">
      {points.map((point) => (
        <PointItem
          key={point.id}
          point={point}
          number={numberOf(question, point.id)}
          isChosen={chosen === point.id}
          onChoose={() => onChoose(chosen === point.id ? null : point.id)}
        />
      ))}
    </ol>
  );
  return (
    <div className="grid grid-cols-1 gap-7">
      <section className="grid gap-2">
        <h4 className="font-semibold">What came across</h4>
        {came.length > 0 ? list(came) : <p className="text-ink-2">No idea came across in full.</p>}
      </section>
      {missing.length > 0 && (
        <section className="grid gap-2">
          <h4 className="font-semibold">What was missing</h4>
          {list(missing)}
        </section>
      )}
    </div>
  );
}

type PointItemProps = { point: ReportPoint; number: number; isChosen: boolean; onChoose: () => void };

function PointItem({ point, number, isChosen, onChoose }: PointItemProps) {
  const facts = [point.core && 'core idea', point.hint_named && 'named by a hint'].filter(Boolean).join(', ');
  return (
    <li
      className={cn(
        '-mx-3 grid gap-x-4 gap-y-1.5 rounded-control px-3 py-2.5 sm:grid-cols-[8.5rem_minmax(0,1fr)] print:break-inside-avoid',
        isChosen && 'bg-lamp-soft',
      )}
    >
      <p className="flex items-start gap-2">
        <VerdictBadge verdict={point.verdict} />
      </p>
      <div className="measure grid gap-1.5">
        <p>
          <span className="nums mr-1.5 text-small font-semibold text-ink-3">{number}</span>
          {point.claim}
          {facts && <span className="text-small text-ink-3"> ({facts})</span>}
        </p>
        {point.quote !== null && (
          <p className="text-ink-2">
            <button
              type="button"
              aria-pressed={isChosen}
              onClick={onChoose}
              className="text-left hover:text-ink max-sm:min-h-11"
            >
              <span className="text-small text-ink-3">Your words: </span>
              <q>{point.quote}</q>
            </button>
          </p>
        )}
        {point.better_sentence !== null && (
          <p className="border-l-2 border-brand pl-3">
            <span className="text-small text-ink-3">A sentence that earns it: </span>
            {point.better_sentence}
          </p>
        )}
      </div>
    </li>
  );
}
