import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test, vi } from 'vitest';
import { endSession, getSession } from '@/lib/session';
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
      HttpResponse.json({ id: 'c1', messages: [{ kind: 'question', content: question }] }, { status: 201 }),
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
  expect(field).toHaveFocus();
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
