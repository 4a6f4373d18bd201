import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test } from 'vitest';
import { queryClient } from '@/lib/query-client';
import { adoptSession, endSession, getSession } from '@/lib/session';
import { administrator } from '@/test/admin-fixtures';
import { ada, sessionOf, withoutGitHub } from '@/test/fixtures';
import { openApp } from '@/test/open-app';
import { server } from '@/test/server';

let sent: unknown[];
let answer: () => Response;

beforeEach(() => {
  queryClient.clear();
  sent = [];
  answer = () => HttpResponse.json(administrator);
  server.use(
    ...withoutGitHub,
    http.post('*/api/admin/claim', async ({ request }) => {
      sent.push(await request.json());
      return answer();
    }),
  );
});

const press = async () =>
  userEvent.click(await screen.findByRole('button', { name: 'Administer this server' }));

test('opening the link does nothing yet; a press makes the account an administrator', async () => {
  adoptSession(sessionOf());
  openApp('/admin/claim/from-the-log');

  expect(await screen.findByText('ada', { selector: 'strong' })).toBeInTheDocument();
  expect(sent).toEqual([]);
  await press();

  expect(
    await screen.findByText('You administer this server', { selector: '.font-serif' }),
  ).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Go to the administration' })).toHaveAttribute('href', '/admin');
  expect(sent).toEqual([{ token: 'from-the-log' }]);
  expect(getSession().user?.is_admin).toBe(true);
});

test('a link that is over says why in a sentence', async () => {
  adoptSession(sessionOf());
  answer = () => HttpResponse.json({ code: 'admin.link_expired' }, { status: 410 });
  openApp('/admin/claim/from-the-log');

  await press();

  expect(await screen.findByText('This link is over')).toBeInTheDocument();
  expect(screen.getByText(/or this server has an administrator already/)).toBeInTheDocument();
  expect(getSession().user?.is_admin).toBe(false);
});

test('a line that fails leaves the button', async () => {
  adoptSession(sessionOf());
  answer = () => HttpResponse.error();
  openApp('/admin/claim/from-the-log');

  await press();

  expect(await screen.findByText(/server cannot be reached/)).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Administer this server' })).toBeInTheDocument();
});

test('a guest is told to keep the account first', async () => {
  adoptSession(sessionOf({ ...ada, is_guest: true, email: null }));
  openApp('/admin/claim/from-the-log');

  expect(await screen.findByRole('link', { name: 'Keep this account' })).toHaveAttribute(
    'href',
    '/app/settings/profile#keep',
  );
  expect(screen.getByRole('link', { name: 'Log in to another one' })).toHaveAttribute(
    'href',
    '/login?next=%2Fadmin%2Fclaim%2Ffrom-the-log',
  );
  expect(screen.queryByRole('button', { name: 'Administer this server' })).not.toBeInTheDocument();
});

test('whoever is not logged in does so first, and comes back to the link', async () => {
  endSession();
  server.use(http.post('*/api/auth/login', () => HttpResponse.json(sessionOf())));
  const router = openApp('/admin/claim/from-the-log');

  await userEvent.type(await screen.findByLabelText('E-mail or username'), 'ada');
  await userEvent.type(screen.getByLabelText('Password'), 'the old one{Enter}');

  expect(await screen.findByRole('button', { name: 'Administer this server' })).toBeInTheDocument();
  expect(router.state.location.pathname).toBe('/admin/claim/from-the-log');
});
