import { Button, type ButtonVariant } from '@/components/button';
import { useGuest } from './api';
import { FormError } from '@/components/form-error';

/** One click, no e-mail: a real account that lives seven days and can be kept. */
export function GuestButton({
  onDone,
  variant = 'secondary',
}: {
  onDone: () => void;
  variant?: ButtonVariant;
}) {
  const guest = useGuest(onDone);
  return (
    <div className="grid">
      <FormError error={guest.error} />
      <Button variant={variant} busy={guest.isPending} busyLabel="Opening" onClick={() => guest.mutate()}>
        Try it as a guest
      </Button>
    </div>
  );
}
