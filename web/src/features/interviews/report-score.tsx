import { Card } from '@/components/card';
import { count } from '@/lib/format';
import type { Report } from './api';
import { ScoreLine } from './score-line';
import { bandWord } from '@/lib/interview-words';

/** The number with its honest range, and how it came about. */
export function ReportScore({ report }: { report: Report }) {
  const { score, low, high, band, unaided_score: unaided, answered, asked } = report;
  const hints = report.questions.reduce((sum, question) => sum + question.hints_used, 0);
  const reworded = report.questions.filter((question) => question.clarified).length;
  if (score === null || band === null) {
    return (
      <Card title="No mark">
        <p className="text-ink-2">
          {answered === 0
            ? 'Nothing was answered, so there is nothing to mark. That is not a score of 0.'
            : 'Nobody could mark these answers. They are kept below, word for word.'}
        </p>
      </Card>
    );
  }
  return (
    <Card>
      <div className="grid gap-5">
        <div>
          <p className="nums flex flex-wrap items-baseline gap-x-3">
            <span className="font-serif text-[3.25rem] leading-none">{score}</span>
            <span>
              <span className="text-ink-2">of 100,</span>{' '}
              <span className="font-semibold">{bandWord[band].toLowerCase()}</span>
            </span>
          </p>
          {low !== null && high !== null && (
            <p className="nums mt-2 text-ink-2">
              Somewhere between {low} and {high}. With {count(answered, 'answer')} it cannot be told more
              exactly.
              {report.confidence === 'low' && ' At least one of them was hard to mark.'}
            </p>
          )}
        </div>
        {low !== null && high !== null && <ScoreLine score={score} low={low} high={high} band={band} />}
        <dl className="nums grid gap-x-6 gap-y-2 border-t border-line pt-4 sm:grid-cols-[auto_1fr]">
          <dt className="text-ink-3">Answered</dt>
          <dd>
            {answered} of {count(asked, 'question')}
            {answered < asked && ', and the mark is over those. The others do not count as 0.'}
          </dd>
          {hints > 0 && (
            <>
              <dt className="text-ink-3">Without hints</dt>
              <dd>
                {unaided === null || unaided === score
                  ? `The same: ${count(hints, 'hint')} gave no credit away.`
                  : `${unaided} of 100. The mark above counts what ${count(hints, 'hint')} gave away.`}
              </dd>
            </>
          )}
          {reworded > 0 && (
            <>
              <dt className="text-ink-3">Reworded</dt>
              <dd>{count(reworded, 'question')} said another way. That costs nothing.</dd>
            </>
          )}
        </dl>
      </div>
    </Card>
  );
}
