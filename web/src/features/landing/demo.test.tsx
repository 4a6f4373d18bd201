import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test, vi } from 'vitest';
import { adoptSession, endSession, getSession, restoreSession } from '@/lib/session';
import { writeLocal } from '@/lib/storage';
import { ada, sessionOf } from '@/test/fixtures';
import { renderPage } from '@/test/render';
import { server } from '@/test/server';
import { useOpenStage } from './api';
import { Demo } from './demo';

const url = 'http://localhost:5173';
const guest = { ...ada, id: 'guest', username: 'guest-1', email: null, is_guest: true };
const question = 'What happens when a popular key expires?';
const followUp = 'And when the one that rebuilds it dies?';
const onReport = vi.fn();

function Page() {
  return <Demo open={useOpenStage()} onReport={onReport} />;
}

function marked(answer: string, next: string | null) {
  return {
    message: { content: answer },
    reply: { content: next ?? 'That was the last one.' },
    evaluation: {
      score: 58,
      confidence: 'medium',
      points: [
        { id: 'a', claim: 'All requests miss at once', verdict: 'hit', start: 0, length: 5 },
        { id: 'b', claim: 'Expiry is spread', verdict: 'missed', start: null, length: null },
      ],
    },
    state: next === null ? 'closed' : 'awaiting_answer',
    next_question: next === null ? null : { id: 'q2', prompt: next },
  };
}

beforeEach(() => {
  endSession();
  server.use(
    http.post(`${url}/api/auth/demo`, () => HttpResponse.json(sessionOf(guest), { status: 201 })),
    http.post(`${url}/api/interviews`, () =>
      HttpResponse.json({ id: 'i1', first_question: question }, { status: 201 }),
    ),
    http.post(`${url}/api/conversations/create`, () =>
      HttpResponse.json(
        {
          id: 'c1',
          messages: [{ kind: 'question', content: question, question_id: 'q1' }],
          paused_interview_id: null,
        },
        { status: 201 },
      ),
    ),
  );
});

test('a visitor plays one question as a guest and sees the words that counted', async () => {
  server.use(
    http.post(`${url}/api/conversations/append`, async ({ request }) => {
      const { message } = (await request.json()) as { message: string };
      return HttpResponse.json(marked(message, followUp));
    }),
    http.post(`${url}/api/interviews/i1/complete`, () => HttpResponse.json({})),
  );
  renderPage(<Page />);

  await userEvent.click(screen.getByRole('button', { name: 'Caching' }));
  const field = await screen.findByRole('textbox', { name: question });
  await waitFor(() => expect(field).toHaveFocus());
  expect(getSession().user?.is_guest).toBe(true);
  await userEvent.type(field, 'Every request misses.');
  await userEvent.keyboard('{Control>}{Enter}{/Control}');

  expect(await screen.findByText('Every', { selector: 'mark' })).toBeInTheDocument();
  expect(screen.getByText('Covered')).toBeInTheDocument();
  expect(screen.getByText('Missing')).toBeInTheDocument();

  await userEvent.click(screen.getByRole('button', { name: 'Answer the follow-up' }));
  expect(await screen.findByRole('textbox', { name: followUp })).toHaveValue('');
});

test('an answer that did not get through stays in the field and keeps its id when it is sent again', async () => {
  const ids: unknown[] = [];
  let up = false;
  server.use(
    http.post(`${url}/api/conversations/append`, async ({ request }) => {
      const body = (await request.json()) as { client_message_id: string; message: string };
      ids.push(body.client_message_id);
      return up ? HttpResponse.json(marked(body.message, null)) : HttpResponse.error();
    }),
  );
  renderPage(<Page />);
  await userEvent.click(screen.getByRole('button', { name: 'Caching' }));
  await userEvent.type(await screen.findByRole('textbox'), 'Every request misses.');

  await userEvent.click(screen.getByRole('button', { name: /Send answer/ }));
  expect(await screen.findByText(/still in the field/)).toBeInTheDocument();
  expect(screen.getByRole('textbox')).toHaveValue('Every request misses.');
  up = true;
  await userEvent.click(screen.getByRole('button', { name: /Send answer/ }));

  expect(await screen.findByText('That was the last one.')).toBeInTheDocument();
  expect(ids).toHaveLength(2);
  expect(ids[0]).toBe(ids[1]);
});

