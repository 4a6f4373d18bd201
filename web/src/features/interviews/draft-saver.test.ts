import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ApiProblem } from '@/lib/problem';
import { writeLocal } from '@/lib/storage';
import { createDraftSaver, type DraftStatus } from './draft-saver';
import { draftKey, readDraft, type Draft, type Kept } from './drafts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function setUp(options: { saved?: Draft; put?: (draft: Draft) => Promise<unknown> } = {}) {
  const sent: (Draft & { keepalive: boolean })[] = [];
  const statuses: DraftStatus[] = [];
  const saver = createDraftSaver({
    questionId: 'q-1',
    saved: options.saved ?? null,
    put: (draft, { keepalive }) => {
      sent.push({ ...draft, keepalive });
      return options.put?.(draft) ?? Promise.resolve();
    },
    onStatus: (status) => statuses.push(status),
  });
  saver.start();
  return { saver, sent, statuses };
}

const keep = (draft: Kept) => writeLocal(draftKey('q-1'), JSON.stringify(draft));
const stale = new ApiProblem({ code: 'draft.stale', status: 409 });

/** A request that ends when the test says so. */
function slowPut() {
  const ends: { good: () => void; bad: (problem: ApiProblem) => void }[] = [];
  const put = () =>
    new Promise<void>((good, bad: (problem: ApiProblem) => void) => {
      ends.push({ good, bad });
    });
  return { put, ends };
}

test('typing is on this device within a second and on the server within five', async () => {
  const { saver, sent } = setUp();

  saver.change('All requests');
  await vi.advanceTimersByTimeAsync(1000);
  expect(readDraft('q-1')?.content).toBe('All requests');

  await vi.advanceTimersByTimeAsync(4000);
  expect(sent).toEqual([{ content: 'All requests', revision: 1, keepalive: false }]);
});

test('somebody who never stops typing is saved all the same', async () => {
  const { saver, sent } = setUp();

  for (let second = 1; second <= 10; second++) {
    saver.change('x'.repeat(second));
    await vi.advanceTimersByTimeAsync(1000);
  }

  expect(sent.length).toBeGreaterThanOrEqual(2);
  expect(sent.map((draft) => draft.revision)).toEqual(sent.map((_, index) => index + 1));
});

test('what this device has not sent is gone on with; what it has sent gives way to a newer draft', () => {
  keep({ content: 'here', revision: 4, sent: 'here' });

  expect(setUp({ saved: { content: 'server', revision: 3 } }).saver.initial).toBe('here');
  expect(setUp({ saved: { content: 'server', revision: 5 } }).saver.initial).toBe('server');
});

test.each([
  ['the server has gone on', { content: 'typed offline', revision: 4, sent: 'typed', isLost: false }, 5],
  ['the last save was lost', { content: 'typed', revision: 4, sent: 'typed', isLost: true }, 5],
  ['the number is the same', { content: 'typed on', revision: 4, sent: 'typed', isLost: false }, 4],
])('words that only this device has are not dropped when %s: somebody chooses', async (_, kept, revision) => {
  keep(kept);

  const { saver, sent, statuses } = setUp({ saved: { content: 'from elsewhere', revision } });
  await vi.advanceTimersByTimeAsync(20_000);

  expect(saver.initial).toBe(kept.content);
  expect(statuses).toEqual(['stale']);
  expect(sent).toEqual([]);
});

test('the last words before a crash are sent after the reload', async () => {
  writeLocal(draftKey('q-1'), JSON.stringify({ content: 'last words', revision: 4 }));

  const { sent } = setUp({ saved: { content: 'last', revision: 4 } });
  await vi.advanceTimersByTimeAsync(5000);

  expect(sent).toEqual([{ content: 'last words', revision: 5, keepalive: false }]);
});

test('leaving the page sends what is there at once, in a request that outlives it', () => {
  const { saver, sent } = setUp();

  saver.change('half a sent');
  void saver.flush(true);

  expect(sent).toEqual([{ content: 'half a sent', revision: 1, keepalive: true }]);
});

test('an answer on its way is kept here but no longer saved as a draft; when it has arrived it is forgotten', async () => {
  const { saver, sent } = setUp();
  saver.change('my answer');

  saver.hold();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(sent).toEqual([]);
  expect(readDraft('q-1')?.content).toBe('my answer');

  saver.forget();
  expect(readDraft('q-1')).toBeNull();
});

test('an answer that was refused is a draft again', async () => {
  const { saver, sent } = setUp();
  saver.change('my answer');
  saver.hold();

  saver.release();
  await vi.advanceTimersByTimeAsync(5000);

  expect(sent.map((draft) => draft.content)).toEqual(['my answer']);
});

