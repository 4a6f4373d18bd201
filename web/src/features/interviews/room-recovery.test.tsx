import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test } from 'vitest';
import {
  answerOf,
  conversationId,
  conversationOf,
  messageOf,
  questionOf,
  snapshotOf,
} from '@/test/interview-fixtures';
import { eventStream, field, onAppend, openRoom, setTheStage, stage } from '@/test/room-stage';
import { server } from '@/test/server';

beforeEach(setTheStage);

const skippedElsewhere = () =>
  snapshotOf({
    conversations: [conversationOf({ event_seq: 9 })],
    questions: [questionOf({ status: 'skipped' }), questionOf({ id: 'q-2', question_number: 2 })],
    messages: [
      messageOf(),
      messageOf({ id: 'm-3', question_id: 'q-2', question_number: 2, content: 'Another one.' }),
    ],
  });

test('unsent words are shown when their question is closed elsewhere, and again after a reload', async () => {
  const user = userEvent.setup();
  const first = openRoom();
  await user.type(await field(), 'Half a thought');

  stage.snapshot = skippedElsewhere();
  await first.client.refetchQueries();
  expect(await screen.findByRole('region', { name: 'Unsent answer' })).toHaveTextContent('Half a thought');
  expect(await field()).toHaveValue('');
  first.unmount();
  openRoom();
  const region = await screen.findByRole('region', { name: 'Unsent answer' });
  expect(region).toHaveTextContent('Half a thought');
  await user.click(screen.getByRole('button', { name: 'Dismiss' }));

  expect(screen.queryByRole('region', { name: 'Unsent answer' })).not.toBeInTheDocument();
});

test('a hint leaves what was typed in the field, and the focus on its button while there are more', async () => {
  let release = () => undefined as void;
  onAppend(async () => {
    await new Promise<void>((resolve) => (release = resolve));
    const asked = answerOf({ kind: 'hint', intent: 'hint', content: '', status: 'complete' });
    const hint = messageOf({ id: 'm-3', kind: 'hint', content: 'Look at the period.' });
    stage.snapshot = snapshotOf({
      conversations: [conversationOf({ event_seq: 8 })],
      messages: [messageOf(), asked, hint],
      allowed_commands: ['answer', 'draft', 'clarify', 'skip'],
    });
    return eventStream([
      ['accepted', { message: { ...asked, status: 'pending' } }],
      ['state', { state: 'deciding', allowed_commands: [] }],
      ['message', { message: hint }],
      ['state', { state: 'awaiting_answer', allowed_commands: ['answer', 'draft', 'clarify', 'skip'] }],
      ['done', { seq: 9 }],
    ]);
  });
  const user = userEvent.setup();
  openRoom();
  await user.type(await field(), 'Half a thought');

  await user.click(screen.getByRole('button', { name: /Give me a hint/ }));
  expect(await field()).toHaveValue('Half a thought');
  expect(screen.getByRole('button', { name: 'Looking for a hint' })).toHaveFocus();
  await user.type(await field(), ', and more');
  screen.getByRole('button', { name: 'Looking for a hint' }).focus();
  await waitFor(() => expect(stage.sent).toHaveLength(1));
  release();

  expect(await screen.findByText('Look at the period.', { selector: 'section *' })).toBeInTheDocument();
  // That was the last hint: its button is gone, and writing goes on.
  await waitFor(async () => expect(await field()).toHaveFocus());
  expect(await field()).toHaveValue('Half a thought, and more');
});

test('the next question can be answered although the stream of the last answer hangs', async () => {
  const next = messageOf({ id: 'm-3', question_id: 'q-2', question_number: 2, content: 'And then?' });
  const follow = new TransformStream<Uint8Array, Uint8Array>();
  const line = follow.writable.getWriter();
  server.use(
    http.get(
      `*/api/conversations/${conversationId}/events`,
      () => new HttpResponse(follow.readable, { headers: { 'Content-Type': 'text/event-stream' } }),
    ),
  );
  onAppend(() => eventStream(null));
  const user = userEvent.setup();
  openRoom();
  await user.type(await field(), 'All miss.');
  await user.click(screen.getByRole('button', { name: /Send answer/ }));
  await waitFor(() => expect(stage.sent).toHaveLength(1));
  const accepted = answerOf({
    content: 'All miss.',
    client_message_id: String(stage.sent[0]?.client_message_id),
  });
  stage.snapshot = snapshotOf({
    conversations: [conversationOf({ event_seq: 8 })],
    questions: [questionOf({ status: 'answered' }), questionOf({ id: 'q-2', question_number: 2 })],
    messages: [messageOf(), { ...accepted, status: 'complete' }, next],
  });

  const events: [string, unknown][] = [
    ['accepted', { message: accepted }],
    ['state', { state: 'grading', allowed_commands: [] }],
    ['message', { message: next }],
    ['state', { state: 'awaiting_answer', allowed_commands: ['answer', 'draft', 'skip'] }],
    ['done', { seq: 8 }],
  ];
  for (const [index, [event, data]] of events.entries())
    void line.write(
      new TextEncoder().encode(`id: ${4 + index}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
    );

  await waitFor(async () => expect(await field()).not.toHaveAttribute('readonly'));
  expect(screen.getAllByText('And then?').length).toBeGreaterThan(0);
  await user.type(await field(), 'Then this.');
  await user.click(screen.getByRole('button', { name: /Send answer/ }));
  await waitFor(() => expect(stage.sent).toHaveLength(2));
  expect(stage.sent[1]).toMatchObject({ question_id: 'q-2', message: 'Then this.' });
});

test('finishing a paused interview asks about words that were never sent', async () => {
  stage.snapshot = snapshotOf({
    status: 'paused',
    allowed_commands: ['resume', 'end'],
    draft: { question_id: 'q-1', content: 'Half a sent', revision: 3, updated_at: '2026-11-22T09:01:00Z' },
  });
  const user = userEvent.setup();
  openRoom();

  await user.click(await screen.findByRole('button', { name: 'Finish and see the report' }));

  expect(screen.getByRole('dialog', { name: 'Finish with an unsent answer?' })).toBeInTheDocument();
});
