import { WaitlistForm } from '@/features/waitlist/waitlist-form';
import { EntryFrame } from '@/app/entry-frame';

export function WaitlistPage() {
  return (
    <EntryFrame
      title="Join the waitlist"
      lede="Leave your address, and you get one mail when there is room for you here."
    >
      <WaitlistForm />
    </EntryFrame>
  );
}
