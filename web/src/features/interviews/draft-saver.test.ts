import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ApiProblem } from '@/lib/problem';
import { createDraftSaver, draftKey, readDraft, type Draft, type DraftStatus } from './draft-saver';
import { writeLocal } from '@/lib/storage';

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

test('what this device has is newer than what the server has, unless its revision is older', () => {
  writeLocal(draftKey('q-1'), JSON.stringify({ content: 'local', revision: 4 }));

  expect(setUp({ saved: { content: 'server', revision: 3 } }).saver.initial).toBe('local');
  expect(setUp({ saved: { content: 'server', revision: 5 } }).saver.initial).toBe('server');
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
  const stale = new ApiProblem({ code: 'draft.stale', status: 409 });
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
