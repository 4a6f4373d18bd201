import { Dialog } from '@/components/dialog';
import { useClaim } from '@/features/account/api';
import { NewAccountForm } from '@/features/account/new-account-form';
import { toast } from '@/lib/toast';

export function KeepDialog({ onClose }: { onClose: () => void }) {
  const claim = useClaim();
  return (
    <Dialog
      open
      onClose={onClose}
      title="Keep this report"
      description="An address and a password make your guest account a permanent one. Everything in it stays."
    >
      <NewAccountForm
        account={claim}
        submitLabel="Keep everything"
        onDone={() => {
          onClose();
          toast('Kept. This account is yours now.');
        }}
      />
    </Dialog>
  );
}
