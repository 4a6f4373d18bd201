import { authFetch } from './http';
import { ApiProblem, networkProblem, problemFrom } from './problem';

/** One server-sent event, read with fetch because EventSource cannot carry a bearer token. */
export type ServerEvent = { id: string | null; event: string; data: unknown };

// The server says "still here" every five seconds: three of them missed, and the line is dead though open.
const silenceLimit = 15_000;

type OpenOptions = {
  body?: unknown;
  lastEventId?: string | null;
  signal?: AbortSignal;
  /** The first bytes are here, and a sign of life is enough: headers alone also come through a proxy that holds everything else back. */
  onOpen?: () => void;
};

/** POSTs (with a body) or GETs a stream. Throws an ApiProblem when the server refuses instead of streaming. */
export async function* openStream(path: string, options: OpenOptions = {}): AsyncGenerator<ServerEvent> {
  const headers = new Headers({ Accept: 'text/event-stream' });
  if (options.lastEventId != null) headers.set('Last-Event-ID', options.lastEventId);
  if (options.body !== undefined) headers.set('Content-Type', 'application/json');
  const response = await authFetch(
    new Request(new URL(path, location.origin), {
      method: options.body === undefined ? 'GET' : 'POST',
      headers,
      body: options.body === undefined ? null : JSON.stringify(options.body),
      signal: options.signal ?? null,
    }),
    silenceLimit,
  );
  if (!response.ok) throw problemFrom(response, await response.json().catch(() => null));
  if (!response.body) return;
  yield* readEvents(response.body, options.onOpen);
}

/** Splits the bytes into events: any line ending, several data lines, comments, an unfinished last event is dropped. */
export async function* readEvents(
  body: ReadableStream<Uint8Array>,
  onOpen?: () => void,
): AsyncGenerator<ServerEvent> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  let isOpen = false;
  try {
    for (;;) {
      const { done, value } = await unlessSilent(reader.read());
      if (done) return;
      if (!isOpen) onOpen?.();
      isOpen = true;
      rest += decoder.decode(value, { stream: true });
      // A lone \r at the end may be the first half of \r\n: it waits for the next chunk.
      const blocks = rest.split(/\r\n\r\n|\n\n|\r\r(?!$)/);
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const event = parseEvent(block);
        if (event) yield event;
      }
    }
  } finally {
    // Whoever stops listening also lets go of the connection.
    reader.cancel().catch(() => undefined);
  }
}

async function unlessSilent<T>(reading: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(networkProblem()), silenceLimit);
  });
  try {
    return await Promise.race([reading, silence]);
  } finally {
    clearTimeout(timer);
  }
}

function parseEvent(block: string): ServerEvent | null {
  let id: string | null = null;
  let event = 'message';
  const data: string[] = [];
  for (const line of block.split(/\r\n|\n|\r/)) {
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'id') id = value;
    else if (field === 'event') event = value;
    else if (field === 'data') data.push(value);
  }
  if (data.length === 0) return null;
  return { id, event, data: parseJson(data.join('\n')) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

type FollowOptions = {
  lastEventId?: string | null;
  signal: AbortSignal;
  /** Told when the line is lost and when it is back. */
  onLine?: (connected: boolean) => void;
};

/** A GET stream that survives a lost line: reconnects after the last event seen, with growing pauses, until aborted. */
export async function* followStream(path: string, options: FollowOptions): AsyncGenerator<ServerEvent> {
  let last = options.lastEventId ?? null;
  let failures = 0;
  while (!options.signal.aborted) {
    let openedAt = Number.POSITIVE_INFINITY;
    const onOpen = () => {
      openedAt = performance.now();
      options.onLine?.(true);
    };
    try {
      const opening = { lastEventId: last, signal: options.signal, onOpen };
      for await (const event of openStream(path, opening)) {
        failures = 0;
        last = event.id ?? last;
        yield event;
      }
    } catch (error) {
      if (options.signal.aborted) return;
      // The server said no: trying again would not change its mind.
      if (error instanceof ApiProblem && error.status >= 400 && error.status < 500 && error.status !== 429)
        throw error;
    }
    // A line that stood for a while and was cut in a quiet moment is no reason to worry anybody.
    if (performance.now() - openedAt > silenceLimit / 2) failures = 0;
    failures += 1;
    // Told each time: a line that came back for a moment was told too.
    if (failures >= 2) options.onLine?.(false);
    await pause(Math.min(8000, 250 * 2 ** failures), options.signal);
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    // The line is back: no reason to wait any longer.
    addEventListener('online', done);
    function done() {
      clearTimeout(timer);
      removeEventListener('online', done);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done);
  });
}
