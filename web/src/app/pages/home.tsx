import { Alone } from '@/components/alone';
import { PageFrame } from '@/components/page-frame';
import { UnprovenNotice } from '@/features/account/unproven-notice';
import { Growth } from '@/features/home/growth';
import { Interviewer } from '@/features/home/interviewer';
import { LastReport } from '@/features/home/last-report';
import { NextStep } from '@/features/home/next-step';
import { Recent } from '@/features/home/recent';

export function HomePage() {
  return (
    <PageFrame title="Home" heading="Your next step">
      <UnprovenNotice />
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1.4fr)_minmax(0,1fr)]">
        <div className="grid grid-cols-1 gap-5">
          <Alone failed="Your interviews did not load." label="Loading your interviews" lines={4}>
            <NextStep />
          </Alone>
          <Recent />
        </div>
        <div className="grid grid-cols-1 gap-5">
          <LastReport />
          <Alone failed="Your growth did not load." label="Loading your growth">
            <Growth />
          </Alone>
          <Interviewer />
        </div>
      </div>
    </PageFrame>
  );
}

export { HomePage as Component };
