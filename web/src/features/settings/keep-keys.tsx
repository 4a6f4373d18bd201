import type { ReactNode } from 'react';
import { Notice } from '@/components/notice';
import { useUser } from '@/lib/session';

/** Where no link was opened in a session, the server cannot tell the holder of the account from somebody who only reads the mail. */
export function KeepKeys({ sendProof }: { sendProof: ReactNode }) {
  const { email, email_verified, email_verified_by_holder } = useUser();
  if (email_verified_by_holder) return null;
  const lost = email_verified
    ? 'your passkeys and the link to GitHub'
    : 'your passkeys, the link to GitHub and the second factor';
  return (
    <section aria-label="Before you forget your password">
      <Notice action={sendProof}>
        <p>
          <span className="font-medium">
            Confirm your address {email_verified && 'once more, '}in this browser.
          </span>{' '}
          <span className="text-ink-2">
            Until then a forgotten password costs you {lost}: nothing shows yet that whoever reads the mail to{' '}
            <span className="break-all">{email}</span> is you.
          </span>
        </p>
      </Notice>
    </section>
  );
}
