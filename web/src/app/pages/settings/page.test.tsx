import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test } from 'vitest';
import { adoptSession, getSession } from '@/lib/session';
import { ada, sessionOf } from '@/test/fixtures';
import { openApp } from '@/test/open-app';
import { server } from '@/test/server';

beforeEach(() => adoptSession(sessionOf()));

const tabs = () => within(screen.getByRole('navigation', { name: 'Settings' }));

test('settings open with the profile, and each tab is a page of its own', async () => {
  server.use(http.get('*/api/sessions', () => HttpResponse.json({ items: [], next_cursor: null })));
  const router = openApp('/app/settings#keep');

  await screen.findByRole('navigation', { name: 'Settings' });
  expect(router.state.location.pathname).toBe('/app/settings/profile');
  expect(router.state.location.hash).toBe('#keep');
  for (const [tab, shows] of [
    ['Security', 'Password'],
    ['Sessions', 'Where you are logged in'],
    ['Data', 'Your data'],
    ['Notifications', 'Mails about your account'],
    ['Profile', 'Appearance'],
  ] as const) {
    await userEvent.click(tabs().getByRole('link', { name: tab }));
    expect(await screen.findByRole('heading', { name: shows })).toBeInTheDocument();
    expect(tabs().getByRole('link', { name: tab })).toHaveAttribute('aria-current', 'page');
    expect(router.state.location.pathname).toBe(`/app/settings/${tab.toLowerCase()}`);
    expect(document.title).toBe(`${tab} \u00b7 Settings \u00b7 Greenroom`);
  }
});

test('there is no other section', async () => {
  openApp('/app/settings/constructor');

  expect(await screen.findByRole('heading', { name: 'Nothing at this address' })).toBeInTheDocument();
});

test('an address that is not confirmed can be sent a new link, and one that is needs none', async () => {
  adoptSession(sessionOf({ ...ada, email_verified: false }));
  server.use(http.post('*/api/auth/verify/send', () => HttpResponse.json({ message: 'x' }, { status: 202 })));
  openApp('/app/settings/profile');

  expect(await screen.findByText('Not confirmed')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Send the link again' }));

  expect(await screen.findByText(/^A link is on its way\. It works once/)).toBeInTheDocument();
});

test('an address that was confirmed elsewhere is known here after the press', async () => {
  adoptSession(sessionOf({ ...ada, email_verified: false }));
  server.use(
    http.post('*/api/auth/verify/send', () =>
      HttpResponse.json({ code: 'account.email_verified_already' }, { status: 409 }),
    ),
    http.get('*/api/user/me', () => HttpResponse.json(ada)),
  );
  openApp('/app/settings/profile');

  await userEvent.click(await screen.findByRole('button', { name: 'Send the link again' }));

  expect(await screen.findByText('Your address is confirmed already')).toBeInTheDocument();
  expect(await screen.findByText('Confirmed')).toBeInTheDocument();
  expect(getSession().user?.email_verified).toBe(true);
});

test('a guest is told to keep the account first, on each page where it matters', async () => {
  adoptSession(sessionOf({ ...ada, id: 'guest', is_guest: true, email: null, email_verified: false }));
  openApp('/app/settings/security');

  expect(await screen.findByRole('link', { name: 'Keep this account' })).toHaveAttribute(
    'href',
    '/app/settings/profile#keep',
  );
  expect(screen.queryByLabelText('Current password')).not.toBeInTheDocument();
  await userEvent.click(tabs().getByRole('link', { name: 'Notifications' }));
  expect(await screen.findByText(/so it gets no mail/)).toBeInTheDocument();
});
