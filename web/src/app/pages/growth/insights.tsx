import { GrowthFrame } from '@/features/growth/growth-frame';
import { Insights } from '@/features/growth/insights';

export function InsightsPage() {
  return (
    <GrowthFrame title="Insights">
      {({ account }) => <Insights key={account.id} account={account} />}
    </GrowthFrame>
  );
}
