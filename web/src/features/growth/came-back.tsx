import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import { TextButton } from '@/components/button';
import { Notice } from '@/components/notice';
import { announce } from '@/lib/announcer';

/** What the consent page sends back when nothing was connected. */
const failures: Record<string, string> = {
  access_denied: 'You did not give access, so nothing was connected.',
  state_invalid: 'That request was too old or already used, so nothing was connected. Connect again.',
  account_taken:
    'That account is connected to another Greenroom login. Disconnect it there, then connect it here.',
  no_professional_account:
    'That login opens no business or creator account of a Facebook page, so nothing was connected. Link the account to a page, allow that page when you are asked, and connect again.',
  exchange_failed: 'Instagram did not finish the connection. Nothing was connected; try again in a moment.',
};

const connected = 'Connected. The posts are read now, the newest first.';

export function returnWords(search: URLSearchParams): string | null {
  const error = search.get('error');
  if (error !== null) return failures[error] ?? 'The account was not connected. Try again.';
  return search.get('connected') === 'true' ? connected : null;
}

/** Says how a connection went, once: the address forgets it at once, so that a reload does not say it again. */
export function CameBack() {
  const [search, setSearch] = useSearchParams();
  const [words, setWords] = useState(() => returnWords(search));
  const isTold = !search.has('error') && !search.has('connected');

  useEffect(() => {
    if (isTold) return;
    if (words !== null) announce(words);
    setSearch(
      (now) => {
        now.delete('error');
        now.delete('connected');
        return now;
      },
      { replace: true, preventScrollReset: true },
    );
  }, [isTold, words, setSearch]);

  if (words === null) return null;
  return (
    <div className="mb-5">
      <Notice
        tone={words === connected ? 'plain' : 'bad'}
        action={
          <TextButton className="min-h-11 sm:min-h-8" onClick={() => setWords(null)}>
            Dismiss
          </TextButton>
        }
      >
        {words}
      </Notice>
    </div>
  );
}
