import { screen } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { vi } from 'vitest';
import type { Snapshot } from '@/features/interviews/api';
import { Room } from '@/features/interviews/room';
import { adoptSession } from '@/lib/session';
import { sessionOf } from './fixtures';
import { conversationId, interviewId, snapshotOf } from './interview-fixtures';
import { renderPage } from './render';
import { server } from './server';

export const path = `*/api/interviews/${interviewId}`;

/** What the server would answer now, and what it has been sent. */
export const stage: { snapshot: Snapshot; sent: Record<string, unknown>[] } = {
  snapshot: snapshotOf(),
  sent: [],
};

/** A server with one running interview whose line stands and brings nothing. Call it before each test. */
export function setTheStage() {
  adoptSession(sessionOf());
  stage.snapshot = snapshotOf();
  stage.sent = [];
  // jsdom has no layout.
  vi.stubGlobal('ResizeObserver', undefined);
  server.use(
    http.get(path, () => HttpResponse.json(stage.snapshot)),
    http.get('*/api/topics', () => HttpResponse.json({ items: [] })),
    http.get(`*/api/conversations/${conversationId}/events`, () => eventStream(null)),
    http.put('*/api/questions/:id/draft', () => new HttpResponse(null, { status: 204 })),
  );
}

/** A stream of these events; null stays open and silent. */
export function eventStream(events: [string, unknown][] | null) {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      if (!events) return;
      controller.enqueue(bytesOf(events));
      controller.close();
    },
  });
  return new HttpResponse(body, { headers: { 'Content-Type': 'text/event-stream' } });
}

/** Events as they come over the line; the ones of the test data end with number 3. */
export function bytesOf(events: readonly [string, unknown][]) {
  const text = events.map(
    ([event, data], index) => `id: ${4 + index}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`,
  );
  return new TextEncoder().encode(text.join(''));
}

export function onAppend(answer: () => Response | Promise<Response>) {
  server.use(
    http.post('*/api/conversations/append', async ({ request }) => {
      stage.sent.push((await request.json()) as Record<string, unknown>);
      return answer();
    }),
  );
}

export const problem = (status: number, code: string, detail: string) =>
  HttpResponse.json({ code, detail, title: detail, status }, { status });

export const openRoom = () => renderPage(<Room id={interviewId} wanted={null} pausedId={null} />);
export const field = () => screen.findByRole('textbox', { name: 'Your answer' });
