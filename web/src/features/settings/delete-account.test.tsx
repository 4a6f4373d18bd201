import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test } from 'vitest';
import { adoptSession, endSession, getSession } from '@/lib/session';
import { queryClient } from '@/lib/query-client';
import { ada, sessionOf } from '@/test/fixtures';
import { openApp } from '@/test/open-app';
import { server } from '@/test/server';

let sent: unknown[];
let answer: () => Response;

beforeEach(() => {
  endSession();
  queryClient.clear();
  sent = [];
  answer = () => HttpResponse.json({ deletes_at: '2026-12-06T09:00:00Z' }, { status: 202 });
  server.use(
    http.get('*/api/user/me/exports', () => HttpResponse.json({ items: [], next_cursor: null })),
    http.post('*/api/user/me/deletion', async ({ request }) => {
      sent.push(await request.json());
      return answer();
    }),
  );
});

const remove = { name: 'Delete the account' };

async function openDialog() {
  await userEvent.click(await screen.findByRole('button', remove));
  return within(await screen.findByRole('dialog'));
}

test('after the name and the password the session is over, and a page says until when there is a way back', async () => {
  adoptSession(sessionOf());
  const router = openApp('/app/settings/data');
  const dialog = await openDialog();

  await userEvent.type(dialog.getByLabelText('Type ada to confirm'), 'Ada');
  await userEvent.type(dialog.getByLabelText('Password'), 'a sentence to remember');
  await userEvent.click(dialog.getByRole('button', remove));

  expect(await screen.findByRole('heading', { name: 'Your account will be deleted' })).toBeInTheDocument();
  expect(screen.getByText(/6 December 2026/)).toHaveAttribute('datetime', '2026-12-06T09:00:00Z');
  expect(router.state.location.pathname).toBe('/goodbye');
  await waitFor(() => expect(getSession().status).toBe('signed_out'));
  expect(router.state.location.pathname).toBe('/goodbye');
  expect(sent).toEqual([{ confirm: 'Ada', password: 'a sentence to remember' }]);
});

test('another name is not sent, and closing changes nothing', async () => {
  adoptSession(sessionOf());
  openApp('/app/settings/data');
  const dialog = await openDialog();

  await userEvent.type(dialog.getByLabelText('Type ada to confirm'), 'grace{Enter}');
  expect(await dialog.findByText('This is not your username.')).toBeInTheDocument();
  await userEvent.click(dialog.getByRole('button', { name: 'Keep it' }));

  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  expect(sent).toEqual([]);
  expect(getSession().status).toBe('signed_in');
});

test('a wrong password stands beside its field, and a server that is away above the buttons', async () => {
  adoptSession(sessionOf());
  openApp('/app/settings/data');
  const dialog = await openDialog();
  answer = () =>
    HttpResponse.json(
      { code: 'auth.password_wrong', title: 'No', errors: { password: ['The password is wrong.'] } },
      { status: 422 },
    );

  await userEvent.type(dialog.getByLabelText('Type ada to confirm'), 'ada');
  await userEvent.type(dialog.getByLabelText('Password'), 'not it{Enter}');
  expect(await dialog.findByText('The password is wrong.')).toBeInTheDocument();
  expect(dialog.getByLabelText('Password')).toHaveFocus();
  answer = () => HttpResponse.error();
  await userEvent.click(dialog.getByRole('button', remove));

  expect(await dialog.findByText('The account was not deleted.')).toBeInTheDocument();
  expect(getSession().status).toBe('signed_in');
});

test('where the second factor is on, its code is asked for too', async () => {
  server.use(
    http.get('*/api/user/me/second-factor', () =>
      HttpResponse.json({ enabled: true, enabled_at: '2026-11-01T09:00:00Z', recovery_codes_left: 9 }),
    ),
  );
  adoptSession(sessionOf());
  openApp('/app/settings/data');
  const dialog = await openDialog();

  await userEvent.type(await dialog.findByLabelText('Code'), '123456');
  await userEvent.type(dialog.getByLabelText('Type ada to confirm'), 'ada');
  await userEvent.type(dialog.getByLabelText('Password'), 'a sentence to remember{Enter}');

  expect(await screen.findByRole('heading', { name: 'Your account will be deleted' })).toBeInTheDocument();
  expect(sent).toEqual([{ confirm: 'ada', password: 'a sentence to remember', code: '123456' }]);
});

test('a guest needs no password and is told that it happens at once', async () => {
  adoptSession(sessionOf({ ...ada, is_guest: true, email: null }));
  openApp('/app/settings/data');
  const dialog = await openDialog();

  expect(dialog.queryByLabelText('Password')).not.toBeInTheDocument();
  await userEvent.type(dialog.getByLabelText('Type ada to confirm'), 'ada{Enter}');

  expect(await screen.findByRole('heading', { name: 'Your account is deleted' })).toBeInTheDocument();
  await waitFor(() => expect(getSession().status).toBe('signed_out'));
});

test('whoever logs in again is told that the account stays', async () => {
  server.use(http.post('*/api/auth/login', () => HttpResponse.json({ ...sessionOf(), restored: true })));
  openApp('/login?next=%2Fapp%2Fsettings');

  await userEvent.type(await screen.findByLabelText('E-mail or username'), 'ada');
  await userEvent.type(screen.getByLabelText('Password'), 'a sentence to remember{Enter}');

  expect(await screen.findByText('Welcome back. Your account will not be deleted.')).toBeInTheDocument();
});
