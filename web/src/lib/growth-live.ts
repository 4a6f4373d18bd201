import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { accountsQuery } from './growth-api';
import { accountsKey, forgetAccount, newsOf, overtakeAccounts, passOn, putAccount } from './growth-cache';
import { isLive, setLive } from './growth-live-state';
import type { Account, AccountEvent } from './growth-types';
import { followStream, type ServerEvent } from './stream';

/** Null for an event that a newer server may send and this page does not know. */
export function readGrowthEvent({ event, data }: ServerEvent): AccountEvent | null {
  if (event === 'account' && isAccount(data)) return { event, data };
  if (event === 'removed' && hasId(data)) return { event, data };
  return null;
}

/**
 * Puts what the server tells about accounts into the cache, until it is stopped. The server ends the line every two
 * minutes and it is opened anew; while it cannot be opened, accounts are asked for every second as without it.
 */
export async function followGrowth(client: QueryClient, signal: AbortSignal): Promise<void> {
  // At once, and not when the last read gives up: by then another line may stand.
  signal.addEventListener('abort', () => setLive(false), { once: true });
  const onLine = (connected: boolean) => {
    if (!signal.aborted) changeLive(client, connected);
  };
  try {
    for await (const raw of followStream('/api/growth/events', { signal, onLine })) {
      if (signal.aborted) return;
      const event = readGrowthEvent(raw);
      if (event) await apply(client, event);
    }
  } catch {
    // The server refuses, or is older than this page: asking goes on.
  } finally {
    onLine(false);
  }
}

async function apply(client: QueryClient, { event, data }: AccountEvent): Promise<void> {
  // The first events may be faster than the list that they belong to. If it fails, its page says so.
  const list = await client.ensureQueryData(accountsQuery).catch(() => null);
  if (!list) return;
  await overtakeAccounts(client, () => {
    const now = client.getQueryData(accountsQuery.queryKey) ?? list;
    const was = now.items.find(({ id }) => id === data.id);
    if (event === 'removed') {
      forgetAccount(client, data.id);
    } else if (was) {
      putAccount(client, data);
      passOn(client, data, newsOf(was, data));
    }
    // Connected in another tab: the list knows where it belongs.
    return event === 'account' && !was;
  });
}

function changeLive(client: QueryClient, next: boolean): void {
  if (isLive() === next) return;
  setLive(next);
  // Asking begins again with what was missed.
  if (!next) void client.invalidateQueries({ queryKey: accountsKey });
}

/** Follows while the tab can be seen: a hidden one holds no line. */
export function watchGrowth(client: QueryClient): () => void {
  let stop: AbortController | null = null;
  function onVisibility() {
    if (document.visibilityState === 'hidden') {
      stop?.abort();
      stop = null;
    } else if (!stop) {
      stop = new AbortController();
      void followGrowth(client, stop.signal);
    }
  }
  onVisibility();
  document.addEventListener('visibilitychange', onVisibility);
  return () => {
    document.removeEventListener('visibilitychange', onVisibility);
    stop?.abort();
  };
}

export function useGrowthLive(): void {
  const client = useQueryClient();
  useEffect(() => watchGrowth(client), [client]);
}

function hasId(data: unknown): data is { id: string } {
  return typeof data === 'object' && data !== null && 'id' in data && typeof data.id === 'string';
}

/** The server's own view of it; the parts without which a page would break are looked for. */
function isAccount(data: unknown): data is Account {
  return hasId(data) && 'sync' in data && typeof data.sync === 'object' && data.sync !== null;
}
