import { useMutation } from '@tanstack/react-query';
import { AddressForm } from '@/components/address-form';
import { EmptyState } from '@/components/empty-state';
import { announce } from '@/lib/announcer';
import { api, unwrap } from '@/lib/api';
import { focusHeading } from '@/lib/focus-heading';

const useJoin = () =>
  useMutation({
    mutationFn: (email: string) => unwrap(api.POST('/api/waitlist/signup', { body: { email } })),
  });

/** Who is on the list already reads the same as who was not. */
export function WaitlistForm() {
  const join = useJoin();
  if (join.isSuccess) {
    return (
      <EmptyState title="You are on the waitlist">
        <p>
          Whoever runs this Greenroom can write to <span className="break-all">{join.variables}</span> when
          there is room.
        </p>
      </EmptyState>
    );
  }
  return (
    <AddressForm
      mutation={join}
      submitLabel="Join the waitlist"
      onDone={() => {
        announce('The address is on the list.');
        focusHeading();
      }}
    />
  );
}
