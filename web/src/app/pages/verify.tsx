import { useParams } from 'react-router';
import { Verify } from '@/features/account/verify';
import { EntryFrame } from '@/app/entry-frame';

export function VerifyPage() {
  const { token = '' } = useParams();
  return (
    <EntryFrame title="Confirm your e-mail address" lede="You were sent here by a link in a mail of ours.">
      <Verify key={token} token={token} />
    </EntryFrame>
  );
}

export { VerifyPage as Component };
