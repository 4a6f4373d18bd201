import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test } from 'vitest';
import { adoptSession, endSession, getSession } from '@/lib/session';
import { ada, nothingSetUp, sessionOf, withoutGitHub } from '@/test/fixtures';
import { openApp } from '@/test/open-app';
import { server } from '@/test/server';

let told = 0;

beforeEach(() => {
  endSession();
  told = 0;
  server.use(
    ...withoutGitHub,
    ...nothingSetUp,
    http.post('*/api/auth/logout', () => {
      told += 1;
      return new HttpResponse(null, { status: 204 });
    }),
  );
});

test('an account is logged out at once', async () => {
  adoptSession(sessionOf());
  const router = openApp('/app/settings');

  await userEvent.click(await screen.findByRole('button', { name: 'Log out' }));

  await waitFor(() => expect(getSession().status).toBe('signed_out'));
  expect(router.state.location.pathname).toBe('/');
  await waitFor(() => expect(router.state.location.state).toBeNull());
  expect(told).toBe(1);
});

test('a guest is asked first, and can keep the account', async () => {
  adoptSession(sessionOf({ ...ada, is_guest: true, email: null }));
  const router = openApp('/legal/privacy');
  await screen.findByRole('heading', { name: 'Privacy' });

  await userEvent.keyboard('{Control>}k{/Control}');
  await userEvent.type(await screen.findByRole('combobox'), 'log out{Enter}');
  await userEvent.click(await screen.findByRole('button', { name: 'Keep this account' }));

  expect(router.state.location.pathname + router.state.location.hash).toBe('/app/settings/profile#keep');
  expect(getSession().status).toBe('signed_in');
  expect(told).toBe(0);
});

test('a guest who does not mind loses it', async () => {
  adoptSession(sessionOf({ ...ada, is_guest: true, email: null }));
  openApp('/app/settings');

  await userEvent.click(await screen.findByRole('button', { name: 'Leave the guest account' }));
  expect(getSession().status).toBe('signed_in');
  await userEvent.click(await screen.findByRole('button', { name: 'Log out and lose it' }));

  await waitFor(() => expect(getSession().status).toBe('signed_out'));
});

test('without a line the session ends here all the same, and it is said that the server does not know', async () => {
  server.use(http.post('*/api/auth/logout', () => HttpResponse.error()));
  adoptSession(sessionOf());
  openApp('/app/settings');

  await userEvent.click(await screen.findByRole('button', { name: 'Log out' }));

  await waitFor(() => expect(getSession().status).toBe('signed_out'));
  expect(await screen.findByText(/logged out here. The server is told/)).toBeInTheDocument();
  expect(localStorage.getItem('greenroom.log-out-owed')).toBe('1');
});

test('nothing but its own words ends the login that lies on top', async () => {
  adoptSession(sessionOf());
  openApp('/app/settings');
  await screen.findByRole('heading', { name: 'Settings' });
  server.use(
    http.patch('*/api/user/me', () => new HttpResponse(null, { status: 401 })),
    http.post('*/api/auth/token', () => new HttpResponse(null, { status: 401 })),
  );
  await userEvent.type(screen.getByLabelText('Username'), '-kept');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  const dialog = await screen.findByRole('dialog', { name: 'Log in to go on' });

  const cancel = new Event('cancel', { cancelable: true });
  dialog.dispatchEvent(cancel);
  await userEvent.click(dialog);
  expect(cancel.defaultPrevented).toBe(true);
  expect(screen.queryByRole('button', { name: 'Close' })).not.toBeInTheDocument();
  expect(getSession().status).toBe('expired');
  expect(screen.getByLabelText('Username')).toHaveValue('ada-kept');
  await userEvent.click(screen.getByRole('button', { name: /Not now/ }));

  expect(getSession().status).toBe('signed_out');
});
