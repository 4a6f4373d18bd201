import { cn } from '@/lib/cn';
import { cutByQuotes } from '@/lib/quotes';
import { useSpokenLanguage } from './spoken-language';
import type { ReportPoint, ReportQuestion } from './api';

/** What came across first, then what was missing: the order of the list beside the answer. */
export function inOrder(points: readonly ReportPoint[]): ReportPoint[] {
  return [...points].sort((a, b) => Number(b.verdict === 'hit') - Number(a.verdict === 'hit'));
}

/** Numbered in that order, so that a number beside a sentence finds its point. */
export function numberOf(question: ReportQuestion, pointId: string): number {
  return inOrder(question.points).findIndex((point) => point.id === pointId) + 1;
}

type ReportAnswersProps = {
  question: ReportQuestion;
  /** The point somebody is looking at; its sentences stand out. */
  chosen: string | null;
};

/** Everything that was answered, main answer first, with the sentences that earned or lost a point. */
export function ReportAnswers({ question, chosen }: ReportAnswersProps) {
  const lang = useSpokenLanguage();
  return (
    <section className="grid grid-cols-1 gap-4 lg:sticky lg:top-6">
      <h4 className="font-semibold">{question.answers.length > 1 ? 'Your answers' : 'Your answer'}</h4>
      {question.answers.map((answer) => (
        <div key={answer.message_id} className="grid gap-2 border-l-2 border-line pl-4">
          {answer.kind === 'follow_up' && <p className="font-serif text-ink-2">{answer.prompt}</p>}
          <p lang={lang} className="measure whitespace-pre-wrap">
            {cutByQuotes(answer.content, quotesOf(question, answer.message_id)).map((piece, index) => {
              if (piece.quotes.length === 0) return piece.text;
              const isChosen = piece.quotes.some(({ id }) => id === chosen);
              const isWrong = piece.quotes.some(({ isAgainst }) => isAgainst);
              return (
                <mark
                  key={index}
                  className={cn(
                    isWrong &&
                      '!bg-bad-soft !shadow-none decoration-bad underline decoration-wavy underline-offset-4',
                    isChosen && 'outline-2 outline-offset-2 outline-lamp-glow',
                  )}
                >
                  {piece.text}
                  {piece.quotes.map(({ id, number }) =>
                    number > 0 ? (
                      <sup key={id} className="nums pl-0.5 text-[0.625rem] font-semibold text-lamp">
                        <span className="sr-only"> point </span>
                        {number}
                      </sup>
                    ) : null,
                  )}
                </mark>
              );
            })}
          </p>
        </div>
      ))}
    </section>
  );
}

function quotesOf(question: ReportQuestion, messageId: string) {
  const points = question.points
    .filter((point) => point.answer_message_id === messageId)
    .map((point) => ({
      id: point.id,
      number: numberOf(question, point.id),
      isAgainst: point.verdict === 'contradicted',
      start: point.start,
      length: point.length,
    }));
  const mistakes = question.misconceptions
    .filter((mistake) => mistake.answer_message_id === messageId)
    .map(({ id, start, length }) => ({ id, number: 0, isAgainst: true, start, length }));
  return [...points, ...mistakes];
}
