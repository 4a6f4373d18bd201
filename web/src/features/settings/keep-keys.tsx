import type { ReactNode } from 'react';
import { Notice } from '@/components/notice';
import { useUser } from '@/lib/session';

/** Where the link was opened without a session, the server cannot tell the holder of the account from somebody who only reads the mail. */
export function KeepKeys({ sendProof }: { sendProof: ReactNode }) {
  const user = useUser();
  if (!user.email_verified || user.email_verified_by_holder) return null;
  return (
    <section aria-label="Before you forget your password">
      <Notice action={sendProof}>
        <p>
          <span className="font-medium">Confirm your address once more, in this browser.</span>{' '}
          <span className="text-ink-2">
            Until then a forgotten password costs you your passkeys and the link to GitHub: nothing shows yet
            that whoever reads the mail to <span className="break-all">{user.email}</span> is you.
          </span>
        </p>
      </Notice>
    </section>
  );
}
