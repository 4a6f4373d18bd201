import { http, HttpResponse } from 'msw';
import { afterEach, expect, test, vi } from 'vitest';
import { sessionOf } from '@/test/fixtures';
import { server } from '@/test/server';
import { adoptSession } from './session';
import { followStream, openStream, readEvents, type ServerEvent } from './stream';

const url = 'http://localhost:5173';
const encoder = new TextEncoder();

afterEach(() => vi.useRealTimers());

function bytes(...chunks: (string | Uint8Array)[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks)
        controller.enqueue(typeof chunk === 'string' ? encoder.encode(chunk) : chunk);
      controller.close();
    },
  });
}

async function all(events: AsyncIterable<ServerEvent>): Promise<ServerEvent[]> {
  const read: ServerEvent[] = [];
  for await (const event of events) read.push(event);
  return read;
}

test('an event cut anywhere comes out whole', async () => {
  const text = 'id: 7\nevent: delta\ndata: {"text":"caf\u00e9"}\n\nid: 8\nevent: done\ndata: {"seq":8}\n\n';
  const raw = encoder.encode(text);
  const expected = [
    { id: '7', event: 'delta', data: { text: 'caf\u00e9' } },
    { id: '8', event: 'done', data: { seq: 8 } },
  ];

  for (let cut = 1; cut < raw.length; cut += 1) {
    expect(await all(readEvents(bytes(raw.slice(0, cut), raw.slice(cut))))).toEqual(expected);
  }
});

test('line endings, comments and data over several lines follow the standard', async () => {
  const stream = bytes(': ping\r\n\r\n', 'data: one\r\ndata: two\r\n\r\n', 'event:state\ndata:{"a":1}\n\n');

  expect(await all(readEvents(stream))).toEqual([
    { id: null, event: 'message', data: 'one\ntwo' },
    { id: null, event: 'state', data: { a: 1 } },
  ]);
});

test('an event that was not finished is not an event', async () => {
  expect(await all(readEvents(bytes('data: 1\n\ndata: 2')))).toHaveLength(1);
});

test('a refusal is a problem, not a stream', async () => {
  adoptSession(sessionOf());
  server.use(
    http.post(`${url}/api/conversations/append`, () =>
      HttpResponse.json(
        { code: 'turn.in_progress', title: 'Wait', detail: 'Wait.', status: 409 },
        { status: 409 },
      ),
    ),
  );

  await expect(all(openStream('/api/conversations/append', { body: {} }))).rejects.toMatchObject({
    code: 'turn.in_progress',
  });
});

test('a lost line goes on after the last event that was seen', async () => {
  adoptSession(sessionOf());
  const asked: (string | null)[] = [];
  server.use(
    http.get(`${url}/api/conversations/c/events`, ({ request }) => {
      asked.push(request.headers.get('Last-Event-ID'));
      const seq = asked.length;
      return new HttpResponse(bytes(`id: ${seq}\nevent: delta\ndata: {}\n\n`), {
        headers: { 'Content-Type': 'text/event-stream' },
      });
    }),
  );
  const stop = new AbortController();
  const seen: (string | null)[] = [];

  for await (const event of followStream('/api/conversations/c/events', { signal: stop.signal })) {
    seen.push(event.id);
    if (seen.length === 2) stop.abort();
  }

  expect(seen).toEqual(['1', '2']);
  expect(asked.slice(0, 2)).toEqual([null, '1']);
});

test('a line that is open and silent for fifteen seconds is dead; a sign of life in between keeps it', async () => {
  vi.useFakeTimers();
  let write: (text: string) => void = () => undefined;
  const line = new ReadableStream<Uint8Array>({
    start(controller) {
      write = (text) => controller.enqueue(encoder.encode(text));
    },
  });
  let problem: unknown = null;

  void all(readEvents(line)).catch((error: unknown) => (problem = error));
  await vi.advanceTimersByTimeAsync(14_000);
  write(': still here\n\n');
  await vi.advanceTimersByTimeAsync(14_000);
  expect(problem).toBeNull();
  await vi.advanceTimersByTimeAsync(1_000);

  expect(problem).toMatchObject({ code: 'network.unreachable' });
});

test('a silent line is opened anew after the last event that was seen', async () => {
  adoptSession(sessionOf());
  const asked: (string | null)[] = [];
  server.use(
    http.get(`${url}/api/conversations/c/events`, ({ request }) => {
      asked.push(request.headers.get('Last-Event-ID'));
      const first = new ReadableStream<Uint8Array>({
        start: (controller) => controller.enqueue(encoder.encode('id: 1\nevent: delta\ndata: {}\n\n')),
      });
      const body = asked.length === 1 ? first : bytes('id: 2\nevent: done\ndata: {}\n\n');
      return new HttpResponse(body, { headers: { 'Content-Type': 'text/event-stream' } });
    }),
  );
  const stop = new AbortController();
  const seen: (string | null)[] = [];
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });

  const listen = async () => {
    for await (const event of followStream('/api/conversations/c/events', { signal: stop.signal }))
      seen.push(event.id);
  };
  void listen();
  for (let second = 0; second < 60 && seen.length < 2; second++) {
    await vi.advanceTimersByTimeAsync(1000);
    // The answer itself takes real time.
    await new Promise((resolve) => setImmediate(resolve));
  }
  stop.abort();

  expect(seen.slice(0, 2)).toEqual(['1', '2']);
  expect(asked.slice(0, 2)).toEqual([null, '1']);
});

test('a line that comes back for a moment and is cut again is told lost again', async () => {
  adoptSession(sessionOf());
  let opened = 0;
  server.use(
    http.get(`${url}/api/conversations/c/events`, () => {
      opened += 1;
      if (opened === 4) return HttpResponse.json({ code: 'x' }, { status: 404 });
      return new HttpResponse(bytes(': still here\n\n'), {
        headers: { 'Content-Type': 'text/event-stream' },
      });
    }),
  );
  const told: boolean[] = [];
  const { signal } = new AbortController();

  const listen = all(
    followStream('/api/conversations/c/events', { signal, onLine: (line) => told.push(line) }),
  );

  await expect(listen).rejects.toMatchObject({ status: 404 });
  expect(told).toEqual([true, true, false, true, false]);
});
