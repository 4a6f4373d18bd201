import { useInfiniteQuery } from '@tanstack/react-query';
import { Badge, type BadgeTone } from '@/components/badge';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { ErrorState } from '@/components/error-state';
import { Segmented } from '@/components/field';
import { PagedList } from '@/components/paged-list';
import { focusHeading } from '@/lib/focus-heading';
import { count } from '@/lib/format';
import { jobsQuery, jobStates, useRetryJob, type Job } from './api';
import { Instant } from './instant';
import { RecordTable } from './record-table';

type State = Job['state'];
type JobsProps = { state: State | null; onChange: (state: State | null) => void };

const stateWord: Record<State, string> = {
  planned: 'Planned',
  due: 'Due',
  running: 'Running',
  failed: 'Failed',
  done: 'Done',
};
const tones: Partial<Record<State, BadgeTone>> = { failed: 'bad', running: 'lamp', done: 'brand' };
const nothing: Record<State, string> = {
  planned: 'No job waits for its time.',
  due: 'No job is due.',
  running: 'No job is running.',
  failed: 'No job has failed.',
  done: 'No job was done within the last seven days.',
};
const choices = [
  { value: 'all', label: 'All' },
  ...jobStates.map((state) => ({ value: state, label: stateWord[state] })),
] as const satisfies readonly { value: State | 'all'; label: string }[];

/** What this server does by itself. */
export function Jobs({ state, onChange }: JobsProps) {
  const query = useInfiniteQuery(jobsQuery(state));
  const retry = useRetryJob();
  // The button that was pressed may go with its row.
  const tryNow = (job: Job) => retry.mutate(job, { onSuccess: focusHeading });

  return (
    <Card title="Jobs">
      <div className="mb-4">
        <Segmented
          legend="Show"
          hideLegend
          name="state"
          choices={choices}
          value={state ?? 'all'}
          onChange={(next) => onChange(next === 'all' ? null : next)}
        />
      </div>
      {retry.isError && (
        <div className="mb-4">
          <ErrorState
            error={retry.error}
            title={`Not tried again: ${retry.variables.kind}.`}
            reassurance="The server tries it again by itself."
          />
        </div>
      )}
      <PagedList
        query={query}
        what="The jobs"
        lines={8}
        isPage
        shownWords={(shown) => `${count(shown, 'job')} shown.`}
        nothing={
          <div className="grid justify-items-start gap-3">
            <p className="text-ink-2">{state ? nothing[state] : 'There are no jobs.'}</p>
            {state && <Button onClick={() => onChange(null)}>Show all jobs</Button>}
          </div>
        }
      >
        {(jobs) => (
          <RecordTable
            caption="Jobs, newest first"
            rows={jobs}
            columns={[
              { head: 'Job', cell: (job: Job) => <What job={job} /> },
              {
                head: 'State',
                needsNoHead: true,
                cell: (job: Job) => (
                  <Badge tone={tones[job.state] ?? 'neutral'}>{stateWord[job.state]}</Badge>
                ),
              },
              { head: 'When', needsNoHead: true, cell: (job: Job) => <When job={job} /> },
              { head: 'Attempts', cell: (job: Job) => job.attempts },
              {
                head: 'Try again',
                needsNoHead: true,
                cell: (job: Job) =>
                  job.state === 'failed' ? (
                    <Button
                      size="sm"
                      aria-label={`Try now: ${job.kind}`}
                      busy={retry.isPending && retry.variables.id === job.id}
                      busyLabel="Asking"
                      onClick={() => tryNow(job)}
                    >
                      Try now
                    </Button>
                  ) : null,
              },
            ]}
          />
        )}
      </PagedList>
    </Card>
  );
}

function What({ job }: { job: Job }) {
  return (
    <>
      <span className="font-mono text-mono wrap-anywhere">{job.kind}</span>
      {job.last_error && (
        <span className="mt-1 block max-w-prose text-small wrap-anywhere text-ink-2">
          Last error: {job.last_error}
        </span>
      )}
    </>
  );
}

function When({ job: { state, run_at: runAt, done_at: doneAt } }: { job: Job }) {
  const [word, at] =
    state === 'done' && doneAt
      ? ['done', doneAt]
      : state === 'failed'
        ? ['next try', runAt]
        : state === 'planned'
          ? ['comes', runAt]
          : ['since', runAt];
  return (
    <span className="text-small text-ink-2">
      {word} <Instant at={at} />
    </span>
  );
}
