import { InsightsOutOfDate } from '@/features/growth/card-out-of-date';
import { GrowthFrame } from '@/features/growth/growth-frame';
import { Insights } from '@/features/growth/insights';

export function InsightsPage() {
  return (
    <GrowthFrame title="Insights">
      {({ account }) => (
        <>
          <InsightsOutOfDate accountId={account.id} className="mb-5" />
          <Insights key={account.id} account={account} />
        </>
      )}
    </GrowthFrame>
  );
}

export { InsightsPage as Component };
