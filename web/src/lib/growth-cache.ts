import type { QueryClient } from '@tanstack/react-query';
import { announce } from './announcer';
import type { Account, AccountList } from './growth-types';

/** Where the answers about growth stand in the cache, and what an account that changed does to them. */

export const growthKey = ['growth'] as const;
export const accountsKey = [...growthKey, 'accounts'] as const;
export const statsKey = [...growthKey, 'stats'] as const;
export const postsKey = [...growthKey, 'posts'] as const;
export const postKey = [...growthKey, 'post'] as const;
export const insightsKey = [...growthKey, 'insights'] as const;

/** All that is made of the posts of an account. */
const madeOfPosts = [statsKey, postsKey, postKey, insightsKey];

type News = 'first_posts' | 'done' | 'failed' | null;

/** What happened to an account between two readings. A sync may begin and end in the second between them. */
export function newsOf(was: Account, now: Account): News {
  if (now.sync.status === 'failed') return was.sync.status === 'failed' ? null : 'failed';
  if (now.sync.status === 'done') {
    return was.sync.status === 'done' && was.last_synced_at === now.last_synced_at ? null : 'done';
  }
  // The newest fifty come first, so that there is something to see before the whole history is in.
  return was.sync.posts_so_far === 0 && now.sync.posts_so_far > 0 ? 'first_posts' : null;
}

export function passOn(client: QueryClient, account: Account, news: News): void {
  if (news === null) return;
  for (const queryKey of madeOfPosts) void client.invalidateQueries({ queryKey });
  if (news === 'done') announce(`@${account.username} is synced.`);
  if (news === 'failed') announce(`@${account.username} did not sync. ${account.sync.error ?? ''}`.trim());
}

export function putAccount(client: QueryClient, account: Account): void {
  changeAccounts(client, (items) => items.map((other) => (other.id === account.id ? account : other)));
}

/** Those that were there already stay where they stand, with what is new about them; the list is by age. */
export function addAccounts(client: QueryClient, added: readonly Account[]): void {
  const fresh = new Map(added.map((account) => [account.id, account]));
  changeAccounts(client, (items) => {
    const known = items.map((account) => {
      const now = fresh.get(account.id) ?? account;
      fresh.delete(account.id);
      return now;
    });
    return [...fresh.values(), ...known];
  });
}

/**
 * An answer that is older than this change and still on its way must not undo it. It may know what else is new, so it
 * is asked for anew, as it is where the change says so. Nobody waits for it: what is told meanwhile is newer.
 */
export async function overtakeAccounts(client: QueryClient, change: () => boolean): Promise<void> {
  const wasAsking = client.isFetching({ queryKey: accountsKey }) > 0;
  await client.cancelQueries({ queryKey: accountsKey });
  if (change() || wasAsking) void client.invalidateQueries({ queryKey: accountsKey });
}

/** What is gone from the server must not come back out of the cache. */
export function forgetAccount(client: QueryClient, accountId: string): void {
  changeAccounts(client, (items) => items.filter(({ id }) => id !== accountId));
  for (const queryKey of [statsKey, postsKey, insightsKey]) {
    client.removeQueries({
      queryKey,
      predicate: (query) => JSON.stringify(query.queryKey).includes(accountId),
    });
  }
  // A single post is kept under its own id, so all of them go; one that is open is asked for again.
  void client.resetQueries({ queryKey: postKey });
}

function changeAccounts(client: QueryClient, change: (items: Account[]) => Account[]): void {
  client.setQueryData<AccountList>(accountsKey, (list) => list && { ...list, items: change(list.items) });
}
