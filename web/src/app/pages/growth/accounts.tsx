import { useEffect, useEffectEvent, useRef } from 'react';
import { useQuery } from '@tanstack/react-query';
import { PageFrame } from '@/components/page-frame';
import { AccountCard } from '@/features/growth/account-card';
import { AccountChoice } from '@/features/growth/account-choice';
import { AccountsOutOfDate, AccountsState } from '@/features/growth/growth-frame';
import { AnotherAccount, WhatIsRead } from '@/features/growth/another-account';
import { Tabs } from '@/features/growth/tabs';
import { useView } from '@/features/growth/use-view';
import { accountsQuery } from '@/lib/growth-api';

/** All accounts stand here, so there is none to choose. */
export function AccountsPage() {
  const accounts = useQuery(accountsQuery);
  const { account: asked, choose, change } = useView();
  const items = accounts.data?.items ?? [];

  const known = useRef(items.length);
  useEffect(() => {
    // Whoever disconnects loses the button that was pressed, with its card.
    if (items.length < known.current && document.activeElement === document.body) focusHeading();
    known.current = items.length;
  }, [items.length]);

  // The address names an account for the other pages of Growth: one that is gone is none for them to show.
  const isGone = accounts.data !== undefined && asked !== null && !items.some(({ id }) => id === asked);
  const forgetAsked = useEffectEvent(() => change({ account: null }));
  useEffect(() => {
    if (isGone) forgetAsked();
  }, [isGone]);

  function endChoice() {
    change({ choose: null });
    // The button that was pressed goes away with its card.
    focusHeading();
  }

  return (
    <PageFrame title="Accounts" lede="What is connected, how its sync stands, and how to end it.">
      <Tabs />
      <AccountsOutOfDate accounts={accounts} />
      {choose !== null && <AccountChoice key={choose} id={choose} onDone={endChoice} />}
      {/* Who is asked what to connect is not told to connect something. */}
      {(choose === null || !accounts.data) && <AccountsState accounts={accounts} />}
      <div className="grid grid-cols-1 gap-5">
        {items.map((account) => (
          <AccountCard key={account.id} account={account} asked={accounts.dataUpdatedAt} />
        ))}
        {accounts.data && items.length > 0 && choose === null && (
          <AnotherAccount flavours={accounts.data.flavours} />
        )}
        {accounts.data && <WhatIsRead />}
      </div>
    </PageFrame>
  );
}

function focusHeading(): void {
  document.querySelector<HTMLElement>('h1')?.focus();
}

export { AccountsPage as Component };
