import { bandOf, bandWord, statusWord } from '@/lib/interview-words';
import type { components } from '@/lib/schema';
import { Answered } from './answered';
import { Badge, type BadgeTone } from './badge';

type Interview = components['schemas']['InterviewView'];

const tones: Partial<Record<Interview['status'], BadgeTone>> = { in_progress: 'lamp', paused: 'lamp' };
const open: readonly Interview['status'][] = ['in_progress', 'paused', 'abandoned'];

/** Where an interview stands, in the same words wherever one is listed. */
export function InterviewOutcome({ interview }: { interview: Interview }) {
  const { status, score, answered_questions: answered, number_questions: total } = interview;
  if (status !== 'completed') {
    return (
      <span className="flex flex-wrap items-center gap-x-4 gap-y-1.5">
        <Badge tone={tones[status] ?? 'neutral'}>{statusWord[status]}</Badge>
        {open.includes(status) && <Answered answered={answered} total={total} />}
      </span>
    );
  }
  return (
    <span className="nums block">
      {score === null ? (
        <span className="text-ink-2">Not marked</span>
      ) : (
        <>
          <span className="font-semibold">{score}</span>
          <span className="text-ink-2"> of 100, {bandWord[bandOf(score)].toLowerCase()}</span>
        </>
      )}
      {answered < total && (
        <span className="block text-small text-ink-3">
          {answered} of {total} answered
        </span>
      )}
    </span>
  );
}