test('without a line the text stays on this device and is tried again', async () => {
  let isDown = true;
  const offline = new ApiProblem({ code: 'network.unreachable', status: 0 });
  const { saver, sent, statuses } = setUp({
    put: () => (isDown ? Promise.reject(offline) : Promise.resolve()),
  });
  saver.change('words');
  await vi.advanceTimersByTimeAsync(3000);
  expect(statuses.at(-1)).toBe('local');

  isDown = false;
  await vi.advanceTimersByTimeAsync(6000);

  expect(statuses.at(-1)).toBe('saved');
  expect(sent.map((draft) => draft.revision)).toEqual([1, 2]);
});

test('a newer draft elsewhere waits for a choice, and can be overruled', async () => {
  const { saver, sent, statuses } = setUp({
    put: ({ revision }) => (revision < 8 ? Promise.reject(stale) : Promise.resolve()),
  });
  saver.change('mine');
  await vi.advanceTimersByTimeAsync(20_000);
  expect(statuses.at(-1)).toBe('stale');
  expect(sent).toHaveLength(1);

  await saver.overrule(7);

  expect(sent.at(-1)).toMatchObject({ content: 'mine', revision: 8 });
  expect(statuses.at(-1)).toBe('saved');
});

test('in the last half minute it saves within a second', async () => {
  const { saver, sent } = setUp();

  saver.hurry();
  saver.change('quick');
  await vi.advanceTimersByTimeAsync(1000);

  expect(sent).toHaveLength(1);
});

test('until somebody has chosen, nothing that is typed writes over the newer draft', async () => {
  const { saver, sent, statuses } = setUp({ put: () => Promise.reject(stale) });
  saver.change('mine');
  await vi.advanceTimersByTimeAsync(3000);
  expect(sent).toHaveLength(1);

  saver.change('mine, and more');
  await vi.advanceTimersByTimeAsync(20_000);
  void saver.flush(true);
  saver.stop();

  expect(statuses.at(-1)).toBe('stale');
  expect(sent).toHaveLength(1);
  expect(readDraft('q-1')?.content).toBe('mine, and more');
});

test('after taking over the newer draft it is saved again as before', async () => {
  const { saver, sent, statuses } = setUp({
    put: ({ revision }) => (revision <= 6 ? Promise.reject(stale) : Promise.resolve()),
  });
  saver.change('mine');
  await vi.advanceTimersByTimeAsync(3000);

  saver.adopt({ content: 'theirs', revision: 6 });
  expect(statuses.at(-1)).toBe('saved');
  saver.change('theirs, and more');
  await vi.advanceTimersByTimeAsync(3000);

  expect(sent.at(-1)).toMatchObject({ content: 'theirs, and more', revision: 7 });
  expect(statuses.at(-1)).toBe('saved');
});

test('saves go out one after the other, and a flush waits for the one under way', async () => {
  const { put, ends } = slowPut();
  const { saver, sent } = setUp({ put });
  saver.change('one');
  await vi.advanceTimersByTimeAsync(2500);
  saver.change('one two');
  let isFlushed = false;

  void saver.flush().then(() => (isFlushed = true));
  await vi.advanceTimersByTimeAsync(5000);
  expect(sent.map((draft) => draft.content)).toEqual(['one']);
  ends[0]?.good();
  await vi.advanceTimersByTimeAsync(0);
  expect(sent.map((draft) => draft.content)).toEqual(['one', 'one two']);
  expect(isFlushed).toBe(false);
  ends[1]?.good();
  await vi.advanceTimersByTimeAsync(0);

  expect(isFlushed).toBe(true);
});

test('a save that was overtaken by the last words of the page is no newer draft elsewhere', async () => {
  const { put, ends } = slowPut();
  const { saver, sent, statuses } = setUp({ put });
  saver.change('one');
  await vi.advanceTimersByTimeAsync(2500);
  saver.change('one two');
  void saver.flush(true);
  expect(sent.map((draft) => draft.revision)).toEqual([1, 2]);

  ends[1]?.good();
  ends[0]?.bad(stale);
  await vi.advanceTimersByTimeAsync(20_000);

  expect(statuses.at(-1)).toBe('saved');
  expect(sent).toHaveLength(2);
});

test('while the server keeps nothing the text stays here quietly, and the next word tries again', async () => {
  let isReading = true;
  const conflict = new ApiProblem({ code: 'state.conflict', status: 409 });
  const { saver, sent, statuses } = setUp({
    put: () => (isReading ? Promise.reject(conflict) : Promise.resolve()),
  });
  saver.change('words');
  await vi.advanceTimersByTimeAsync(30_000);
  expect(sent).toHaveLength(1);
  expect(statuses.at(-1)).toBe('local');
  expect(readDraft('q-1')?.content).toBe('words');

  isReading = false;
  saver.change('words, more');
  await vi.advanceTimersByTimeAsync(3000);

  expect(statuses.at(-1)).toBe('saved');
});

test('a tab that only follows writes nothing over what the other one keeps', () => {
  const { saver } = setUp();
  keep({ content: 'typed in the other tab', revision: 3, sent: 'typed' });

  saver.follow({ content: 'typed', revision: 3 });
  saver.stop();

  expect(readDraft('q-1')?.content).toBe('typed in the other tab');
});
