import { Notice } from '@/components/notice';
import { VerdictBadge } from '@/components/verdict';
import type { Evaluation } from './api';
import { bandOf, bandWord } from '@/lib/interview-words';

/** "62 of 100, solid", or why there is no number. */
export function scoreWords(evaluation: Evaluation): string {
  if (evaluation.status === 'not_graded' || evaluation.score === null) return 'Not marked';
  if (evaluation.status === 'insufficient') return 'Counts as no answer';
  return `${evaluation.score} of 100`;
}

type MarksProps = {
  evaluation: Evaluation;
  /** A follow-up on the same question is open, so what is missing is not named yet. */
  isOpen: boolean;
};

/** The mark of one answer: the number with its word, each idea with the words that earned it. */
export function Marks({ evaluation, isOpen }: MarksProps) {
  const { score, unaided_score: unaided, points, misconceptions } = evaluation;
  // Without a hint there is nothing to take off.
  const usedHints = points.some((point) => point.hint_named);
  return (
    <div className="grid gap-4">
      {evaluation.status === 'not_graded' || score === null ? (
        <p>This answer could not be marked. It is saved, and it does not count as 0.</p>
      ) : (
        <div>
          <p className="nums">
            <span className="font-serif text-h1">{score}</span>{' '}
            <span className="text-ink-2">of 100, {bandWord[bandOf(score)].toLowerCase()}</span>
          </p>
          {evaluation.status === 'insufficient' && (
            <p className="text-small text-ink-2">This counts as no answer, so there is nothing to credit.</p>
          )}
          {usedHints && unaided !== null && unaided !== score && (
            <p className="nums text-small text-ink-2">{unaided} without what the hints gave away</p>
          )}
          {evaluation.confidence === 'low' && (
            <p className="text-small text-ink-2">The grader is not sure of this mark. Read it with care.</p>
          )}
        </div>
      )}
      <GraderNotices evaluation={evaluation} />
      {points.length > 0 && (
        <ul className="grid gap-3">
          {points.map((point) => (
            <li key={point.id} className="grid gap-1">
              <span>
                <VerdictBadge verdict={point.verdict} />
                {point.hint_named && <span className="ml-2 text-small text-ink-3">named by a hint</span>}
              </span>
              <span className="text-small text-ink-2">{point.claim}</span>
            </li>
          ))}
        </ul>
      )}
      {misconceptions.map((mistake) => (
        <div key={mistake.id} className="border-l-2 border-bad pl-3 text-small">
          <p className="text-ink-2">You said: {mistake.quote}</p>
          <p className="mt-1">{mistake.correction}</p>
        </div>
      ))}
      {isOpen && evaluation.status === 'graded' && (
        <p className="text-small text-ink-3">What is still missing is named when this question is closed.</p>
      )}
    </div>
  );
}

/** Who marked it, when that is not what one would expect. */
export function GraderNotices({ evaluation }: { evaluation: Pick<Evaluation, 'fallback' | 'disagreement'> }) {
  return (
    <>
      {evaluation.fallback && (
        <Notice>
          <p className="text-small">{evaluation.fallback.detail}</p>
        </Notice>
      )}
      {evaluation.disagreement && (
        <Notice tone="lamp">
          <p className="text-small">
            Two graders differ by more than 25 points on this answer. The mark is uncertain; trust the quoted
            words more than the number.
          </p>
        </Notice>
      )}
    </>
  );
}
