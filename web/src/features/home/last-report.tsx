import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { linkClass } from '@/components/button';
import { Alone } from '@/components/alone';
import { Card } from '@/components/card';
import { Skeleton } from '@/components/skeleton';
import { formatDay } from '@/lib/format';
import { reportQuery } from '@/lib/queries';
import { recentQuery, type Interview } from './api';

const loading = 'Loading your last report';

/** What the newest finished interview showed, in its own words. */
export function LastReport() {
  const { data: interviews, isError } = useQuery(recentQuery);
  // When the list itself fails, the first card says so; once is enough.
  if (isError && !interviews) return null;
  if (!interviews) {
    return (
      <Card title="Your last report">
        <Skeleton label={loading} lines={5} />
      </Card>
    );
  }
  const last = interviews.find((interview) => interview.status === 'completed');
  if (!last) {
    return (
      <Card title="Your last report">
        <p className="text-ink-2">The first interview that you finish puts its report here.</p>
      </Card>
    );
  }
  return (
    <Alone failed="Your last report did not load." label={loading} lines={6}>
      <Finding interview={last} />
    </Alone>
  );
}

function Finding({ interview }: { interview: Interview }) {
  const { data: report } = useSuspenseQuery(reportQuery(interview.id));
  return (
    <Card
      title="Your last report"
      aside={
        <time className="text-small text-ink-3">
          {formatDay(interview.completed_at ?? interview.updated_at)}
        </time>
      }
    >
      <p className="font-serif text-[1.25rem] leading-snug">{report.finding}</p>
      <p className="nums mt-3 text-ink-2">
        {report.score === null ? 'Not marked' : `${report.score} of 100`}
        {report.low !== null &&
          report.high !== null &&
          `, somewhere between ${report.low} and ${report.high}`}
      </p>
      <Link
        to={`/app/interviews/${interview.id}/report`}
        className={`${linkClass} -mb-2 mt-1 inline-flex min-h-11 items-center font-medium`}
      >
        Read the report
      </Link>
    </Card>
  );
}
