import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test } from 'vitest';
import { adoptSession, endSession, getSession } from '@/lib/session';
import { ada, sessionOf } from '@/test/fixtures';
import { openApp } from '@/test/open-app';
import { server } from '@/test/server';

let asked: unknown[];

beforeEach(() => {
  endSession();
  asked = [];
});

function forgotAnswers(answer: () => Response) {
  server.use(
    http.post('*/api/auth/forgot', async ({ request }) => {
      asked.push(await request.json());
      return answer();
    }),
  );
}

function resetAnswers(answer: () => Response) {
  server.use(
    http.post('*/api/auth/reset', async ({ request }) => {
      asked.push(await request.json());
      return answer();
    }),
  );
}

test('the log-in leads to the link, and what is said is the same for any address', async () => {
  forgotAnswers(() => HttpResponse.json({ message: 'x' }, { status: 202 }));
  openApp('/login');

  await userEvent.click(await screen.findByRole('link', { name: 'Forgot your password?' }));
  await userEvent.type(await screen.findByLabelText('E-mail'), 'grace@example.org{Enter}');

  expect(await screen.findByRole('heading', { name: 'Open the mail' })).toBeInTheDocument();
  expect(
    screen.getByText('If there is an account with this address, a link is on its way to it.'),
  ).toBeVisible();
  expect(screen.getByText('grace@example.org')).toBeInTheDocument();
  expect(asked).toEqual([{ email: 'grace@example.org' }]);

  await userEvent.click(screen.getByRole('button', { name: 'Send it again, or to another address' }));
  expect(await screen.findByLabelText('E-mail')).toHaveValue('grace@example.org');
});

test.each([
  ['40', 'Too many tries. Try again in 40 seconds.'],
  ['1750', 'Too many tries. Try again in 30 minutes.'],
])('after too many tries it says for how long (%s s)', async (wait, sentence) => {
  forgotAnswers(() =>
    HttpResponse.json({ code: 'rate.limited' }, { status: 429, headers: { 'Retry-After': wait } }),
  );
  openApp('/reset');

  await userEvent.type(await screen.findByLabelText('E-mail'), 'grace@example.org{Enter}');

  expect(await screen.findByText(sentence)).toBeInTheDocument();
  expect(screen.getByLabelText('E-mail')).toHaveValue('grace@example.org');
});

test('without a line nothing is lost, and it can be sent again', async () => {
  forgotAnswers(() => HttpResponse.error());
  openApp('/reset');

  await userEvent.type(await screen.findByLabelText('E-mail'), 'grace@example.org{Enter}');

  expect(await screen.findByText(/server cannot be reached/)).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Send the link' })).toBeEnabled();
});

test('the link sets a password and leads to the log-in; nobody is signed in by it', async () => {
  resetAnswers(() => new HttpResponse(null, { status: 204 }));
  const router = openApp('/reset/from-the-mail');

  await userEvent.type(await screen.findByLabelText('New password'), 'a sentence to remember{Enter}');

  expect(await screen.findByText(/The new password is set/)).toBeInTheDocument();
  expect(router.state.location.pathname).toBe('/login');
  expect(getSession().user).toBeNull();
  expect(asked).toEqual([{ token: 'from-the-mail', password: 'a sentence to remember' }]);
});

test('a session that was open here has ended with the others', async () => {
  adoptSession(sessionOf());
  resetAnswers(() => new HttpResponse(null, { status: 204 }));
  server.use(
    http.post('*/api/auth/token', () => HttpResponse.json({ code: 'auth.refresh_invalid' }, { status: 401 })),
  );
  openApp('/reset/from-the-mail');

  await userEvent.type(await screen.findByLabelText('New password'), 'a sentence to remember{Enter}');

  expect(await screen.findByText(/The new password is set/)).toBeInTheDocument();
  expect(getSession().status).toBe('signed_out');
});

test('somebody else who is signed in here stays', async () => {
  adoptSession(sessionOf({ ...ada, email: 'grace@example.org' }));
  resetAnswers(() => new HttpResponse(null, { status: 204 }));
  server.use(
    http.post('*/api/auth/token', () => HttpResponse.json(sessionOf(undefined, 'access-2'))),
    http.get('*/api/:any*', () => HttpResponse.json({ items: [], next_cursor: null })),
  );
  const router = openApp('/reset/from-the-mail');

  await userEvent.type(await screen.findByLabelText('New password'), 'a sentence to remember{Enter}');

  expect(await screen.findByText('The new password is set')).toBeInTheDocument();
  await waitFor(() => expect(router.state.location.pathname).toBe('/app'));
});

test('a link that is over leads to a new one', async () => {
  resetAnswers(() => HttpResponse.json({ code: 'auth.link_expired' }, { status: 410 }));
  const router = openApp('/reset/from-the-mail');

  await userEvent.type(await screen.findByLabelText('New password'), 'a sentence to remember{Enter}');
  expect(await screen.findByText('This link is over')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('link', { name: 'Ask for a new link' }));

  expect(await screen.findByRole('button', { name: 'Send the link' })).toBeInTheDocument();
  expect(router.state.location.pathname).toBe('/reset');
});

test('a common password is refused beside the field, and the link is still good', async () => {
  resetAnswers(() =>
    HttpResponse.json(
      { code: 'request.invalid', errors: { password: ['This is one of the most common passwords.'] } },
      { status: 400 },
    ),
  );
  openApp('/reset/from-the-mail');
  const field = await screen.findByLabelText('New password');

  await userEvent.type(field, 'short{Enter}');
  expect(await screen.findByText('Use at least 8 characters.')).toBeInTheDocument();
  expect(asked).toEqual([]);
  await userEvent.clear(field);
  await userEvent.type(field, 'password123{Enter}');

  expect(await screen.findByText('This is one of the most common passwords.')).toBeInTheDocument();
  expect(field).toHaveFocus();
});