test('when the demo is down the visitor learns how to run it', async () => {
  server.use(
    http.post(`${url}/api/auth/demo`, () =>
      HttpResponse.json(
        { code: 'rate.limited', detail: 'Too many guests from this address.' },
        { status: 429 },
      ),
    ),
  );
  renderPage(<Page />);

  await userEvent.click(screen.getByRole('button', { name: 'Caching' }));

  expect(await screen.findByText(/Too many guests/)).toBeInTheDocument();
  expect(screen.getByText('./run')).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Databases' })).toBeEnabled();
});

/** Answers every append with these problems or results, one after another, and keeps what was sent. */
function appendAnswers(...answers: (() => Response)[]) {
  const sent: { client_message_id: string; message: string; intent: string; question_id: string }[] = [];
  server.use(
    http.post(`${url}/api/conversations/append`, async ({ request }) => {
      sent.push((await request.json()) as (typeof sent)[number]);
      return answers[sent.length - 1]?.() ?? HttpResponse.error();
    }),
  );
  return sent;
}

const problem = (status: number, code: string, detail: string) => () =>
  HttpResponse.json({ code, title: 'Refused', detail }, { status });

async function onStage() {
  renderPage(<Page />);
  await userEvent.click(screen.getByRole('button', { name: 'Caching' }));
  return screen.findByRole('textbox');
}

test('words that were changed after a failed try are another answer to the same question', async () => {
  const sent = appendAnswers(
    () => HttpResponse.error(),
    () => HttpResponse.json(marked('Every request misses at once.', null)),
  );
  const field = await onStage();
  const press = () => userEvent.click(screen.getByRole('button', { name: /Send answer/ }));

  await userEvent.type(field, 'Every request misses.');
  await press();
  await screen.findByText(/still in the field/);
  await userEvent.type(field, '{Backspace} at once.');
  await press();
  await screen.findByText('That was the last one.');

  expect(sent.map(({ question_id }) => question_id)).toEqual(['q1', 'q1']);
  expect(sent[0]?.client_message_id).not.toBe(sent[1]?.client_message_id);
});

test('when the time is over there is another question instead of a dead end', async () => {
  appendAnswers(problem(410, 'conversation.closed', 'This conversation is over.'));
  await userEvent.type(await onStage(), 'Too late.');

  await userEvent.click(screen.getByRole('button', { name: /Send answer/ }));
  expect(await screen.findByText('The time for this question is over.')).toBeInTheDocument();
  expect(screen.getByRole('textbox')).toHaveValue('Too late.');
  await userEvent.click(screen.getByRole('button', { name: 'Another question' }));

  expect(screen.getByRole('button', { name: 'Databases' })).toBeInTheDocument();
});

test('a hint that is refused says why', async () => {
  appendAnswers(problem(422, 'intent.refused', 'There is no hint to give here.'));
  await onStage();

  await userEvent.click(screen.getByRole('button', { name: 'Give me a hint' }));

  expect(await screen.findByText(/There is no hint to give here/)).toBeInTheDocument();
});

test('a piece of code in a question stays a piece of code', async () => {
  server.use(
    http.post(`${url}/api/conversations/create`, () =>
      HttpResponse.json(
        {
          id: 'c1',
          messages: [
            { kind: 'question', content: 'What is slow?\n\n    SELECT 1;\n    SELECT 2;', question_id: 'q1' },
          ],
          paused_interview_id: 'i0',
        },
        { status: 201 },
      ),
    ),
  );
  adoptSession(sessionOf());

  await onStage();

  expect(screen.getByText(/SELECT 1/, { selector: 'pre' }).textContent).toBe('SELECT 1;\nSELECT 2;');
  expect(screen.getByRole('link', { name: 'Open it' })).toHaveAttribute('href', '/app/interviews/i0');
});

test('a session that could not be asked for is asked for again before a guest is made', async () => {
  let guests = 0;
  let isUp = false;
  server.use(
    http.post(`${url}/api/auth/demo`, () => {
      guests++;
      return HttpResponse.json(sessionOf(guest), { status: 201 });
    }),
    http.post(`${url}/api/auth/token`, () =>
      isUp ? HttpResponse.json(sessionOf()) : HttpResponse.json({ code: 'database.down' }, { status: 503 }),
    ),
  );
  writeLocal('signed-in', '1');
  await restoreSession();
  expect(getSession().status).toBe('unreachable');

  renderPage(<Page />);
  await userEvent.click(screen.getByRole('button', { name: 'Caching' }));
  expect(await screen.findByText('The stage did not open.')).toBeInTheDocument();
  isUp = true;
  await userEvent.click(screen.getByRole('button', { name: 'Caching' }));
  await screen.findByRole('textbox');

  expect(getSession().user?.id).toBe(ada.id);
  expect(guests).toBe(0);
});
