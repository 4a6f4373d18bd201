import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test } from 'vitest';
import { adoptSession, endSession, getSession, restoreSession, type User } from '@/lib/session';
import { ada, sessionOf } from '@/test/fixtures';
import { openApp } from '@/test/open-app';
import { server } from '@/test/server';

const unproven: User = { ...ada, email_verified: false, email_verified_by_holder: false };
let used: unknown[];

beforeEach(() => {
  endSession();
  used = [];
});

function verifyAnswers(answer: () => Response, meAfter?: User) {
  server.use(
    http.post('*/api/auth/verify', async ({ request }) => {
      used.push(await request.json());
      return answer();
    }),
    http.get('*/api/user/me', () => HttpResponse.json(meAfter ?? unproven)),
  );
}

const proves = (email: string) => () => HttpResponse.json({ email });
const isOver = () => HttpResponse.json({ code: 'auth.link_expired' }, { status: 410 });
const press = async () => userEvent.click(await screen.findByRole('button', { name: 'Continue' }));

test('opening the link does nothing yet; a press confirms the address', async () => {
  verifyAnswers(proves('ada@example.org'));
  openApp('/verify/from-the-mail');

  expect(await screen.findByRole('button', { name: 'Continue' })).toBeInTheDocument();
  expect(used).toEqual([]);
  await press();

  expect(await screen.findByText('Your address is confirmed')).toBeInTheDocument();
  expect(screen.getByText('ada@example.org')).toBeInTheDocument();
  expect(within(screen.getByRole('main')).getByRole('link', { name: 'Log in' })).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Set a new password' })).toHaveAttribute('href', '/reset');
  expect(used).toEqual([{ token: 'from-the-mail' }]);
});

test('a press while the session is still on its way waits for it: it shows whose account it is', async () => {
  adoptSession(sessionOf(unproven));
  let letIn = () => {};
  const gate = new Promise<void>((resolve) => (letIn = resolve));
  const bearers: (string | null)[] = [];
  server.use(
    http.post('*/api/auth/token', async () => {
      await gate;
      return HttpResponse.json(sessionOf(unproven, 'renewed'));
    }),
    http.post('*/api/auth/verify', ({ request }) => {
      bearers.push(request.headers.get('Authorization'));
      return HttpResponse.json({ email: 'ada@example.org' });
    }),
    http.get('*/api/user/me', () => HttpResponse.json(ada)),
  );
  void restoreSession();
  openApp('/verify/from-the-mail');

  await press();
  expect(bearers).toEqual([]);
  letIn();

  expect(await screen.findByText('Your address is confirmed')).toBeInTheDocument();
  expect(bearers).toEqual(['Bearer renewed']);
});

test('while nobody knows who is signed in, the link is not used up', async () => {
  adoptSession(sessionOf(unproven));
  verifyAnswers(proves('ada@example.org'));
  server.use(http.post('*/api/auth/token', () => HttpResponse.error()));
  await restoreSession();
  openApp('/verify/from-the-mail');

  await press();

  expect(await screen.findByRole('alert')).not.toBeEmptyDOMElement();
  expect(used).toEqual([]);
});

test('whoever is signed in goes on, and the app knows it', async () => {
  adoptSession(sessionOf(unproven));
  verifyAnswers(proves('ada@example.org'), ada);
  openApp('/verify/from-the-mail');

  await press();

  expect(await screen.findByRole('link', { name: 'Go to Home' })).toHaveAttribute('href', '/app');
  expect(screen.queryByRole('link', { name: 'Set a new password' })).not.toBeInTheDocument();
  expect(getSession().user?.email_verified).toBe(true);
});

test('a changed address is told apart from a first one', async () => {
  adoptSession(sessionOf());
  verifyAnswers(proves('ada@example.net'), { ...ada, email: 'ada@example.net' });
  openApp('/verify/from-the-mail');

  await press();

  expect(await screen.findByText('Your address has changed')).toBeInTheDocument();
  expect(screen.getByText('ada@example.net')).toBeInTheDocument();
  expect(screen.getByText('ada@example.org')).toBeInTheDocument();
  expect(getSession().user?.email).toBe('ada@example.net');
});

test("somebody else's link says nothing about the account that is signed in here", async () => {
  adoptSession(sessionOf());
  verifyAnswers(proves('grace@example.org'), ada);
  openApp('/verify/from-the-mail');

  await press();

  expect(await screen.findByText('Your address is confirmed')).toBeInTheDocument();
  expect(screen.getByText('grace@example.org')).toBeInTheDocument();
  expect(getSession().user?.email).toBe('ada@example.org');
});

test('a link that is over leads to the log-in, and for whoever is signed in to a new one', async () => {
  verifyAnswers(isOver);
  openApp('/verify/from-the-mail');

  await press();

  expect(await screen.findByText('This link is over')).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Log in to send a new one' })).toHaveAttribute(
    'href',
    '/login?next=%2Fapp%2Fsettings%2Fsecurity',
  );
});

test.each([
  ['whose address nobody has confirmed', unproven],
  ['whose link was opened elsewhere', { ...ada, email_verified_by_holder: false }],
])('signed in, %s, a new link is sent from here', async (_, user) => {
  adoptSession(sessionOf(user));
  verifyAnswers(isOver);
  server.use(http.post('*/api/auth/verify/send', () => HttpResponse.json({ message: 'x' }, { status: 202 })));
  openApp('/verify/from-the-mail');

  await press();
  await userEvent.click(await screen.findByRole('button', { name: 'Send the link again' }));

  expect(await screen.findByText(/^A link is on its way/)).toBeInTheDocument();
});

test('who presses an old link after the address is confirmed is told that all is well', async () => {
  adoptSession(sessionOf());
  verifyAnswers(isOver);
  openApp('/verify/from-the-mail');

  await press();

  expect(await screen.findByText(/Your address ada@example.org is confirmed/)).toBeInTheDocument();
});

test('an address that went to another account is named as such', async () => {
  verifyAnswers(() => HttpResponse.json({ code: 'account.exists' }, { status: 409 }));
  openApp('/verify/from-the-mail');

  await press();

  expect(await screen.findByText('This address has another account by now')).toBeInTheDocument();
});

test('a lost line can be tried again', async () => {
  let isUp = false;
  verifyAnswers(() => (isUp ? HttpResponse.json({ email: 'ada@example.org' }) : HttpResponse.error()));
  openApp('/verify/from-the-mail');

  await press();
  expect(await screen.findByText(/server cannot be reached/)).toBeInTheDocument();
  isUp = true;
  await press();

  expect(await screen.findByText('Your address is confirmed')).toBeInTheDocument();
});
