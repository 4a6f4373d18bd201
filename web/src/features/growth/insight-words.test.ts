import { expect, test } from 'vitest';
import { claimOf, ledger, refusalOf, sameAgeOf, slotOf } from '@/test/insight-fixtures';
import { cellWord, claimWords, heldWord, pWords, refusalWords, subjectWords } from './insight-words';
import { ageWords, sameAgeWords, standingWords } from './same-age-words';
import { ageShares, ageTicks, dateShares, endsOf } from './time-axis';
import { slotWords, standingOf } from './why-words';

// The blank before % does not break; here it reads like any other.
const claim = (part: Parameters<typeof claimOf>[0]) => claimWords(claimOf(part)).replaceAll('\u00a0', ' ');

test('a claim that points down says less, with the smaller bound first', () => {
  expect(claim({ subject: 'tag:ad', percent: -18, low: -30, high: -4, posts: 17 })).toBe(
    'Posts with #ad have about 18 % less engagement than posts without it (4 to 30 %), from 17 posts. It is an association, not a cause.',
  );
  expect(claim({ subject: 'anomaly:low', percent: -81, low: -62, high: 150 })).toBe(
    'It has about 81 % less engagement than the usual post. The usual scatter ends at \u221262 %.',
  );
});

test('each family has a sentence of its own, and what a newer server says is not lost', () => {
  expect(claim({ subject: 'type:reel' })).toMatch(
    /^Reels have about 25 % more engagement than the average kind/,
  );
  expect(claim({ subject: 'weekday:monday' })).toMatch(/^Posts on Mondays have/);
  expect(claim({ subject: 'caption:none' })).toMatch(/^Posts without a caption have/);
  expect(claim({ subject: 'season:spring' })).toBe('season:spring: +25 % (+12 to +38 %), from 42 posts.');
  expect(cellWord('daypart', 'dawn')).toBe('dawn');
});

test('a refusal says how much more it takes, in the unit that is missing', () => {
  expect(refusalWords(refusalOf({ more_posts: 1 }))).toBe('Not enough evidence yet: about 1 more post.');
  expect(refusalWords(refusalOf({ more_posts: 3, more_days: 21 }))).toBe(
    'Not enough evidence yet: about 21 more days.',
  );
  expect(refusalWords(refusalOf({ reason: 'too_few_posts', more_posts: 12 }))).toBe('Needs 12 more posts.');
  expect(refusalWords(refusalOf({ reason: 'no_difference', more_posts: 0 }))).toBe(
    'No difference worth acting on.',
  );
});

test('an experiment is one even where a claim would support it', () => {
  expect(slotWords(slotOf())).toBe('Reel, evening (18\u201322)');
  expect(standingOf(slotOf())).toBe('Supported');
  expect(standingOf(slotOf({ support: [] }))).toBe('Best guess, not proven');
  expect(standingOf(slotOf({ experiment: true }))).toBe('Experiment');
});

test('the ledger names its subjects, and tells not known from not held', () => {
  expect(['followers:1w', 'followers:4w', 'trend:up', 'tag:ad', 'x'].map(subjectWords)).toEqual([
    'Followers in 1 week',
    'Followers in 4 weeks',
    'Long trend: up',
    '#ad',
    'x',
  ]);
  const entry = ledger.entries[0];
  if (!entry) throw new Error('The record has entries.');
  expect(heldWord({ ...entry, held: false })).toBe('Did not hold');
  expect(heldWord({ ...entry, held: null })).toBe('Too few posts to tell');
  expect(heldWord({ ...entry, held: null, outcome: null })).toBe('Not known yet');
  expect([0.0004, 0.0123, 1].map(pWords)).toEqual(['less than 0.001', '0.012', '1.000']);
});

test('a post is compared in words, at an age that is said in words', () => {
  expect([0.4, 1, 47.9, 48, 200].map(ageWords)).toEqual([
    'less than an hour',
    '1 hour',
    '47 hours',
    '2 days',
    '8 days',
  ]);
  const high = sameAgeOf({ age_hours: 80, standing: 'above', engagement: 1250, still_counting: false });
  expect(sameAgeWords(high)).toBe(
    'After 3 days: 1,250; the usual post has 120 to 190 at this age. That is above the usual.',
  );
  expect(standingWords(high)).toBe('Above usual');
  expect(standingWords(sameAgeOf({ standing: 'below' }))).toBe('Below usual so far');
  expect(standingWords(null)).toBe('Nothing to compare');
});

test('an axis of ages begins at an hour and ends at 30 days or with the oldest count', () => {
  const x = ageShares([1, 720]);
  expect([x(1), x(720), x(0.1), x(9999)]).toEqual([0, 1, 0, 1]);
  expect(x(24)).toBeCloseTo(0.483, 3);
  expect(ageTicks([1, 720]).map(({ word }) => word)).toEqual(['1 h', '6 h', '1 d', '7 d', '30 d']);
  expect(ageTicks([1, 9000]).at(-1)?.word).toBe('1 y');
});

test('an axis of days has its ends and its middle; one day stands in the middle', () => {
  const days = ['2026-11-02', '2026-11-09', '2026-11-16'];
  expect(days.map(dateShares(days))).toEqual([0, 0.5, 1]);
  expect(endsOf(days).map(({ word }) => word)).toEqual(['2 Nov', '9 Nov', '16 Nov']);
  expect(endsOf(['2026-11-02'])).toEqual([{ x: 0.5, word: '2 Nov' }]);
  expect(endsOf([])).toEqual([]);
});
