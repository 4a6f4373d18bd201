import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { linkClass } from '@/components/button';
import { Alone } from '@/components/alone';
import { Card } from '@/components/card';
import { formatDay } from '@/lib/format';
import { recentQuery, reportQuery, type Interview } from './api';

/** What the newest finished interview showed, in its own words. Nothing to show, nothing drawn. */
export function LastReport() {
  const { data: interviews = [] } = useQuery(recentQuery);
  const last = interviews.find((interview) => interview.status === 'completed');
  if (!last) return null;
  return (
    <Alone failed="Your last report did not load." label="Loading your last report">
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
        {report.score === null ? 'Not graded' : `${report.score} of 100`}
        {report.low !== null &&
          report.high !== null &&
          `, somewhere between ${report.low} and ${report.high}`}
      </p>
      <Link
        to={`/app/interviews/${interview.id}/report`}
        className={`${linkClass} mt-3 inline-flex min-h-11 items-center font-medium`}
      >
        Read the report
      </Link>
    </Card>
  );
}
