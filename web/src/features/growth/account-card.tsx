import { useState } from 'react';
import { AccountName } from '@/components/account-name';
import { Badge, type BadgeTone } from '@/components/badge';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { formatAgo, formatDay } from '@/lib/format';
import type { Account } from '@/lib/growth-types';
import { countOf } from '@/lib/growth-words';
import { DisconnectDialog } from './disconnect-dialog';
import { ReconnectNotice } from './reconnect-notice';
import { SyncState } from './sync-state';

type AccountCardProps = {
  account: Account;
  /** When the accounts were asked for. */
  asked: number;
};

const states: Record<Account['state'], { word: string; tone: BadgeTone }> = {
  active: { word: 'Connected', tone: 'brand' },
  needs_reconnect: { word: 'Needs to be connected again', tone: 'bad' },
  needs_permission: { word: 'Needs a permission', tone: 'bad' },
};

const ways: Record<Account['flavour'], string> = {
  sandbox: 'made up on this server',
  instagram: 'Instagram',
  facebook: 'Instagram through Facebook',
};

export function AccountCard({ account, asked }: AccountCardProps) {
  const [asks, setAsks] = useState(false);
  const { word, tone } = states[account.state];
  const name = `@${account.username}`;
  return (
    <section aria-label={name}>
      <Card>
        <div className="mb-4 flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
          <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
            <h2 className="text-h2">
              <AccountName account={account} />
            </h2>
            <Badge tone={tone}>{word}</Badge>
          </div>
          <SyncState account={account} asked={asked} />
        </div>
        <ReconnectNotice account={account} />
        <dl className="nums grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-1.5 sm:grid-cols-[10rem_minmax(0,1fr)]">
          {factsOf(account, asked).map(([term, fact]) => (
            <div key={term} className="contents">
              <dt className="text-ink-2">{term}</dt>
              <dd>{fact}</dd>
            </div>
          ))}
        </dl>
        <Button
          variant="danger"
          className="mt-5"
          aria-label={`Disconnect ${name}`}
          onClick={() => setAsks(true)}
        >
          Disconnect
        </Button>
        {asks && <DisconnectDialog account={account} onClose={() => setAsks(false)} />}
      </Card>
    </section>
  );
}

function factsOf(account: Account, now: number): readonly (readonly [string, string])[] {
  const { followers, last_synced_at: last, next_sync_at: next, token_expires_at: ends } = account;
  return [
    ['Where', ways[account.flavour] ?? account.flavour],
    ['Followers', followers === null ? 'not known' : countOf(followers, 'follower')],
    ['Last sync', last === null ? 'none yet' : formatAgo(last, now)],
    ['Next sync', next === null ? 'none planned' : nextWord(next, now)],
    ['Access', ends === null ? 'has no end' : endWord(ends, account.state, now)],
    ['Time zone', `${account.time_zone}; days, weekdays and parts of the day are those of this zone`],
    ['Connected', formatDay(account.created_at)],
  ];
}

/** Only a connection that works is renewed by itself. */
function endWord(ends: string, state: Account['state'], now: number): string {
  if (Date.parse(ends) <= now) return `ended ${formatDay(ends)}`;
  return `ends ${formatDay(ends)}${state === 'active' ? ', and is renewed before' : ''}`;
}

/** One that is due already has not begun yet. */
const nextWord = (next: string, now: number) => (Date.parse(next) <= now ? 'due now' : formatAgo(next, now));
