import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test, vi } from 'vitest';
import { sessionOf } from '@/test/fixtures';
import { accountOf } from '@/test/growth-fixtures';
import { historyOf, insightsOf } from '@/test/insight-fixtures';
import { server } from '@/test/server';
import { accountsQuery, askAgainIn, insightsQuery, postQuery } from './growth-api';
import { followGrowth, readGrowthEvent, watchGrowth } from './growth-live';
import { isLive } from './growth-live-state';
import type { Account } from './growth-types';
import { adoptSession } from './session';

const encoder = new TextEncoder();
const running = (posts: number) =>
  accountOf({ sync: { ...accountOf().sync, status: 'running', posts_so_far: posts } });
const told = (event: string, data: unknown) => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

let client: QueryClient;
let lines: ((text: string) => void)[];
let ends: (() => void)[];
let listed: number;
let readings: number;

/** A server that holds each line open until the test says what comes over it. */
function serve(accounts: Account[], isHeldBack = false) {
  server.use(
    http.get('*/api/instagram/accounts', () => {
      listed += 1;
      return HttpResponse.json({ items: accounts, flavours: ['sandbox'] });
    }),
    http.get('*/api/growth/events', () => {
      const source = {
        start(controller: ReadableStreamDefaultController<Uint8Array>) {
          // Something comes at once, whether there is anything to tell or not.
          if (!isHeldBack) controller.enqueue(encoder.encode(': still here\n\n'));
          lines.push((text) => controller.enqueue(encoder.encode(text)));
          ends.push(() => controller.close());
        },
        // Whoever waits for the body has seen the headers.
        pull: () => void (readings += 1),
      };
      const body = new ReadableStream<Uint8Array>(source, { highWaterMark: 0 });
      return new HttpResponse(body, { headers: { 'Content-Type': 'text/event-stream' } });
    }),
  );
}

const items = () => client.getQueryData(accountsQuery.queryKey)?.items ?? [];
const interval = () => askAgainIn(client.getQueryData(accountsQuery.queryKey));

beforeEach(() => {
  adoptSession(sessionOf());
  client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  lines = [];
  ends = [];
  listed = 0;
  readings = 0;
});

test('what is told goes into the list of accounts, and nobody asks every second meanwhile', async () => {
  serve([running(0)]);
  const stop = new AbortController();
  void followGrowth(client, stop.signal);
  await waitFor(() => expect(isLive()).toBe(true));

  lines[0]?.(`: still here\n\n${told('account', running(50))}`);
  await waitFor(() => expect(items()[0]?.sync.posts_so_far).toBe(50));
  expect(interval()).toBe(60_000);
  stop.abort();
  await waitFor(() => expect(isLive()).toBe(false));

  expect(interval()).toBe(1000);
  expect(listed).toBe(1);
});

test('a sync that is done asks anew for all that is made of its posts', async () => {
  serve([running(100)]);
  const stop = new AbortController();
  client.setQueryData(insightsQuery('a-1').queryKey, insightsOf());
  const seen = vi.spyOn(client, 'invalidateQueries');
  void followGrowth(client, stop.signal);
  await waitFor(() => expect(lines).toHaveLength(1));

  lines[0]?.(told('account', accountOf()));
  await waitFor(() => expect(items()[0]?.sync.status).toBe('done'));

  const keys = seen.mock.calls.map(([filters]) => filters?.queryKey?.[1]);
  expect(keys).toEqual(['stats', 'posts', 'post', 'insights']);
  expect(client.getQueryState(insightsQuery('a-1').queryKey)?.isInvalidated).toBe(true);
  stop.abort();
});

test('an account that is gone is forgotten with all that is known of it', async () => {
  serve([accountOf(), accountOf({ id: 'a-2' })]);
  const stop = new AbortController();
  client.setQueryData(insightsQuery('a-1').queryKey, insightsOf());
  client.setQueryData(insightsQuery('a-2').queryKey, insightsOf());
  client.setQueryData(postQuery('p-1').queryKey, historyOf());
  void followGrowth(client, stop.signal);
  await waitFor(() => expect(lines).toHaveLength(1));

  lines[0]?.(told('removed', { id: 'a-1' }));
  await waitFor(() => expect(items().map(({ id }) => id)).toEqual(['a-2']));

  expect(client.getQueryData(insightsQuery('a-1').queryKey)).toBeUndefined();
  expect(client.getQueryData(insightsQuery('a-2').queryKey)).toBeDefined();
  expect(client.getQueryData(postQuery('p-1').queryKey)).toBeUndefined();
  stop.abort();
});

