import { useSuspenseQuery } from '@tanstack/react-query';
import { LinkButton } from '@/components/button';
import { Bulbs } from '@/components/bulbs';
import { Card } from '@/components/card';
import { formatAgo } from '@/lib/format';
import { openOne, recentQuery, type Interview } from './api';
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
  const started = interview.started_at !== null;
  return (
    <Card tone="lamp">
      <p className="text-small text-lamp">
        {started ? `You stopped ${formatAgo(interview.updated_at)}` : 'Set up, not started'}
      </p>
      <p className="mt-1 font-serif text-question">{interview.prompt || interview.first_question}</p>
      <div className="mt-4 flex flex-wrap items-center justify-between gap-4">
        <Bulbs total={total} done={answered} current={answered < total ? answered + 1 : undefined} />
        <LinkButton to={`/app/interviews/${interview.id}`} variant="primary">
          {started ? 'Go on' : 'Start'}
        </LinkButton>
      </div>
    </Card>
  );
}
