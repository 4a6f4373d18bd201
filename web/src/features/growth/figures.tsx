import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { Card } from '@/components/card';
import { ErrorState } from '@/components/error-state';
import { Skeleton } from '@/components/skeleton';
import { cn } from '@/lib/cn';
import { statsQuery, type Period } from '@/lib/growth-api';
import { accountsKey } from '@/lib/growth-cache';
import type { Account, Stats } from '@/lib/growth-types';
import { asProblem } from '@/lib/problem';
import { BestPost } from './best-post';
import { CardOutOfDate } from './card-out-of-date';
import { DayChart } from './day-chart';
import { Finding } from './finding';
import { NotReadYet } from './not-read-yet';
import { SplitCard } from './split-card';
import { Tiles } from './tiles';

const twoColumns = 'grid grid-cols-1 gap-5 lg:grid-cols-2';

type FiguresProps = { account: Account; period: Period };

/** All that one window says. It is one answer of the server, so it is one thing that can fail. */
export function Figures({ account, period }: FiguresProps) {
  const client = useQueryClient();
  const query = useQuery({ ...statsQuery(period, account.id), placeholderData: keepPreviousData });
  const isGone = query.isError && asProblem(query.error).code === 'growth.no_account';

  function retry() {
    // Somebody may have disconnected it in another tab.
    if (isGone) void client.invalidateQueries({ queryKey: accountsKey });
    return query.refetch();
  }

  if (query.isPending) return <FirstLoad />;
  if (!query.data) {
    return (
      <Card>
        <ErrorState
          error={query.error}
          title={isGone ? 'This account is no longer connected.' : 'The figures did not load.'}
          reassurance={isGone ? '' : 'They are safe on the server.'}
          onRetry={() => void retry()}
          retrying={query.isFetching}
        />
      </Card>
    );
  }
  const stats = query.data;
  // The newest posts come first, and are shown as soon as they are there.
  const isNotRead = stats.captured_at === null && stats.total_posts === 0;
  return (
    <div
      // The old figures stay while others load, a little paler.
      className={cn(
        'grid grid-cols-1 gap-5 transition-opacity',
        query.isPlaceholderData && 'opacity-60 delay-300',
      )}
      aria-busy={query.isPlaceholderData}
    >
      <CardOutOfDate query={{ ...query, refetch: retry }} what="The figures" />
      {isNotRead ? <NotReadYet what="Figures" account={account} /> : <Read stats={stats} />}
    </div>
  );
}

function Read({ stats }: { stats: Stats }) {
  return (
    <>
      <Finding stats={stats} />
      <Tiles stats={stats} />
      <DayChart days={stats.series} />
      <div className={twoColumns}>
        <SplitCard split={stats.signal.split} period={stats.period} basis={stats.trend_basis} />
        <BestPost stats={stats} />
      </div>
    </>
  );
}

/** About as high as what comes, so that the posts below do not jump. */
function FirstLoad() {
  return (
    <div className="grid grid-cols-1 gap-5">
      <Card>
        <Skeleton label="Loading the finding" lines={7} />
      </Card>
      <Card>
        <Skeleton label="Loading the figures" lines={3} />
      </Card>
      <Card>
        <Skeleton label="Loading the chart" lines={12} />
      </Card>
      <div className={twoColumns}>
        <Card>
          <Skeleton label="Loading why the total changed" lines={9} />
        </Card>
        <Card>
          <Skeleton label="Loading the best post" lines={5} />
        </Card>
      </div>
    </div>
  );
}