test('an account that is gone cancels no answer that somebody waits for', async () => {
  const accounts = [accountOf(), accountOf({ id: 'a-2' })];
  serve(accounts);
  const stop = new AbortController();
  const leave = new QueryObserver(client, accountsQuery).subscribe(() => undefined);
  void followGrowth(client, stop.signal);
  await waitFor(() => expect(items()).toHaveLength(2));
  await waitFor(() => expect(lines).toHaveLength(1));
  let letThrough = () => {};
  const gate = new Promise<void>((resolve) => (letThrough = resolve));
  server.use(http.get('*/api/instagram/accounts', async () => void (await gate), { once: true }));
  void client.invalidateQueries({ queryKey: accountsQuery.queryKey });

  accounts.shift();
  lines[0]?.(told('removed', { id: 'a-1' }));

  await waitFor(() => expect(items().map(({ id }) => id)).toEqual(['a-2']));
  await waitFor(() => expect(listed).toBe(2));
  letThrough();
  stop.abort();
  leave();
});

test('an account of another tab makes the list be asked for', async () => {
  const accounts = [accountOf()];
  serve(accounts);
  const stop = new AbortController();
  // A page that is open watches the list.
  const leave = new QueryObserver(client, accountsQuery).subscribe(() => undefined);
  void followGrowth(client, stop.signal);
  await waitFor(() => expect(items()).toHaveLength(1));
  await waitFor(() => expect(lines).toHaveLength(1));

  accounts.push(accountOf({ id: 'a-2' }));
  lines[0]?.(told('account', accountOf({ id: 'a-2' })));

  await waitFor(() => expect(items()).toHaveLength(2));
  stop.abort();
  leave();
});

test('what is told while the list is asked for does not wait for it', async () => {
  serve([running(0)]);
  const stop = new AbortController();
  const leave = new QueryObserver(client, accountsQuery).subscribe(() => undefined);
  void followGrowth(client, stop.signal);
  await waitFor(() => expect(items()).toHaveLength(1));
  await waitFor(() => expect(lines).toHaveLength(1));
  let letThrough = () => {};
  const gate = new Promise<void>((resolve) => (letThrough = resolve));
  server.use(http.get('*/api/instagram/accounts', async () => void (await gate)));

  lines[0]?.(told('account', accountOf({ id: 'a-2' })) + told('account', running(50)));

  await waitFor(() => expect(items()[0]?.sync.posts_so_far).toBe(50));
  letThrough();
  stop.abort();
  leave();
});

test('a line that the server ends is opened anew', async () => {
  serve([accountOf()]);
  const stop = new AbortController();
  void followGrowth(client, stop.signal);
  await waitFor(() => expect(lines).toHaveLength(1));

  ends[0]?.();

  await waitFor(() => expect(lines).toHaveLength(2));
  expect(isLive()).toBe(true);
  stop.abort();
});

test('an answer whose body is held back on the way is no line, and the asking goes on until its first bytes', async () => {
  serve([running(0)], true);
  const stop = new AbortController();
  await client.fetchQuery(accountsQuery);
  void followGrowth(client, stop.signal);
  await waitFor(() => expect(lines).toHaveLength(1));
  await waitFor(() => expect(readings).toBe(1));

  expect(isLive()).toBe(false);
  expect(interval()).toBe(1000);
  lines[0]?.(': still here\n\n');

  await waitFor(() => expect(isLive()).toBe(true));
  expect(interval()).toBe(60_000);
  stop.abort();
});

test('a server without the line leaves the asking as it was', async () => {
  serve([running(0)]);
  server.use(http.get('*/api/growth/events', () => HttpResponse.json({ code: 'x' }, { status: 404 })));
  await client.fetchQuery(accountsQuery);

  await followGrowth(client, new AbortController().signal);

  expect(isLive()).toBe(false);
  expect(interval()).toBe(1000);
});

test('a hidden tab holds no line, and takes it up again', async () => {
  serve([accountOf()]);
  let state: DocumentVisibilityState = 'visible';
  vi.spyOn(document, 'visibilityState', 'get').mockImplementation(() => state);
  const change = (next: DocumentVisibilityState) => {
    state = next;
    document.dispatchEvent(new Event('visibilitychange'));
  };
  const stop = watchGrowth(client);
  await waitFor(() => expect(isLive()).toBe(true));

  change('hidden');
  await waitFor(() => expect(isLive()).toBe(false));
  change('visible');
  await waitFor(() => expect(isLive()).toBe(true));
  expect(lines).toHaveLength(2);
  stop();

  await waitFor(() => expect(isLive()).toBe(false));
});

test('an event that nobody knows is none', () => {
  const account = accountOf();
  const event = (name: string, data: unknown) => readGrowthEvent({ id: null, event: name, data });

  expect(event('account', account)).toEqual({ event: 'account', data: account });
  expect(event('account', { id: 'a-1' })).toBeNull();
  expect(event('removed', { id: 'a-1' })).toEqual({ event: 'removed', data: { id: 'a-1' } });
  expect(event('removed', 'a-1')).toBeNull();
  expect(event('something_new', { id: 'a-1' })).toBeNull();
});
