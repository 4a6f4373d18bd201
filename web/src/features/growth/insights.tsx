import { useQuery } from '@tanstack/react-query';
import { Card } from '@/components/card';
import { ErrorState } from '@/components/error-state';
import { Skeleton } from '@/components/skeleton';
import { insightsQuery } from '@/lib/growth-api';
import type { Account, Basis, Insights as Data } from '@/lib/growth-types';
import { countOf } from '@/lib/growth-words';
import { AnomaliesCard } from './anomalies-card';
import { FollowersCard } from './followers-card';
import { GroupCard } from './group-card';
import { HoursCard } from './hours-card';
import { engagementWords } from './insight-words';
import { LedgerCard } from './ledger-card';
import { NotReadYet } from './not-read-yet';
import { PartCard, type Context } from './part-card';
import { PlanCard } from './plan-card';
import { dayIn, postedAt } from './post-words';
import { RecentCard } from './recent-card';
import { TagsCard } from './tags-card';
import { TrendCard } from './trend-card';
import { useJudged } from './verdicts';

export function Insights({ account }: { account: Account }) {
  const query = useQuery(insightsQuery(account.id));
  if (query.isPending) return <FirstLoad />;
  if (!query.data) {
    return (
      <Card>
        <ErrorState
          error={query.error}
          title="The insights did not load."
          reassurance="Your posts are safe on the server."
          onRetry={() => void query.refetch()}
          retrying={query.isFetching}
        />
      </Card>
    );
  }
  const { captured_at: captured, basis } = query.data;
  if (captured === null || basis === null) return <NotReadYet what="Insights" account={account} />;
  return (
    <Parts
      insights={query.data}
      captured={captured}
      context={{ account, basis, onRetry: () => void query.refetch(), retrying: query.isFetching }}
    />
  );
}

type PartsProps = { insights: Data; captured: string; context: Context };

function Parts({ insights, captured, context }: PartsProps) {
  const { account } = context;
  const { plan, ...said } = useJudged(insights);
  return (
    <div className="grid grid-cols-1 gap-5">
      <BasisWords basis={context.basis} captured={captured} />
      <PartCard title="The next three posts" what="The plan" value={plan} context={context}>
        {(known) => <PlanCard plan={known} {...said} context={context} />}
      </PartCard>
      <PartCard title="When and what" what="The groups" value={insights.groups} context={context}>
        {(groups) => (
          <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-2">
            {groups.map((family) => (
              <GroupCard key={family.family} family={family} context={context} />
            ))}
          </div>
        )}
      </PartCard>
      <PartCard
        title="When you post, hour by hour"
        what="The hours of the week"
        value={insights.hours}
        context={context}
      >
        {(hours) => <HoursCard hours={hours} context={context} />}
      </PartCard>
      <PartCard title="Hashtags" what="The hashtags" value={insights.tags} context={context}>
        {(tags) => <TagsCard tags={tags} context={context} />}
      </PartCard>
      <PartCard
        title="The last 14 days, at the same age"
        what="The comparison"
        value={insights.recent}
        context={context}
      >
        {(posts) => <RecentCard posts={posts} context={context} />}
      </PartCard>
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-2">
        <PartCard
          title="Engagement per post, week by week"
          what="The long trend"
          value={insights.trend}
          context={context}
        >
          {(trend) => <TrendCard trend={trend} context={context} />}
        </PartCard>
        <PartCard title="Followers" what="The outlook" value={insights.followers} context={context}>
          {(followers) => <FollowersCard followers={followers} context={context} />}
        </PartCard>
      </div>
      <PartCard title="Unusual posts" what="The unusual posts" value={insights.anomalies} context={context}>
        {(anomalies) => <AnomaliesCard anomalies={anomalies} context={context} />}
      </PartCard>
      {insights.ledger && <LedgerCard ledger={insights.ledger} timeZone={account.time_zone} />}
    </div>
  );
}

function BasisWords({ basis, captured }: { basis: Basis; captured: string }) {
  const { time_zone: zone } = basis;
  return (
    <p className="nums measure text-small text-ink-3">
      As of the sync of <time dateTime={captured}>{postedAt(captured, zone)}</time>. From{' '}
      {countOf(basis.posts, 'post')} between {dayIn(basis.from, zone)} and {dayIn(basis.to, zone)}, of which{' '}
      {countOf(basis.compared_posts, 'post')} could be compared. Engagement is{' '}
      {engagementWords(basis.engagement)}.
    </p>
  );
}

function FirstLoad() {
  return (
    <div className="grid grid-cols-1 gap-5">
      <Card>
        <Skeleton label="Loading the plan" lines={6} />
      </Card>
      <div className="grid grid-cols-1 gap-5 lg:grid-cols-2">
        {['the times of day', 'the weekdays', 'the kinds', 'the captions'].map((what) => (
          <Card key={what}>
            <Skeleton label={`Loading ${what}`} lines={9} />
          </Card>
        ))}
      </div>
    </div>
  );
}
