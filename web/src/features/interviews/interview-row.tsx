import { Link } from 'react-router';
import { buttonClass } from '@/components/button';
import { InterviewOutcome } from '@/components/interview-outcome';
import { formatAgo } from '@/lib/format';
import type { Interview } from './api';
import { interviewFacts, topicNames } from '@/lib/interview-words';

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

export function InterviewRow({ interview }: { interview: Interview }) {
  const action = actionOf(interview);
  const title = topicNames(interview.topics) || 'Interview';
  return (
    <li className="relative grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-6 gap-y-3 rounded-card border border-line bg-surface p-4 transition-colors hover:border-line-strong sm:grid-cols-[minmax(0,1fr)_16rem_6rem] sm:px-5">
      <div className="min-w-0">
        <h2 className="truncate text-h2 font-semibold">{title}</h2>
        <p className="text-small text-ink-3">
          {interviewFacts(interview)},{' '}
          <time dateTime={interview.created_at}>{formatAgo(interview.created_at)}</time>
        </p>
      </div>
      <div className="order-last col-span-2 sm:order-none sm:col-span-1">
        <InterviewOutcome interview={interview} />
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
