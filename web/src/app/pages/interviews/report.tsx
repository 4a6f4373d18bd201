import { useState } from 'react';
import { useParams } from 'react-router';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Dialog } from '@/components/dialog';
import { useClaim } from '@/features/account/api';
import { NewAccountForm } from '@/features/account/new-account-form';
import { ReportView } from '@/features/interviews/report-view';
import { useUser } from '@/lib/session';
import { toast } from '@/lib/toast';

export function ReportPage() {
  const { id = '' } = useParams();
  return <ReportView key={id} id={id} keep={<KeepReport />} />;
}

/** A guest turns into an account with everything kept. */
function KeepReport() {
  const user = useUser();
  const claim = useClaim();
  const [isAsking, setAsking] = useState(false);
  if (!user.is_guest) return null;
  return (
    <Card tone="lamp" className="no-print">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <p className="measure">
          <span className="font-medium">You are here as a guest.</span> Your account and this report are
          deleted after seven days.
        </p>
        <Button onClick={() => setAsking(true)}>Keep this report</Button>
      </div>
      <Dialog
        open={isAsking}
        onClose={() => setAsking(false)}
        title="Keep this report"
        description="An address and a password make your guest account a permanent one. Everything in it stays."
      >
        <NewAccountForm
          account={claim}
          submitLabel="Keep everything"
          onDone={() => {
            setAsking(false);
            toast('Kept. This account is yours now.');
          }}
        />
      </Dialog>
    </Card>
  );
}
