import { WaitlistForm } from '@/features/waitlist/waitlist-form';
import { EntryFrame } from '@/app/entry-frame';

export function WaitlistPage() {
  return (
    <EntryFrame
      title="Join the waitlist"
      lede="Leave your address, and whoever runs this Greenroom can write to you when there is room."
    >
      <WaitlistForm />
    </EntryFrame>
  );
}

export { WaitlistPage as Component };
