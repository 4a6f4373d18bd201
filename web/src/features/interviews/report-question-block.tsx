import { ChevronDown, RotateCcw } from 'lucide-react';
import { useId, useState } from 'react';
import { Link } from 'react-router';
import { Button, linkClass } from '@/components/button';
import { ErrorState } from '@/components/error-state';
import { cn } from '@/lib/cn';
import { count, formatDay } from '@/lib/format';
import type { ReportQuestion } from './api';
import { GraderNotices } from './marks';
import { Prose } from '@/components/prose';
import { ReportAnswers } from './report-answers';
import { AidsUsed, MarkFacts } from './report-question-facts';
import { ReportPoints } from './report-points';
import type { Again } from './use-again';
import { bandWord, difficultyOf, difficultyWord } from '@/lib/interview-words';

type QuestionBlockProps = {
  interviewId: string;
  question: ReportQuestion;
  startsOpen: boolean;
  again: Again;
};

export function QuestionBlock(props: QuestionBlockProps) {
  const { interviewId, question, startsOpen, again } = props;
  const [isOpen, setOpen] = useState(startsOpen);
  const [chosen, setChosen] = useState<string | null>(null);
  const id = useId();
  const isAnswered = question.answers.length > 0;
  const hasFailed = again.failed?.questionId === question.question_id;
  return (
    <li className="rounded-card border border-line bg-surface">
      <h3>
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setOpen(!isOpen)}
          className="grid w-full grid-cols-[minmax(0,1fr)_auto] items-start gap-x-4 rounded-card p-4 text-left sm:p-6"
        >
          <span className="min-w-0">
            <span className="nums block text-small text-ink-3">
              {question.question_number}. {question.topic_title},{' '}
              {difficultyWord[difficultyOf(question.difficulty)].toLowerCase()}
            </span>
            <span
              className={cn(
                'mt-1 line-clamp-2 font-serif text-[1.125rem] leading-snug',
                isOpen ? 'hidden' : 'print:hidden',
              )}
            >
              {question.prompt}
            </span>
            <AidsUsed question={question} />
          </span>
          <span className="flex items-center gap-3">
            <Outcome question={question} />
            <ChevronDown
              aria-hidden="true"
              className={cn(
                'no-print size-4.5 shrink-0 text-ink-3 transition-transform',
                isOpen && 'rotate-180',
              )}
            />
          </span>
        </button>
      </h3>
      {/* On paper every question is open. */}
      <div
        id={id}
        className={cn(
          'grid-cols-1 gap-7 px-4 pb-5 sm:px-6 sm:pb-6 print:grid',
          isOpen ? '-mt-1 grid sm:-mt-3' : 'hidden',
        )}
      >
        <Prose text={question.prompt} className="measure font-serif text-[1.125rem] leading-snug" />
        <GraderNotices evaluation={question} />
        <MarkFacts question={question} />
        {isAnswered ? (
          <div className="grid grid-cols-1 items-start gap-x-10 gap-y-7 border-t border-line pt-6 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)] print:grid-cols-1">
            <ReportAnswers question={question} chosen={chosen} />
            <ReportPoints question={question} chosen={chosen} onChoose={setChosen} />
          </div>
        ) : (
          <p className="text-ink-2">
            {question.status === 'skipped' ? 'You skipped this one.' : 'This one was not answered in time.'}{' '}
            It does not count as 0.
          </p>
        )}
        <Misconceptions question={question} />
        {question.model_answer !== null && <ModelAnswer text={question.model_answer} />}
        <References items={question.references} />
        <div className="no-print flex flex-wrap items-center gap-x-5 gap-y-2 border-t border-line pt-5">
          <Button
            onClick={() => again.start(question)}
            busy={again.busyWith === question.question_id}
            busyLabel="Asking it again"
            icon={<RotateCcw className="size-4" aria-hidden="true" />}
          >
            Try this one again
          </Button>
          <Link
            to={`/app/interviews/new?topics=${question.topic}`}
            className={cn(linkClass, 'inline-flex min-h-11 items-center')}
          >
            Practise {question.topic_title}
          </Link>
        </div>
        {hasFailed && (
          <ErrorState
            error={again.failed?.error}
            title="It was not asked again."
            onRetry={() => again.start(question)}
          />
        )}
        <Retries interviewId={interviewId} question={question} />
      </div>
    </li>
  );
}

