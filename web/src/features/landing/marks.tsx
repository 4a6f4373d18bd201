import { Prose } from '@/components/prose';
import { QuotedText } from '@/components/quoted-text';
import { VerdictBadge } from '@/components/verdict';
import type { Turn } from './api';

/** The answer with the words that counted, and what they counted for. */
export function Marks({ prompt, turn }: { prompt: string; turn: Turn }) {
  const { evaluation, message, reply, next_question } = turn;
  const points = evaluation?.points ?? [];
  return (
    <div className="grid grid-cols-1 gap-5">
      <div className="grid grid-cols-1 gap-2 border-l-2 border-line pl-4">
        <Prose text={prompt} className="font-serif text-ink-2" />
        <QuotedText text={message.content} quotes={points} />
      </div>
      {evaluation?.score != null ? (
        <div className="flex flex-wrap items-baseline gap-x-3">
          <p className="nums font-serif text-h1">
            {evaluation.score} <span className="text-body text-ink-3">of 100 for this answer</span>
          </p>
          {evaluation.confidence === 'low' && (
            <p className="text-small text-ink-3">The grader is not sure of this one.</p>
          )}
        </div>
      ) : (
        <p className="font-medium">This answer could not be marked. It is saved.</p>
      )}
      {points.length > 0 && (
        <ul className="grid gap-2.5">
          {points.map((point) => (
            <li
              key={point.id}
              className="grid grid-cols-1 gap-x-3 gap-y-1 sm:grid-cols-[7.5rem_minmax(0,1fr)]"
            >
              <span>
                <VerdictBadge verdict={point.verdict} />
              </span>
              <span>{point.claim}</span>
            </li>
          ))}
        </ul>
      )}
      {reply && (
        <div className="border-t border-line pt-4">
          <p className="text-small text-ink-3">
            {next_question ? 'The interviewer follows up' : 'The interviewer'}
          </p>
          <Prose text={reply.content} className="mt-1 font-serif text-[1.25rem] leading-snug" />
        </div>
      )}
    </div>
  );
}
