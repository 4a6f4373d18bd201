import { useSuspenseQuery } from '@tanstack/react-query';
import { Answered } from '@/components/answered';
import { LinkButton } from '@/components/button';
import { Card } from '@/components/card';
import { count, formatAgo } from '@/lib/format';
import { interviewFacts, topicNames } from '@/lib/interview-words';
import { openOne, pageOf, recentQuery, type Interview } from './api';
import { FirstSteps } from './first-steps';

/** The one thing to do now: go on where you stopped, or begin. */
export function NextStep() {
  const { data: interviews } = useSuspenseQuery(recentQuery);
  const open = openOne(interviews);

  if (open) return <GoOn interview={open} />;
  if (interviews.filter((interview) => interview.status === 'completed').length < 2) {
    return <FirstSteps interviews={interviews} />;
  }
  return (
    <Card tone="lamp">
      <p className="font-serif text-question">
        Nothing is open. The next interview takes twenty seconds to set up.
      </p>
      <LinkButton to="/app/interviews/new" variant="primary" className="mt-5">
        Start an interview
      </LinkButton>
    </Card>
  );
}

function GoOn({ interview }: { interview: Interview }) {
  const { answered_questions: answered, number_questions: total } = interview;
  const { state, action } = stateOf(interview);
  return (
    <Card tone="lamp">
      <p className="text-small text-lamp">{state}</p>
      <p className="mt-1 font-serif text-question text-balance">{whatIsLeft(interview)}</p>
      <p className="text-ink-2">{interviewFacts(interview)}</p>
      <div className="mt-5 flex flex-wrap items-center justify-between gap-4">
        <Answered answered={answered} total={total} />
        <LinkButton to={pageOf(interview)} variant="primary">
          {action}
        </LinkButton>
      </div>
    </Card>
  );
}

function stateOf({ status, updated_at: at }: Interview): { state: string; action: string } {
  switch (status) {
    case 'ready':
      return { state: 'Set up, not started', action: 'Start' };
    case 'completing':
      return { state: 'Over. The report is being written', action: 'See the report' };
    case 'in_progress':
      return { state: `Running, and so is its clock. You were there ${formatAgo(at)}`, action: 'Go on' };
    default:
      return { state: `You stopped ${formatAgo(at)}`, action: 'Go on' };
  }
}

/** The next step itself, not how it was planned. */
function whatIsLeft(interview: Interview): string {
  const { answered_questions: answered, number_questions: total, topics, status } = interview;
  const about = topicNames(topics) || 'all topics';
  if (answered === 0 || status === 'completing') return `${count(total, 'question')} on ${about}`;
  // The last question is answered, and what follows up on it is open.
  if (answered >= total) return `The end of your interview on ${about}`;
  return `${count(total - answered, 'question')} to go on ${about}`;
}
