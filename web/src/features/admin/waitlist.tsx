import { useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { Button, LinkButton } from '@/components/button';
import { Card } from '@/components/card';
import { ErrorState } from '@/components/error-state';
import { OutOfDate } from '@/components/out-of-date';
import { Skeleton } from '@/components/skeleton';
import { cn } from '@/lib/cn';
import { count } from '@/lib/format';
import { useDownloadWaitlist, waitlistQuery } from './api';
import { Instant } from './instant';
import { RecordTable } from './record-table';

type WaitlistProps = { page: number; toPage: (page: number) => string };

/** Who left an address, newest first. */
export function Waitlist({ page, toPage }: WaitlistProps) {
  const query = useQuery(waitlistQuery(page));
  const download = useDownloadWaitlist();

  if (query.isPending) {
    return (
      <Card title="Waitlist">
        <Skeleton label="Loading the waitlist" lines={8} />
      </Card>
    );
  }
  if (!query.data) {
    return (
      <Card title="Waitlist">
        <ErrorState
          error={query.error}
          title="The waitlist did not load."
          reassurance="The addresses are safe on the server."
          onRetry={() => void query.refetch()}
          retrying={query.isFetching}
        />
      </Card>
    );
  }

  const { items, total, limit } = query.data;
  const pages = Math.max(1, Math.ceil(total / limit));
  return (
    <Card title="Waitlist">
      <OutOfDate query={query} what="The waitlist" isPage className="mb-4" />
      <div className="mb-3 flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <p role="status" className="nums text-ink-2">
          {total === 0
            ? 'Nobody waits.'
            : `${count(total, 'address', 'addresses')}${pages > 1 ? `, page ${query.data.page} of ${pages}` : ''}.`}
        </p>
        {total > 0 && (
          <Button
            icon={<Download className="size-4" aria-hidden="true" />}
            busy={download.isPending}
            busyLabel="Downloading"
            onClick={() => download.mutate()}
          >
            Download all as CSV
          </Button>
        )}
      </div>
      {download.isError && (
        <div className="mb-4">
          <ErrorState error={download.error} title="The waitlist was not downloaded." />
        </div>
      )}
      <div
        className={cn('transition-opacity', query.isPlaceholderData && 'opacity-60 delay-300')}
        aria-busy={query.isPlaceholderData}
      >
        {total === 0 ? (
          <div className="grid justify-items-start gap-3">
            <p className="text-ink-2">Whoever leaves an address on the page of the waitlist stands here.</p>
            <LinkButton to="/waitlist">See that page</LinkButton>
          </div>
        ) : items.length === 0 ? (
          <div className="grid justify-items-start gap-3">
            <p className="text-ink-2">There is no page {page}.</p>
            <LinkButton to={toPage(1)}>Go to the first page</LinkButton>
          </div>
        ) : (
          <RecordTable
            caption="Waitlist"
            rows={items}
            columns={[
              { head: 'Address', cell: ({ email }) => <span className="wrap-anywhere">{email}</span> },
              { head: 'Since', cell: ({ created_at: at }) => <Instant at={at} /> },
            ]}
          />
        )}
      </div>
      {pages > 1 && items.length > 0 && (
        <nav aria-label="Pages of the waitlist" className="mt-4 flex flex-wrap gap-3">
          {page > 1 && <LinkButton to={toPage(page - 1)}>Newer ones</LinkButton>}
          {page < pages && <LinkButton to={toPage(page + 1)}>Older ones</LinkButton>}
        </nav>
      )}
    </Card>
  );
}
