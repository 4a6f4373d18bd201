import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { Link } from 'react-router';
import { linkClass } from '@/components/button';
import { Card } from '@/components/card';
import { ErrorState } from '@/components/error-state';
import { Skeleton } from '@/components/skeleton';
import { insightsQuery } from '@/lib/growth-api';
import type { Account, Insights, Plan } from '@/lib/growth-types';
import { refusalWords } from './insight-words';
import { PostRow } from './post-row';
import { SlotFigures, SlotStanding } from './slot';
import { SlotActions } from './slot-actions';
import { Standing } from './standing';
import { useTo } from './use-view';
import { useJudged } from './verdicts';
import { noSlotLeftWords, slotWords } from './why-words';

const most = 3;

/** What the insights say about now: the next post, and how the newest ones stand. */
export function WhatNext({ account }: { account: Account }) {
  const query = useQuery(insightsQuery(account.id));
  if (query.isPending) {
    return (
      <Card title="Next post">
        <Skeleton label="Loading the next post" lines={4} />
      </Card>
    );
  }
  if (!query.data) {
    return (
      <Card title="Next post">
        <ErrorState
          error={query.error}
          title="The insights did not load."
          onRetry={() => void query.refetch()}
          retrying={query.isFetching}
        />
      </Card>
    );
  }
  return (
    <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.6fr)]">
      <NextPost insights={query.data} account={account} />
      <Newest insights={query.data} account={account} />
    </div>
  );
}

/** The first one of the plan that is not done yet. */
function NextPost({ insights, account }: { insights: Insights; account: Account }) {
  const { plan, awaited, isOutOfDate } = useJudged(insights);
  const place = useRef<HTMLDivElement>(null);
  const slot = plan?.slots.find(({ done_at: doneAt }) => doneAt === null);
  return (
    <Card title="Next post" tone="lamp">
      <div
        ref={place}
        role="group"
        aria-label="Suggestion"
        tabIndex={-1}
        className="grid justify-items-start gap-2"
      >
        {slot ? (
          <>
            <p className="font-serif text-[1.25rem] leading-snug">{slotWords(slot)}</p>
            <SlotStanding slot={slot} timeZone={account.time_zone} />
            <SlotFigures slot={slot} />
            <div className="mt-1 flex flex-wrap gap-2">
              <SlotActions
                key={slotWords(slot)}
                slot={slot}
                accountId={account.id}
                onSaid={() => place.current?.focus()}
              />
            </div>
          </>
        ) : awaited > 0 ? (
          <Skeleton label="Looking for the next best" lines={4} className="w-full" />
        ) : (
          <p>{noSlotWords(insights, plan, isOutOfDate)}</p>
        )}
      </div>
      <GoTo path="/insights">Why, and all insights</GoTo>
    </Card>
  );
}

function noSlotWords({ captured_at: captured }: Insights, plan: Plan | null, isOutOfDate: boolean): string {
  if (captured === null) return 'A suggestion comes with the first sync.';
  if (plan === null) return 'The plan could not be computed.';
  if (plan.refusal) return refusalWords(plan.refusal);
  return plan.slots.length > 0
    ? 'All that was suggested for this week is done.'
    : noSlotLeftWords(isOutOfDate);
}

function Newest({
  insights: { recent, captured_at: captured },
  account,
}: {
  insights: Insights;
  account: Account;
}) {
  const newest = recent?.slice(0, most) ?? [];
  return (
    <Card title="Newest posts, at the same age">
      {newest.length > 0 ? (
        <ul>
          {newest.map(({ post, comparison }) => (
            <PostRow
              key={post.id}
              post={post}
              timeZone={account.time_zone}
              aside={<Standing comparison={comparison} />}
            />
          ))}
        </ul>
      ) : (
        <p className="text-ink-2">
          {captured === null
            ? 'They stand here after the first sync.'
            : recent === null
              ? 'The comparison could not be computed.'
              : 'No post in the last 14 days.'}
        </p>
      )}
      <GoTo path="/posts">All posts</GoTo>
    </Card>
  );
}

function GoTo({ path, children }: { path: string; children: string }) {
  const to = useTo();
  return (
    <Link to={to(path)} className={`${linkClass} mt-2 -mb-2 inline-flex min-h-11 items-center font-medium`}>
      {children}
    </Link>
  );
}
