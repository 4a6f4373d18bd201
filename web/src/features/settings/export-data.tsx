import { useQuery } from '@tanstack/react-query';
import { Button } from '@/components/button';
import { ErrorState } from '@/components/error-state';
import { Skeleton } from '@/components/skeleton';
import { formatSize } from '@/lib/file-size';
import { formatAgo, formatDay } from '@/lib/format';
import { asProblem } from '@/lib/problem';
import { exportsQuery, useAskForExport, useDownloadExport, type Export } from './personal-data-api';

/** A copy of everything that the server has of somebody: asked for, prepared, downloaded. */
export function ExportData() {
  const query = useQuery(exportsQuery);
  return (
    <div className="grid gap-4">
      <p className="measure text-ink-2">
        A ZIP file with everything this server keeps about you: your account, interviews, answers, marks and
        connected accounts as JSON, and your reports as text. Passwords and access tokens are left out.
      </p>
      {query.data ? (
        <Latest latest={query.data.items[0]} />
      ) : query.isPending ? (
        <Skeleton label="Looking for your exports" lines={1} />
      ) : (
        <ErrorState
          error={query.error}
          title="Your exports did not load."
          onRetry={() => void query.refetch()}
          retrying={query.isFetching}
        />
      )}
    </div>
  );
}

function Latest({ latest }: { latest: Export | undefined }) {
  const ask = useAskForExport();
  const download = useDownloadExport();
  const isPending = latest?.status === 'pending';
  const isReady = latest?.status === 'ready';

  return (
    <>
      <p role="status" className="measure empty:hidden">
        {latest && words(latest)}
      </p>
      <div className="flex flex-wrap gap-3">
        {isReady && (
          <Button
            variant="secondary"
            busy={download.isPending}
            busyLabel="Downloading"
            onClick={() => download.mutate(latest)}
          >
            Download the export
          </Button>
        )}
        <Button
          variant={isReady ? 'quiet' : 'secondary'}
          busy={ask.isPending || isPending}
          busyLabel="Preparing your export"
          onClick={() => ask.mutate()}
        >
          {latest ? 'Prepare a new export' : 'Prepare an export'}
        </Button>
      </div>
      {ask.isError && (
        <ErrorState
          error={ask.error}
          title={refused(ask.error)}
          reassurance="Earlier exports are untouched."
        />
      )}
      {download.isError && <ErrorState error={download.error} title="The export was not downloaded." />}
    </>
  );
}

function refused(error: unknown): string {
  return asProblem(error).code === 'rate.limited'
    ? 'Five exports a day are the most.'
    : 'The export was not asked for.';
}

function words({
  status,
  requested_at: asked,
  expires_at: until,
  size_bytes: size,
  failure,
}: Export): string {
  switch (status) {
    case 'pending':
      return 'Your export is being prepared. It usually takes a few seconds; you may leave this page.';
    case 'ready':
      return `Prepared ${formatAgo(asked)}, ${formatSize(size ?? 0)}. It can be downloaded until ${formatDay(until ?? asked)}.`;
    case 'failed':
      return `The export could not be prepared. ${failure ?? ''}`.trim();
    case 'expired':
      return `The export of ${formatDay(asked)} has expired and is no longer stored.`;
  }
}
