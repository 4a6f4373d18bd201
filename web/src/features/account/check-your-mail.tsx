import { Link } from 'react-router';
import { linkClass, TextButton } from '@/components/button';
import { Notice } from '@/components/notice';

/** In place of the form. Says the same whether the address is known or not: the mail says which. */
export function CheckYourMail({ email, onAgain }: { email: string; onAgain: () => void }) {
  return (
    <div role="status" className="grid gap-4">
      <Notice tone="lamp">
        <p className="font-medium">Check your mail</p>
        <p>
          A mail is on its way to <span className="break-all">{email}</span>. Open the link in it, then{' '}
          <Link to="/login" className={linkClass}>
            log in
          </Link>
          .
        </p>
      </Notice>
      <p className="text-ink-2">
        The link works once, for a day. Nothing has come? Look into the folder for unwanted mail, or{' '}
        <TextButton onClick={onAgain}>fill in the form again</TextButton>: each time a new link is sent.
      </p>
    </div>
  );
}
