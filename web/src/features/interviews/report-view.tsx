import { useQuery } from '@tanstack/react-query';
import { Download, Printer } from 'lucide-react';
import type { ReactNode } from 'react';
import { Bulbs } from '@/components/bulbs';
import { Button, LinkButton } from '@/components/button';
import { Card } from '@/components/card';
import { EmptyState } from '@/components/empty-state';
import { ErrorState } from '@/components/error-state';
import { PageFrame } from '@/components/page-frame';
import { Skeleton } from '@/components/skeleton';
import { formatDay } from '@/lib/format';
import { asProblem } from '@/lib/problem';
import { reportQuery } from '@/lib/queries';
import { toast } from '@/lib/toast';
import { SpokenLanguage } from './spoken-language';
import { useDownloadReport, type Report } from './api';
import { ReportDimensions } from './report-dimensions';
import { QuestionBlock } from './report-question-block';
import { ReportScore } from './report-score';
import { ReportWeak } from './report-weak';
import { useAgain } from './use-again';
import { weakQuestions } from './weak-questions';
import { modeWord, topicNames } from '@/lib/interview-words';

type ReportViewProps = {
  id: string;
  /** Offered to guests: the report would be deleted with their account. */
  keep: ReactNode;
};

export function ReportView({ id, keep }: ReportViewProps) {
  const query = useQuery(reportQuery(id));
  const report = query.data;

  // One frame for all states: its heading has the focus, and keeps it when the report arrives.
  if (!report) {
    const isMissing = query.error !== null && asProblem(query.error).code === 'interview.not_found';
    return (
      <PageFrame title="Report" heading={isMissing ? 'There is no such report' : 'Report'}>
        {query.isPending ? <Loading /> : <NotLoaded isMissing={isMissing} query={query} />}
      </PageFrame>
    );
  }
  const { interview } = report;
  if (report.status === 'pending') {
    const isWriting = interview.status === 'completing';
    return (
      <PageFrame title="Report" heading={isWriting ? 'Your report is being written' : 'No report yet'}>
        <Pending report={report} isWriting={isWriting} />
      </PageFrame>
    );
  }
  const [finding, rest] = firstSentence(report.finding);
  const date = formatDay(interview.completed_at ?? interview.updated_at);
  return (
    <PageFrame
      title={`Report: ${topicNames(interview.topics)}`}
      heading={finding}
      lede={
        <>
          {rest !== '' && <span className="mb-2 block font-serif text-[1.25rem] leading-snug">{rest}</span>}
          {topicNames(interview.topics)}, {modeWord[interview.mode].toLowerCase()}, {date}
        </>
      }
    >
      <Finished report={report} keep={keep} />
    </PageFrame>
  );
}

function Loading() {
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1.4fr)_minmax(0,1fr)]">
      <Card>
        <Skeleton label="Loading the report" lines={4} />
      </Card>
      <Card>
        <Skeleton label="Loading the dimensions" lines={6} />
      </Card>
    </div>
  );
}

function NotLoaded(props: {
  isMissing: boolean;
  query: { error: unknown; isFetching: boolean; refetch: () => unknown };
}) {
  const { isMissing, query } = props;
  return isMissing ? (
    <EmptyState
      title="It may belong to another account"
      action={
        <LinkButton to="/app/interviews" variant="primary">
          All interviews
        </LinkButton>
      }
    >
      <p>Or the address is not complete. Nothing was lost by opening it.</p>
    </EmptyState>
  ) : (
    <Card>
      <ErrorState
        error={query.error}
        title="The report did not load."
        reassurance="Your answers and marks are saved."
        onRetry={() => void query.refetch()}
        retrying={query.isFetching}
      />
    </Card>
  );
}

/** The interview is still going on, or its report is being written. */
function Pending({ report, isWriting }: { report: Report; isWriting: boolean }) {
  const { interview, answered, asked } = report;
  return (
    <Card tone="lamp">
      <p className="font-serif text-[1.25rem] leading-snug">
        {isWriting ? 'This page fills itself in a moment.' : 'The report comes when the interview is over.'}
      </p>
      <div className="mt-5 flex flex-wrap items-center justify-between gap-4">
        <Bulbs total={asked} done={answered} />
        {isWriting ? (
          <Skeleton label="Writing the report" lines={1} className="w-40" />
        ) : (
          <LinkButton to={`/app/interviews/${interview.id}`} variant="primary">
            Go on with the interview
          </LinkButton>
        )}
      </div>
    </Card>
  );
}

function Finished({ report, keep }: { report: Report; keep: ReactNode }) {
  const { interview } = report;
  const download = useDownloadReport(interview.id);
  const again = useAgain(interview.id);
  const weak = weakQuestions(report);

  return (
    <SpokenLanguage value={interview.language}>
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1.4fr)_minmax(0,1fr)] print:grid-cols-1">
        <div className="grid gap-5">
          <ReportScore report={report} />
          <ReportWeak interviewId={interview.id} weak={weak} />
          {keep}
        </div>
        <ReportDimensions dimensions={report.dimensions} />
      </div>
      <div className="mt-10 mb-4 flex flex-wrap items-end justify-between gap-4">
        <h2 className="font-serif text-[1.375rem] font-medium">Question by question</h2>
        <div className="no-print -mr-3 flex flex-wrap gap-1">
          <Button
            variant="quiet"
            size="sm"
            icon={<Download className="size-4" aria-hidden="true" />}
            busy={download.isPending}
            busyLabel="Fetching"
            onClick={() =>
              download.mutate(undefined, {
                onError: (error) => toast(`It was not downloaded. ${asProblem(error).detail}`),
              })
            }
          >
            Markdown
          </Button>
          <Button
            variant="quiet"
            size="sm"
            icon={<Printer className="size-4" aria-hidden="true" />}
            onClick={() => window.print()}
          >
            Print or PDF
          </Button>
        </div>
      </div>
      <ol className="grid gap-3">
        {report.questions.map((question, index) => (
          <QuestionBlock
            key={question.question_id}
            interviewId={interview.id}
            question={question}
            startsOpen={index === 0}
            again={again}
          />
        ))}
      </ol>
      <div className="no-print mt-10 flex flex-wrap items-center gap-4">
        <LinkButton to="/app/interviews/new" variant={weak.length > 0 ? 'secondary' : 'primary'}>
          New interview
        </LinkButton>
        <p className="text-small text-ink-3">
          Marked by {interview.engine === 'offline' ? 'the built-in grader' : interview.engine}, rubric{' '}
          {report.rubric_version}, question bank {report.bank_version}.
        </p>
      </div>
    </SpokenLanguage>
  );
}

/** The first sentence is the finding; what follows explains it. */
function firstSentence(finding: string): [string, string] {
  // "12 of 22" is one thing and stays on one line.
  const text = finding.replace(/(\d+) of (\d+)/g, '$1\u00a0of\u00a0$2');
  const end = text.search(/[.?] (?=[A-Z])/);
  return end < 0 ? [text, ''] : [text.slice(0, end + 1), text.slice(end + 2)];
}
