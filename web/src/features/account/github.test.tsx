import { fireEvent, screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test } from 'vitest';
import { endSession } from '@/lib/session';
import { gitHubMessage } from '@/lib/github-message';
import { queryClient } from '@/lib/query-client';
import { readLocal } from '@/lib/storage';
import { openApp } from '@/test/open-app';
import { server } from '@/test/server';

const offers = (github: boolean) =>
  server.use(http.get('*/api/auth/methods', () => HttpResponse.json({ password: true, github })));

beforeEach(() => {
  endSession();
  queryClient.clear();
});

test.each([
  ['/login?next=%2Fapp%2Fsettings%3Fa%3Db', '/auth/github?return=%2Fapp%2Fsettings%3Fa%3Db'],
  ['/sign-up', '/auth/github?return=%2Fapp'],
])('%s leads to GitHub and back to the page that was asked for', async (page, href) => {
  offers(true);
  openApp(page);

  const link = await screen.findByRole('link', { name: 'Continue with GitHub' });

  expect(link).toHaveAttribute('href', href);
  expect(readLocal('signed-in')).toBeNull();
  // jsdom goes nowhere.
  link.addEventListener('click', (event) => event.preventDefault());
  fireEvent.click(link);
  expect(readLocal('signed-in')).toBe('1');
});

test('the other ways in wait for the answer, so that nothing moves under a finger', async () => {
  let answer = () => undefined as void;
  const asked = new Promise<void>((resolve) => (answer = resolve));
  server.use(
    http.get('*/api/auth/methods', async () => {
      await asked;
      return HttpResponse.json({ password: true, github: false });
    }),
  );
  openApp('/login');

  const guest = await screen.findByText('Try it as a guest');
  expect(guest.closest('.invisible')).not.toBeNull();
  answer();

  await waitFor(() => expect(guest.closest('.invisible')).toBeNull());
  expect(screen.queryByRole('link', { name: 'Continue with GitHub' })).not.toBeInTheDocument();
});

test.each(['state', 'denied', 'failed', 'email_taken', 'no_email', 'second_factor', 'taken', 'limited'])(
  'github_%s has a sentence of its own',
  (code) => {
    const message = gitHubMessage(new URLSearchParams({ error: `github_${code}` }));

    expect(message).toMatch(/^[A-Z].*\.$/);
    const others = gitHubMessage(new URLSearchParams({ error: 'github_something_new' }));
    if (code !== 'failed') expect(message).not.toBe(others);
  },
);

test('an error of something else is not explained as one of GitHub', () => {
  expect(gitHubMessage(new URLSearchParams('error=access_denied'))).toBeNull();
  expect(gitHubMessage(new URLSearchParams())).toBeNull();
});

test('the log-in page says why nobody is signed in', async () => {
  offers(true);
  openApp('/login?error=github_email_taken');

  expect(await screen.findByText(/link GitHub in the settings/)).toBeInTheDocument();
});
