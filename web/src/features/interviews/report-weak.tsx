import { RotateCcw } from 'lucide-react';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { ErrorState } from '@/components/error-state';
import { useAgain } from './use-again';
import { isClearlyWeak, type Weak } from './weak-questions';

type ReportWeakProps = { interviewId: string; weak: readonly Weak[] };

/** The next step after a report: the question with the most to gain, and the two after it. */
export function ReportWeak({ interviewId, weak }: ReportWeakProps) {
  const again = useAgain(interviewId);
  const [weakest, ...others] = weak;
  if (!weakest) return null;
  return (
    <Card title={titleOf(weak)} className="no-print">
      <div className="grid justify-items-start gap-3.5">
        <div>
          <p className="line-clamp-2 font-serif text-[1.25rem] leading-snug">
            {firstLine(weakest.question.prompt)}
          </p>
          <p className="nums mt-1 text-small text-ink-2">{standing(weakest)}</p>
        </div>
        <Button
          variant="primary"
          busy={again.busyWith === weakest.question.question_id}
          busyLabel="Asking it again"
          icon={<RotateCcw className="size-4" aria-hidden="true" />}
          onClick={() => again.start(weakest.question)}
        >
          Try this one again
        </Button>
        {again.failed && <ErrorState error={again.failed.error} title="It was not asked again." />}
        {others.length > 0 && (
          <ul className="-mb-2 grid w-full border-t border-line pt-2">
            {others.slice(0, 2).map((item) => (
              <li
                key={item.question.question_id}
                className="flex flex-wrap items-center justify-between gap-x-4"
              >
                <span className="nums text-small text-ink-2">{standing(item)}</span>
                <Button
                  variant="quiet"
                  size="sm"
                  className="-mr-3"
                  busy={again.busyWith === item.question.question_id}
                  busyLabel="Asking it again"
                  onClick={() => again.start(item.question)}
                >
                  Try question {item.question.question_number}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Card>
  );
}

/** A solid answer is not called weak because the others are better. */
function titleOf([weakest, ...others]: readonly Weak[]): string {
  if (weakest && !isClearlyWeak(weakest)) return 'Where there is most to gain';
  return others.some(isClearlyWeak) ? 'Try the weak ones again' : 'Try the weak one again';
}

/** "Question 2, Caching: 41 of 100, 60 when tried again". */
function standing({ question, best }: Weak): string {
  const where = `Question ${question.question_number}, ${question.topic_title}`;
  if (best === null) return `${where}: ${question.status === 'skipped' ? 'skipped' : 'not answered'}`;
  if (question.score === null) return `${where}: ${best} of 100 when tried again`;
  const first = `${where}: ${question.score} of 100`;
  return best > question.score ? `${first}, ${best} when tried again` : first;
}

/** A question can be long and hold code; its beginning names it. */
function firstLine(prompt: string): string {
  return (prompt.split(/\n\s*\n/)[0] ?? prompt).replace(/\s+/g, ' ').trim();
}
