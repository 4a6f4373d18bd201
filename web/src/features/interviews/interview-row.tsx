import { Link } from 'react-router';
import { Badge, type BadgeTone } from '@/components/badge';
import { Bulbs } from '@/components/bulbs';
import { buttonClass } from '@/components/button';
import { count, formatAgo } from '@/lib/format';
import type { Interview, InterviewStatus } from './api';
import { bandOf, bandWord, difficultyWord, modeWord, statusWord, topicNames } from '@/lib/interview-words';

/** What somebody can do with it now, and where. */
function actionOf(interview: Interview): { to: string; label: string } | null {
  const room = `/app/interviews/${interview.id}`;
  switch (interview.status) {
    case 'completed':
    case 'completing':
      return { to: `${room}/report`, label: 'Report' };
    case 'in_progress':
      return { to: room, label: 'Go on' };
    case 'paused':
    case 'abandoned':
      return { to: room, label: 'Resume' };
    case 'ready':
      return { to: room, label: 'Start' };
    default:
      return null;
  }
}

const tones: Partial<Record<InterviewStatus, BadgeTone>> = { in_progress: 'lamp', paused: 'lamp' };

export function InterviewRow({ interview }: { interview: Interview }) {
  const action = actionOf(interview);
  const title = topicNames(interview.topics) || 'Interview';
  const facts = [
    modeWord[interview.mode],
    difficultyWord[interview.difficulty].toLowerCase(),
    count(interview.length, 'minute'),
  ].join(', ');
  return (
    <li className="relative grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-6 gap-y-3 rounded-card border border-line bg-surface p-4 transition-colors hover:border-line-strong sm:grid-cols-[minmax(0,1fr)_11rem_6rem] sm:px-5">
      <div className="min-w-0">
        <h2 className="truncate text-h2 font-semibold">{title}</h2>
        <p className="text-small text-ink-3">
          {facts}, <time dateTime={interview.created_at}>{formatAgo(interview.created_at)}</time>
        </p>
      </div>
      <div className="order-last col-span-2 sm:order-none sm:col-span-1">
        <Outcome interview={interview} />
      </div>
      <div className="justify-self-end">
        {action && (
          <Link
            to={action.to}
            // The whole row is the target; the name says which one it is.
            aria-label={`${action.label}: ${title}`}
            className={buttonClass(
              interview.status === 'completed' ? 'quiet' : 'secondary',
              'sm',
              'after:absolute after:inset-0 after:rounded-card',
            )}
          >
            {action.label}
          </Link>
        )}
      </div>
    </li>
  );
}

function Outcome({ interview }: { interview: Interview }) {
  const { status, score, answered_questions: answered, number_questions: total } = interview;
  if (status === 'completed') {
    return (
      <p className="nums">
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
      </p>
    );
  }
  const isOpen = status === 'in_progress' || status === 'paused' || status === 'abandoned';
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1.5">
      <Badge tone={tones[status] ?? 'neutral'}>{statusWord[status]}</Badge>
      {isOpen && <Bulbs total={total} done={answered} size="sm" />}
    </div>
  );
}
