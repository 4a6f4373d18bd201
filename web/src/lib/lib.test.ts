import { expect, test, vi } from 'vitest';
import { atMost } from './at-most';
import { formatAgo, formatClock, formatDay } from './format';
import { newId } from './new-id';
import { nextPage } from './next-page';
import { problemFrom } from './problem';
import { cutByQuotes } from './quotes';
import { createSentenceBuffer } from './sentences';
import { readLocal, writeLocal } from './storage';

test('streamed words are handed out by whole sentences', () => {
  const buffer = createSentenceBuffer();

  expect(buffer.push('Version 0.5 is ')).toEqual([]);
  expect(buffer.push('out. What')).toEqual(['Version 0.5 is out.']);
  expect(buffer.push(' now?\nAnd ')).toEqual(['What now?']);
  expect(buffer.push('then')).toEqual([]);
  expect(buffer.flush()).toEqual(['And then']);
  expect(buffer.flush()).toEqual([]);
});

test('overlapping quotes cut the text once, and nothing is lost', () => {
  const a = { id: 'a', start: 4, length: 6 };
  const b = { id: 'b', start: 8, length: 40 };
  const nowhere = { id: 'c', start: null, length: null };

  const segments = cutByQuotes('one two three four', [a, b, nowhere]);

  expect(segments.map((segment) => segment.text).join('')).toBe('one two three four');
  expect(segments.map((segment) => segment.quotes.map((quote) => quote.id))).toEqual([
    [],
    ['a'],
    ['a', 'b'],
    ['b'],
  ]);
});

test('the page after the login is always one of ours', () => {
  const after = (next: string) => nextPage(new URLSearchParams({ next }));

  expect(after('/app/settings?tab=1#keep')).toBe('/app/settings?tab=1#keep');
  for (const foreign of [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '',
  ]) {
    expect(after(foreign)).toBe('/app');
  }
});

test('a problem keeps code, trace, fields and the wait; anything else still gets a sentence', () => {
  const limited = new Response(null, { status: 429, headers: { 'Retry-After': '30' } });
  const problem = problemFrom(limited, {
    code: 'rate.limited',
    title: 'Too many',
    trace_id: 'abc',
    errors: { email: ['Taken.', 'Really.'] },
  });

  expect(problem).toMatchObject({ code: 'rate.limited', status: 429, traceId: 'abc', retryAfter: 30 });
  expect(problem.fields).toEqual({ email: 'Taken. Really.' });
  expect(problemFrom(new Response(null, { status: 400 }), undefined)).toMatchObject({ code: 'http.400' });
});

test('clocks and ages are short words', () => {
  const now = Date.parse('2026-11-22T12:00:00Z');

  expect(formatClock(754)).toBe('12:34');
  expect(formatClock(-3)).toBe('0:00');
  expect(formatAgo('2026-11-22T11:59:50Z', now)).toBe('just now');
  expect(formatAgo('2026-11-22T09:00:00Z', now)).toBe('3 hours ago');
  expect(formatDay('2026-11-28T12:00:00Z')).toBe('28 Nov 2026');
});

test('an id is a UUID of its own, also where the page came by plain http', () => {
  vi.spyOn(crypto, 'randomUUID').mockImplementation(() => {
    throw new TypeError('crypto.randomUUID is not a function');
  });

  const ids = Array.from({ length: 50 }, newId);

  expect(new Set(ids).size).toBe(50);
  for (const id of ids)
    expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
});

test('where the browser stores nothing, values live on for this visit', () => {
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });

  writeLocal('draft.q', 'words');
  expect(readLocal('draft.q')).toBe('words');

  writeLocal('draft.q', null);
  expect(readLocal('draft.q')).toBeNull();
});

test('work that takes too long, or fails, is not waited for', async () => {
  vi.useFakeTimers();
  let isOver = false;

  void atMost(1000, new Promise(() => undefined)).then(() => (isOver = true));
  await vi.advanceTimersByTimeAsync(999);
  expect(isOver).toBe(false);
  await vi.advanceTimersByTimeAsync(1);

  expect(isOver).toBe(true);
  await expect(atMost(1000, Promise.reject(new Error('no line')))).resolves.toBeUndefined();
  vi.useRealTimers();
});