function Outcome({ question }: { question: ReportQuestion }) {
  const { score, band, status, answers } = question;
  if (score !== null && band !== null) {
    return (
      <span className="nums text-right leading-tight">
        <span className="block text-h2 font-semibold">{score}</span>
        <span className="block text-small text-ink-2">{bandWord[band]}</span>
      </span>
    );
  }
  const word = answers.length > 0 ? 'Not marked' : status === 'skipped' ? 'Skipped' : 'Not answered';
  return <span className="text-small text-ink-2">{word}</span>;
}

function Misconceptions({ question }: { question: ReportQuestion }) {
  if (question.misconceptions.length === 0) return null;
  return (
    <section className="grid gap-3">
      <h4 className="font-semibold">What to unlearn</h4>
      {question.misconceptions.map((mistake) => (
        <div key={mistake.id} className="measure border-l-2 border-bad pl-4">
          <p className="text-ink-2">
            You wrote: <q>{mistake.quote}</q>
          </p>
          <p className="mt-1">{mistake.correction}</p>
        </div>
      ))}
    </section>
  );
}

/** Behind a click, so that it can be tried once more without it. */
function ModelAnswer({ text }: { text: string }) {
  const [isShown, setShown] = useState(false);
  const id = useId();
  return (
    <section className={cn('grid gap-3', !isShown && 'no-print')}>
      <h4>
        <button
          type="button"
          aria-expanded={isShown}
          aria-controls={id}
          onClick={() => setShown(!isShown)}
          className={cn(linkClass, 'inline-flex min-h-11 items-center gap-2 font-medium')}
        >
          {isShown ? 'Hide the model answer' : 'Show a model answer'}
          <ChevronDown
            aria-hidden="true"
            className={cn('no-print size-4 transition-transform', isShown && 'rotate-180')}
          />
        </button>
      </h4>
      <div id={id} className={cn('max-w-[72ch] rounded-control bg-sunken p-4 sm:p-5', !isShown && 'hidden')}>
        <Prose text={text} />
      </div>
    </section>
  );
}

function References({ items }: { items: readonly string[] }) {
  if (items.length === 0) return null;
  return (
    <section className="grid gap-1.5">
      <h4 className="font-semibold">To read</h4>
      <ul className="grid gap-1 text-ink-2">
        {items.map((item) => (
          <li key={item}>
            {/^https:\/\//.test(item) ? (
              <a href={item} rel="noopener nofollow" target="_blank" className={linkClass}>
                {item.replace(/^https:\/\/(www\.)?/, '')}
              </a>
            ) : (
              item
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Retries({ interviewId, question }: { interviewId: string; question: ReportQuestion }) {
  if (question.retries.length === 0) return null;
  return (
    <section className="grid gap-1.5">
      <h4 className="font-semibold">{count(question.retries.length, 'later attempt')}</h4>
      <ul className="nums grid gap-1 text-ink-2">
        {question.retries.map((retry) => (
          <li key={retry.conversation_id + retry.created_at}>
            {formatDay(retry.created_at)}: {retry.score === null ? 'not marked' : `${retry.score} of 100`}
            {retry.score !== null &&
              question.score !== null &&
              `, ${difference(retry.score - question.score)}`}
            .{' '}
            <Link to={`/app/interviews/${interviewId}?track=${retry.conversation_id}`} className={linkClass}>
              Read it
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function difference(points: number): string {
  if (points === 0) return 'the same as in the interview';
  return points > 0 ? `${points} more than in the interview` : `${-points} fewer than in the interview`;
}
