import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { linkClass } from '@/components/button';
import { Card } from '@/components/card';
import { InterviewOutcome } from '@/components/interview-outcome';
import { Skeleton } from '@/components/skeleton';
import { formatAgo } from '@/lib/format';
import { interviewFacts, topicNames } from '@/lib/interview-words';
import { openOne, pageOf, recentQuery } from './api';

export function Recent() {
  const { data: interviews, isError } = useQuery(recentQuery);
  // When the list itself fails, the card above says so; once is enough.
  if (isError && !interviews) return null;
  if (!interviews) {
    return (
      <Frame>
        <Skeleton label="Loading your recent interviews" lines={5} />
      </Frame>
    );
  }
  // The one that waits has its own card above.
  const others = interviews.filter((interview) => interview !== openOne(interviews));
  if (others.length === 0) return null;
  return (
    <Frame>
      <ul className="-mx-3 -mb-2">
        {others.slice(0, 4).map((interview) => (
          <li key={interview.id}>
            <Link
              to={pageOf(interview)}
              className="grid min-h-12 items-center gap-x-6 gap-y-1 rounded-control px-3 py-2 transition-colors hover:bg-sunken sm:grid-cols-[minmax(0,1fr)_auto]"
            >
              <span className="min-w-0">
                <span className="block truncate font-medium">
                  {topicNames(interview.topics) || 'Interview'}
                </span>
                <span className="block text-small text-ink-3">
                  {interviewFacts(interview)}, {formatAgo(interview.updated_at)}
                </span>
              </span>
              <InterviewOutcome interview={interview} />
            </Link>
          </li>
        ))}
      </ul>
    </Frame>
  );
}

function Frame({ children }: { children: ReactNode }) {
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
      {children}
    </Card>
  );
}
