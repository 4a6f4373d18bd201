import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { TextButton } from '@/components/button';
import { Notice } from '@/components/notice';
import { announce } from '@/lib/announcer';
import { accountsQuery } from '@/lib/growth-api';
import type { Account } from '@/lib/growth-types';
import { readTab, writeTab } from '@/lib/storage';
import { connectedAt, newestKnown, readNow, reconnecting } from './api';

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

export const failureWords = (code: string) => failures[code] ?? 'The account was not connected. Try again.';

/** That a connection was made does not mean that the account on the page can be read with it. */
export function connectedWords({ state, sync, username }: Account): string {
  const name = `@${username}`;
  if (state !== 'active')
    return `A connection was made, but ${name} still cannot be read. If the login was that of another account, that one is connected now.`;
  switch (sync.status) {
    case 'waiting':
    case 'running':
      return `${name} is connected. ${readNow}`;
    case 'done':
      return `${name} is connected. The posts are in.`;
    case 'failed':
      return `${name} is connected. The posts could not be read yet.`;
  }
}

/** Says how a connection went, once: the address forgets it at once, so that a reload does not say it again. */
export function CameBack() {
  const [search, setSearch] = useSearchParams();
  const { data: list } = useQuery(accountsQuery);
  const [error] = useState(() => search.get('error'));
  const [isConnected] = useState(() => error === null && search.get('connected') === 'true');
  const [again] = useState(() => readTab(reconnecting));
  // Where nothing could be remembered, no account is newer than what was known.
  const [known] = useState(() => Number(readTab(newestKnown) ?? Infinity));
  const [isDismissed, setDismissed] = useState(false);
  const isSaid = useRef(false);
  const isTold = !search.has('error') && !search.has('connected');
  // How it stands with a connection is known with its account.
  const isKnown = !isConnected || list !== undefined;
  // The way back names no account. One that is old may have been connected again unasked, and it is not known which.
  const account =
    list?.items.find(({ id }) => id === again) ?? list?.items.find((item) => connectedAt(item) > known);
  const connected = isConnected && isKnown ? (account ? connectedWords(account) : 'Connected.') : null;
  const words = error === null ? connected : failureWords(error);

  useEffect(() => {
    if (isTold || !isKnown) return;
    writeTab(reconnecting, null);
    writeTab(newestKnown, null);
    setSearch(
      (now) => {
        now.delete('error');
        now.delete('connected');
        if (isConnected && account && account.id === again) now.set('account', again);
        return now;
      },
      { replace: true, preventScrollReset: true },
    );
  }, [isTold, isKnown, isConnected, again, account, setSearch]);

  useEffect(() => {
    if (words === null || isSaid.current) return;
    isSaid.current = true;
    announce(words);
  }, [words]);

  if (words === null || isDismissed) return null;
  return (
    <div className="mb-5">
      <Notice
        tone={isConnected && (account?.state ?? 'active') === 'active' ? 'plain' : 'bad'}
        action={
          <TextButton className="min-h-11 sm:min-h-8" onClick={() => setDismissed(true)}>
            Dismiss
          </TextButton>
        }
      >
        {words}
      </Notice>
    </div>
  );
}
