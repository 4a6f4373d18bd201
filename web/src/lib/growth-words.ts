import type { Account, Signal, TrendBasis } from './growth-types';

const plain = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });
const whole = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });

/** "12,480", "4.5". */
export const formatNumber = (value: number) => plain.format(value);

/** "12,480", "5": what was estimated has no decimals to show. */
export const formatWhole = (value: number) => whole.format(value);

/** "1 post", "1,204 likes". */
export const countOf = (n: number, one: string) => `${whole.format(n)} ${n === 1 ? one : `${one}s`}`;

/** "+8", "−0.4", "0": with a real minus, and a decimal only where the whole number would hide the change. */
export function signed(value: number): string {
  const size = magnitude(value);
  if (size === '0') return '0';
  return `${value > 0 ? '+' : '\u2212'}${size}`;
}

/** "+8 %". The blank does not break. */
export const signedPercent = (value: number) => `${signed(value)}\u00a0%`;

/** "13", "0.4": the number of `signed` without its sign. */
export function magnitude(value: number): string {
  const size = Math.abs(value);
  return (size < 1 ? plain : whole).format(size);
}

/** What the signal shows, as one sentence. "No evidence" is the usual answer, and no failure. */
export function findingOf({ evident, change, posts_needed: needed }: Signal): string {
  if (change === null) {
    return needed
      ? 'Too few posts to compare: each of the two periods needs two that are at least 24 hours old and show their likes.'
      : 'These posts do not differ enough among themselves to compare them with the ones before.';
  }
  const { percent, low, high, posts } = change;
  if (!evident) {
    return `No evidence of a change per post: ${signedPercent(percent)} (${span(signed(low), signed(high))}), ${countOf(posts, 'post')}.`;
  }
  return `Engagement per post is ${percent < 0 ? 'down' : 'up'} ${magnitude(percent)}\u00a0% (${rangeOf(change)}), ${countOf(posts, 'post')}.`;
}

/** After "down" the bounds are sizes too, the smaller one first. One that is on the other side keeps its sign. */
export function rangeOf({ percent, low, high }: { percent: number; low: number; high: number }): string {
  if (percent > 0 && low > 0) return span(magnitude(low), magnitude(high));
  if (percent < 0 && high < 0) return span(magnitude(high), magnitude(low));
  return span(signed(low), signed(high));
}

/** Two bounds on two lines are read as two numbers. */
const span = (from: string, to: string) => `${from}\u00a0to\u00a0${to}\u00a0%`;

/** "the 30 days before": what every comparison on the page is with. */
export const daysBefore = (period: number) => `the ${period} days before`;

/** How a total stands against the window before. There is no good or bad in it. */
export function trendWords(trend: number, basis: TrendBasis, period: number): string {
  if (basis === 'no_previous') return 'no earlier period to compare';
  if (signed(trend) === '0') return `same as ${daysBefore(period)}`;
  return `${signedPercent(trend)} against ${daysBefore(period)}`;
}

/** Why an account has no figures yet. One that was never read is no account without posts. */
export function notReadWords({ state, sync, last_synced_at: last }: Account): string {
  if (last !== null) return 'The posts are in. The figures follow in a moment.';
  if (state === 'needs_permission') return 'The posts cannot be read without the permission that they need.';
  if (state !== 'active') return 'The posts cannot be read until the account is connected again.';
  switch (sync.status) {
    case 'waiting':
      return firstTime;
    case 'running':
      return sync.posts_expected === null
        ? `${firstTime} So far: ${countOf(sync.posts_so_far, 'post')}.`
        : `${firstTime} So far: ${formatNumber(sync.posts_so_far)} of ${countOf(sync.posts_expected, 'post')}.`;
    case 'failed':
      return `The first sync failed. ${sync.error ?? 'The server gave no reason.'} It is tried again by itself.`;
    case 'done':
      return 'No sync has come to its end yet.';
  }
}
const firstTime = 'The posts are being read for the first time.';
