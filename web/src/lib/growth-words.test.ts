import { expect, test } from 'vitest';
import { accountOf, changeOf } from '@/test/growth-fixtures';
import { newsOf } from './growth-cache';
import type { Change, Signal, Sync } from './growth-types';
import { findingOf, rangeOf, signed, signedPercent, trendWords } from './growth-words';

const split = { more_posts: 0, better_posts: 0, younger_posts: 0, total: 0 };

function finding(part: Partial<Omit<Signal, 'change'>>, change: Partial<Change> | null = null): string {
  const whole = change && changeOf({ percent: 8, low: -12, high: 33, ...change });
  // The blank before % does not break; here it reads like any other.
  return findingOf({ evident: false, posts_needed: null, split, ...part, change: whole }).replaceAll(
    '\u00a0',
    ' ',
  );
}

test('no evidence is said with the change, its interval and how many posts it is from', () => {
  expect(finding({}, {})).toBe('No evidence of a change per post: +8 % (\u221212 to +33 %), 21 posts.');
  expect(finding({}, { percent: -0.03, low: -5, high: 5, posts: 1 })).toBe(
    'No evidence of a change per post: 0 % (\u22125 to +5 %), 1 post.',
  );
});

test('a change that shows has a direction, and the bounds of its size the smaller one first', () => {
  expect(finding({ evident: true }, { percent: 25, low: 6, high: 47 })).toBe(
    'Engagement per post is up 25 % (6 to 47 %), 21 posts.',
  );
  expect(finding({ evident: true }, { percent: -25.4, low: -40, high: -6 })).toBe(
    'Engagement per post is down 25 % (6 to 40 %), 21 posts.',
  );
  expect(finding({ evident: true }, { percent: -25, low: -40, high: 1 })).toBe(
    'Engagement per post is down 25 % (\u221240 to +1 %), 21 posts.',
  );
});

test('the bounds of an interval stay on one line', () => {
  expect(rangeOf({ percent: 16, low: -17, high: 61 })).toBe('\u221217\u00a0to\u00a0+61\u00a0%');
  expect(rangeOf({ percent: -25, low: -40, high: -6 })).toBe('6\u00a0to\u00a040\u00a0%');
});

test('too few posts say what each period takes, for either may be the thin one; posts that are all alike say something else', () => {
  expect(finding({ posts_needed: 2 })).toBe(
    'Too few posts to compare: each of the two periods needs two that are at least 24 hours old and show their likes.',
  );
  expect(finding({ posts_needed: null })).toMatch(/do not differ enough/);
  expect(finding({ posts_needed: 0 })).toMatch(/do not differ enough/);
});

test('numbers have a sign and a real minus, and a decimal only where it matters', () => {
  expect([12.6, -12.6, 0.44, -0.44, 0, -0.01, 1234].map(signed)).toEqual([
    '+13',
    '\u221213',
    '+0.4',
    '\u22120.4',
    '0',
    '0',
    '+1,234',
  ]);
  expect(signedPercent(8)).toBe('+8\u00a0%');
});

test('a trend names what it is compared with, and nothing is compared with nothing', () => {
  expect(trendWords(14.2, 'previous_period', 30)).toBe('+14\u00a0% against the 30 days before');
  expect(trendWords(-3, 'previous_period', 7)).toBe('\u22123\u00a0% against the 7 days before');
  expect(trendWords(0, 'previous_period', 90)).toBe('same as the 90 days before');
  expect(trendWords(0, 'no_previous', 30)).toBe('no earlier period to compare');
});

test('what two readings of an account tell about its sync', () => {
  const at = (status: Sync['status'], posts: number, last = 'before') =>
    accountOf({
      sync: { status, posts_so_far: posts, posts_expected: 182, skipped_posts: 0, error: null },
      last_synced_at: last,
    });

  expect(newsOf(at('waiting', 0), at('running', 0))).toBeNull();
  expect(newsOf(at('waiting', 0), at('running', 50))).toBe('first_posts');
  expect(newsOf(at('running', 50), at('running', 100))).toBeNull();
  expect(newsOf(at('running', 100), at('done', 182, 'now'))).toBe('done');
  expect(newsOf(at('running', 100), at('failed', 100))).toBe('failed');
  expect(newsOf(at('failed', 100), at('failed', 100))).toBeNull();
  expect(newsOf(at('done', 182), at('done', 182))).toBeNull();
  expect(newsOf(at('done', 182), at('done', 183, 'now'))).toBe('done');
});
