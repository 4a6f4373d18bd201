import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test, vi } from 'vitest';
import { adoptSession, endSession } from '@/lib/session';
import { ada, nothingSetUp, sessionOf, withoutGitHub } from '@/test/fixtures';
import { growthHandlers } from '@/test/growth-fixtures';
import { openApp as open } from '@/test/open-app';
import { server } from '@/test/server';

beforeEach(() => {
  endSession();
  server.use(...withoutGitHub);
  server.use(...nothingSetUp);
});

test('a page behind the login asks for it and remembers where to go', async () => {
  const router = open('/app/settings?from=mail');

  expect(await screen.findByRole('heading', { name: 'Log in' })).toBeInTheDocument();
  expect(router.state.location.search).toBe(`?next=${encodeURIComponent('/app/settings?from=mail')}`);
});

test('a guest goes on to the page that was asked for', async () => {
  server.use(
    http.post('*/api/auth/demo', () =>
      HttpResponse.json(sessionOf({ ...ada, is_guest: true }), { status: 201 }),
    ),
  );
  const router = open('/login?next=%2Fapp%2Fsettings');

  await userEvent.click(await screen.findByRole('button', { name: 'Try it as a guest' }));

  await waitFor(() => expect(router.state.location.pathname).toBe('/app/settings/profile'));
});

test('an unknown address keeps the navigation, inside and outside of the app', async () => {
  adoptSession(sessionOf());
  open('/app/nothing-here');

  expect(await screen.findByRole('heading', { name: 'Nothing at this address' })).toBeInTheDocument();
  expect(screen.getAllByRole('link', { name: 'Interviews' })).not.toHaveLength(0);
});

test('Ctrl+K finds a page by the beginning of any word and goes there', async () => {
  adoptSession(sessionOf());
  const router = open('/legal/privacy');
  await screen.findByRole('heading', { name: 'Privacy' });

  await userEvent.keyboard('{Control>}k{/Control}');
  await userEvent.type(await screen.findByRole('combobox'), 'prof{Enter}');

  await waitFor(() => expect(router.state.location.pathname).toBe('/app/settings/profile'));
});

test('Growth stands between Interviews and Settings, and opens', async () => {
  adoptSession(sessionOf());
  server.use(...growthHandlers({ accounts: [] }));
  open('/app/growth');

  expect(await screen.findByText('No account is connected yet')).toBeInTheDocument();
  for (const nav of screen.getAllByRole('navigation', { name: 'Main' })) {
    expect(
      within(nav)
        .getAllByRole('link')
        .map((link) => link.textContent),
    ).toEqual(['Home', 'Interviews', 'Growth', 'Settings']);
  }
});

test('the theme is chosen in the settings and kept', async () => {
  adoptSession(sessionOf());
  open('/app/settings');

  await userEvent.click(await screen.findByRole('radio', { name: 'Dark' }));

  expect(document.documentElement.dataset.theme).toBe('dark');
  expect(localStorage.getItem('greenroom.theme')).toBe('dark');
});

test('a room that breaks leaves the navigation of the app', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  vi.doMock('./pages/interviews/room', () => ({
    Component: () => {
      throw new Error('broken');
    },
  }));
  adoptSession(sessionOf());
  open('/app/interviews/i-1');

  expect(await screen.findByRole('heading', { name: 'This page broke' })).toBeInTheDocument();
  expect(await screen.findAllByRole('link', { name: 'Interviews' })).not.toHaveLength(0);
  expect(screen.getAllByRole('main')).toHaveLength(1);
  vi.doUnmock('./pages/interviews/room');
});
