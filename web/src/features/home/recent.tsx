import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { linkClass } from '@/components/button';
import { Card } from '@/components/card';
import { formatAgo } from '@/lib/format';
import { openOne, recentQuery, type Interview } from './api';

export function Recent() {
  // When the list itself fails, the card above says so; once is enough.
  const { data: interviews = [] } = useQuery(recentQuery);
  // The one that waits has its own card above.
  const others = interviews.filter((interview) => interview !== openOne(interviews));
  if (others.length === 0) return null;
  return (
    <Card
      title="Recent interviews"
      aside={
        <Link
          to="/app/interviews"
          className={`${linkClass} -my-3 inline-flex min-h-11 items-center text-small`}
        >
          All interviews
        </Link>
      }
    >
      <ul className="-mx-3">
        {others.slice(0, 4).map((interview) => (
          <li key={interview.id}>
            <Link
              to={target(interview)}
              className="flex min-h-12 items-center gap-4 rounded-control px-3 py-2 hover:bg-sunken"
            >
              <span className="min-w-0 flex-1">
                <span className="block truncate font-medium">
                  {interview.prompt || interview.first_question}
                </span>
                <span className="block text-small text-ink-3">{formatAgo(interview.updated_at)}</span>
              </span>
              <span className="nums text-small whitespace-nowrap text-ink-2">{outcome(interview)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function target(interview: Interview): string {
  const page = `/app/interviews/${interview.id}`;
  return interview.status === 'completed' ? `${page}/report` : page;
}

function outcome(interview: Interview): string {
  if (interview.status !== 'completed')
    return `${interview.answered_questions} of ${interview.number_questions} answered`;
  return interview.score === null ? 'not graded' : `${interview.score} of 100`;
}
