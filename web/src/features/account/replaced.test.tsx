import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test } from 'vitest';
import { adoptSession, endSession, restoreSession } from '@/lib/session';
import { sessionOf } from '@/test/fixtures';
import { openApp } from '@/test/open-app';
import { server } from '@/test/server';

const sentence = /this server allows one session at a time/;

function refreshIsRefusedWith(code: string) {
  server.use(http.post('*/api/auth/token', () => HttpResponse.json({ code }, { status: 401 })));
}

beforeEach(() => {
  endSession();
  adoptSession(sessionOf());
});

test('in the middle of a form the login lies on top, says why, and the form is kept', async () => {
  server.use(
    http.patch('*/api/user/me', () => new HttpResponse(null, { status: 401 })),
    http.post('*/api/auth/login', () => HttpResponse.json(sessionOf())),
  );
  refreshIsRefusedWith('session.replaced');
  openApp('/app/settings/profile');

  await userEvent.type(await screen.findByLabelText('Username'), '-kept');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));

  expect(await screen.findByRole('dialog', { name: 'Log in to go on' })).toHaveTextContent(sentence);
  expect(screen.getByLabelText('Username')).toHaveValue('ada-kept');
  const forgot = screen.getByRole('link', { name: /^Forgot your password\?/ });
  expect(forgot).toHaveAttribute('target', '_blank');
});

test('whoever comes back later finds it said on the page they land on, and it can be put away', async () => {
  refreshIsRefusedWith('session.replaced');
  await restoreSession();
  const router = openApp('/app/interviews');

  expect(await screen.findByText(sentence)).toBeInTheDocument();
  expect(router.state.location.pathname).toBe('/login');
  await userEvent.click(screen.getByRole('button', { name: 'Dismiss' }));

  expect(screen.queryByText(sentence)).not.toBeInTheDocument();
});

test('a public page says it too, with the way to the log-in', async () => {
  refreshIsRefusedWith('session.replaced');
  await restoreSession();
  const router = openApp('/legal/privacy');
  server.use(http.get('*/api/interviewer', () => HttpResponse.error()));

  const notice = await screen.findByText(sentence);
  const login = notice.parentElement?.querySelector<HTMLElement>('a[href="/login"]');
  if (!login) throw new Error('There is no way to the log-in.');
  await userEvent.click(login);

  await waitFor(() => expect(router.state.location.pathname).toBe('/login'));
  expect(screen.getByText(sentence)).toBeInTheDocument();
});

test('an ordinary end of a session is not called a replacement', async () => {
  refreshIsRefusedWith('auth.refresh_invalid');
  await restoreSession();
  openApp('/app/interviews');

  expect(await screen.findByRole('heading', { name: 'Log in' })).toBeInTheDocument();
  expect(screen.queryByText(sentence)).not.toBeInTheDocument();
});
