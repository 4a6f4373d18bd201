import { lazy, Suspense, useState } from 'react';
import { useParams } from 'react-router';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { ReportView } from '@/features/interviews/report-view';
import { useUser } from '@/lib/session';

// The form and its rules are for guests only.
const KeepDialog = lazy(async () => ({ default: (await import('./keep-dialog')).KeepDialog }));

export function ReportPage() {
  const { id = '' } = useParams();
  return <ReportView key={id} id={id} keep={<KeepReport />} />;
}

/** A guest turns into an account with everything kept. */
function KeepReport() {
  const user = useUser();
  const [isAsking, setAsking] = useState(false);
  // The dialog says how it went, so it outlives the guest.
  if (!user.is_guest && !isAsking) return null;
  return (
    <Card tone="lamp" className="no-print">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <p className="measure">
          <span className="font-medium">You are here as a guest.</span> Your account and this report are
          deleted after seven days.
        </p>
        <Button onClick={() => setAsking(true)}>Keep this report</Button>
      </div>
      <Suspense>{isAsking && <KeepDialog onClose={() => setAsking(false)} />}</Suspense>
    </Card>
  );
}

export { ReportPage as Component };
