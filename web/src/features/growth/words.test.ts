import { expect, test } from 'vitest';
import { accountOf, statsOf } from '@/test/growth-fixtures';
import { connectedWords, failureWords } from './came-back';
import { dayWords } from './day-chart';
import { hiddenWords, tilesOf } from './definitions';
import { syncWords } from './sync-words';

const now = Date.parse('2026-11-22T09:03:00Z');
const sync = accountOf().sync;

test('the sync is told in every state', () => {
  const at = '2026-11-22T09:00:00Z';
  const words = (part: Partial<typeof sync>, last: string | null = at) =>
    syncWords(accountOf({ sync: { ...sync, ...part }, last_synced_at: last }), now);

  expect(words({})).toBe('Synced 3 minutes ago');
  expect(words({ skipped_posts: 1 })).toBe('Synced 3 minutes ago, 1 post could not be read');
  expect(words({ status: 'waiting' })).toBe('Waiting to sync');
  expect(words({ status: 'running', posts_so_far: 120 })).toBe('Syncing: 120 of 182 posts');
  expect(words({ status: 'running', posts_so_far: 1, posts_expected: null })).toBe('Syncing: 1 post so far');
  expect(words({ status: 'failed', error: 'Instagram is busy.' })).toBe('Failed: Instagram is busy.');
  expect(words({ status: 'failed' })).toBe('Failed: the server gave no reason.');
});

test('every code of the consent page has its sentence, and one that nobody knows has one too', () => {
  const codes = [
    'access_denied',
    'state_invalid',
    'no_professional_account',
    'account_taken',
    'exchange_failed',
    'what_is_this',
  ];
  const sentences = codes.map((code) => failureWords(code));

  expect(new Set(sentences).size).toBe(codes.length);
  expect(sentences.every((words) => words?.endsWith('.'))).toBe(true);
});

test('a connection that was made claims nothing that the state of its account denies', () => {
  const words = (part: Parameters<typeof accountOf>[0]) => connectedWords(accountOf(part));

  expect(words({ sync: { ...sync, status: 'waiting' } })).toBe(
    '@ada.makes is connected. The posts are read now, the newest first.',
  );
  expect(words({})).toBe('@ada.makes is connected. The posts are in.');
  expect(words({ sync: { ...sync, status: 'failed' } })).toBe(
    '@ada.makes is connected. The posts could not be read yet.',
  );
  expect(words({ state: 'needs_permission' })).toMatch(
    /^A connection was made, but @ada\.makes still cannot/,
  );
});

test('what is not known is no 0', () => {
  const tiles = tilesOf(
    statsOf({ engagement_rate: null, avg_engagement_per_post: null, avg_likes: null, avg_comments: null }),
  );

  expect(tiles.map(({ label, value }) => `${label}: ${value}`)).toEqual([
    'Posts: 18',
    'Likes: 5,724',
    'Comments: 378',
    'Engagement rate: Not known',
    'Average per post: Not known',
  ]);
  expect([0, 1, 3].map(hiddenWords)).toEqual([
    'no post hides them',
    '1 post hides them',
    '3 posts hide them',
  ]);
});

test('a day without a post has no 0 likes', () => {
  expect(dayWords({ date: '2026-11-21', posts: 0, likes: 0, comments: 0 })).toBe('21 Nov: no post');
  expect(dayWords({ date: '2026-11-22', posts: 2, likes: 1410, comments: 1 })).toBe(
    '22 Nov: 1,410 likes, 1 comment, 2 posts',
  );
});
