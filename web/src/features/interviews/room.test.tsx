import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test } from 'vitest';
import {
  answerOf,
  conversationId,
  conversationOf,
  evaluationOf,
  messageOf,
  questionOf,
  snapshotOf,
} from '@/test/interview-fixtures';
import { eventStream, field, onAppend, openRoom, path, problem, setTheStage, stage } from '@/test/room-stage';
import { server } from '@/test/server';

beforeEach(setTheStage);

test('an answer stands in the transcript at once, then come its mark and the next question', async () => {
  let release = () => undefined as void;
  onAppend(async () => {
    await new Promise<void>((resolve) => (release = resolve));
    const next = messageOf({
      id: 'm-3',
      question_id: 'q-2',
      question_number: 2,
      content: 'And when Redis is down?',
    });
    const evaluation = evaluationOf();
    stage.snapshot = snapshotOf({
      conversations: [conversationOf({ event_seq: 9 })],
      questions: [questionOf({ status: 'answered' }), questionOf({ id: 'q-2', question_number: 2 })],
      messages: [messageOf(), answerOf({ status: 'complete', content: 'All miss.' }), next],
      evaluations: [evaluation],
    });
    return eventStream([
      ['accepted', { message: answerOf({ content: 'All miss.' }) }],
      ['state', { state: 'grading', allowed_commands: [] }],
      ['evaluation', { evaluation }],
      ['message', { message: next }],
      ['state', { state: 'awaiting_answer', allowed_commands: ['answer', 'draft', 'skip'] }],
      ['done', { seq: 9 }],
    ]);
  });
  const user = userEvent.setup();
  openRoom();

  await user.type(await field(), 'All miss.');
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(screen.getByText('All miss.', { selector: 'p' })).toBeInTheDocument();
  expect(screen.getAllByText('Reading your answer').length).toBeGreaterThan(0);
  await waitFor(() => expect(stage.sent).toHaveLength(1));
  release();

  expect((await screen.findAllByText('And when Redis is down?')).length).toBeGreaterThan(0);
  expect(screen.getByText('62 of 100')).toBeInTheDocument();
  expect(stage.sent[0]).toMatchObject({ intent: 'answer', message: 'All miss.', question_id: 'q-1' });
  await waitFor(async () => expect(await field()).toHaveValue(''));
});

test('a refused answer comes back into the field, and sent again it is the same answer', async () => {
  onAppend(() => problem(429, 'rate.limited', 'Too many answers in a minute.'));
  const user = userEvent.setup();
  openRoom();
  await user.type(await field(), 'All miss.');

  await user.click(screen.getByRole('button', { name: /Send answer/ }));

  expect(await screen.findByText('Your answer was not sent.')).toBeInTheDocument();
  expect(await field()).toHaveValue('All miss.');
  await user.click(screen.getByRole('button', { name: /Send answer/ }));
  await waitFor(() => expect(stage.sent).toHaveLength(2));
  expect(stage.sent[1]?.client_message_id).toBe(stage.sent[0]?.client_message_id);
});

test('words whose question was closed in another tab are shown, not lost', async () => {
  onAppend(() => {
    stage.snapshot = snapshotOf({
      conversations: [conversationOf({ event_seq: 9 })],
      questions: [questionOf({ status: 'skipped' }), questionOf({ id: 'q-2', question_number: 2 })],
      messages: [
        messageOf(),
        messageOf({ id: 'm-3', question_id: 'q-2', question_number: 2, content: 'Another one.' }),
      ],
    });
    return problem(409, 'state.conflict', 'The interview has moved on in another tab.');
  });
  const user = userEvent.setup();
  openRoom();

  await user.type(await field(), 'Too late.');
  await user.click(screen.getByRole('button', { name: /Send answer/ }));

  expect(await screen.findByText(/closed before this answer arrived/)).toBeInTheDocument();
  expect(screen.getByText('Too late.')).toBeInTheDocument();
});

test('a turn that failed is tried again with the id and the words it had', async () => {
  stage.snapshot = snapshotOf({
    conversations: [conversationOf({ state: 'failed_retryable' })],
    messages: [messageOf(), answerOf({ status: 'retryable_failed' })],
    allowed_commands: ['retry', 'end'],
  });
  onAppend(() => eventStream([['done', { seq: 4 }]]));
  const user = userEvent.setup();
  openRoom();

  const retry = await screen.findByRole('button', { name: 'Retry' });
  expect(retry).toHaveFocus();
  await user.click(retry);

  await waitFor(() =>
    expect(stage.sent).toEqual([
      {
        conversation_id: conversationId,
        client_message_id: 'k-1',
        intent: 'answer',
        message: 'All requests miss at once.',
        question_id: 'q-1',
      },
    ]),
  );
});

test('a paused interview offers to go on, and says which other one was paused for it', async () => {
  stage.snapshot = snapshotOf({ status: 'paused', allowed_commands: ['resume', 'end'] });
  server.use(
    http.post(`${path}/resume`, () => HttpResponse.json(snapshotOf({ paused_interview_id: 'i-2' }))),
  );
  const user = userEvent.setup();
  openRoom();

  const resume = await screen.findByRole('button', { name: 'Resume' });
  expect(resume).toHaveFocus();
  await user.click(resume);

  expect(await field()).toBeInTheDocument();
  expect(screen.getByText(/Another interview was paused/)).toBeInTheDocument();
});

test('a draft comes back with its text', async () => {
  stage.snapshot = snapshotOf({
    draft: { question_id: 'q-1', content: 'Half a sent', revision: 3, updated_at: '2026-11-22T09:01:00Z' },
  });
  openRoom();

  expect(await field()).toHaveValue('Half a sent');
  expect(
    screen.getByText(/^Draft restored$/, { selector: '#answer-state *, #answer-state' }),
  ).toBeInTheDocument();
});

test('no simulation offers help', async () => {
  stage.snapshot = snapshotOf({
    mode: 'simulation',
    allowed_commands: ['answer', 'draft', 'skip', 'pause', 'end'],
  });
  openRoom();

  await field();

  expect(screen.queryByRole('button', { name: /hint/ })).not.toBeInTheDocument();
  expect(screen.queryByRole('button', { name: /another way/ })).not.toBeInTheDocument();
});

test.each([
  [
    'no such interview',
    problem(404, 'interview.not_found', 'There is no such interview.'),
    'There is no such interview',
  ],
  ['a server that is down', HttpResponse.error(), 'The server cannot be reached'],
])('%s has its own words and one way on', async (_, response, title) => {
  server.use(http.get(path, () => response.clone()));

  openRoom();

  expect(await screen.findByRole('heading', { name: title })).toBeInTheDocument();
});
