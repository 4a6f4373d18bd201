import { CameBack } from '@/features/growth/came-back';
import { InsightsOutOfDate } from '@/features/growth/card-out-of-date';
import { Figures } from '@/features/growth/figures';
import { GrowthFrame } from '@/features/growth/growth-frame';
import { WhatNext } from '@/features/growth/what-next';

export function GrowthPage() {
  return (
    <GrowthFrame title="Growth" hasPeriod notice={<CameBack />}>
      {({ account, view }) => (
        // Nothing of one account may stand for a moment under the name of another, so each starts anew.
        <div key={account.id} className="grid grid-cols-1 gap-5">
          <Figures account={account} period={view.period} />
          <InsightsOutOfDate accountId={account.id} />
          <WhatNext account={account} />
        </div>
      )}
    </GrowthFrame>
  );
}

export { GrowthPage as Component };
