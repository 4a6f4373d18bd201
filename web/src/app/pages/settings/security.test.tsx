import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test } from 'vitest';
import { queryClient } from '@/lib/query-client';
import { adoptSession, freshToken } from '@/lib/session';
import { ada, sessionOf } from '@/test/fixtures';
import { openApp } from '@/test/open-app';
import { server } from '@/test/server';

type Sent = { body: unknown; url: string };
let sent: Sent[];
let answer: () => Response;

const wrongPassword = () =>
  HttpResponse.json(
    {
      code: 'auth.password_wrong',
      detail: 'This is not the password of the account, or too many wrong ones came before it.',
      errors: { current_password: ['This is not the password of the account.'] },
    },
    { status: 422 },
  );

beforeEach(() => {
  sent = [];
  queryClient.clear();
  adoptSession(sessionOf(undefined, 'before'));
  const record = async ({ request }: { request: Request }) => {
    sent.push({ body: await request.json(), url: request.url });
    return answer();
  };
  server.use(http.post('*/api/auth/password', record), http.post('*/api/auth/email', record));
});

async function changePassword(current: string, next: string) {
  await userEvent.type(await screen.findByLabelText('Current password'), current);
  await userEvent.type(screen.getByLabelText('New password'), next);
  await userEvent.click(screen.getByRole('button', { name: 'Change the password' }));
}

test('a changed password goes on with the token of the answer, and says that the others have ended', async () => {
  answer = () => HttpResponse.json(sessionOf(undefined, 'after'));
  openApp('/app/settings/security');

  await changePassword('the old one', 'a sentence to remember');

  expect(await screen.findByText(/All other sessions have ended/)).toBeInTheDocument();
  expect(freshToken()).toBe('after');
  expect(sent[0]?.url).toMatch(/\?use_cookies=true$/);
  expect(sent[0]?.body).toEqual({
    current_password: 'the old one',
    password: 'a sentence to remember',
    code: null,
  });
  expect(screen.getByLabelText('Current password')).toHaveValue('');
});

test('whoever has opened the link without a session is told what a forgotten password costs, and confirms once more', async () => {
  let asked = 0;
  server.use(
    http.post('*/api/auth/verify/send', () => {
      asked++;
      return HttpResponse.json({ message: 'A link is on its way.' }, { status: 202 });
    }),
  );
  adoptSession(sessionOf({ ...ada, email_verified_by_holder: false }));
  openApp('/app/settings/security');

  expect(await screen.findByText(/a forgotten password costs you your passkeys/)).toHaveTextContent(
    'ada@example.org',
  );
  await userEvent.click(screen.getByRole('button', { name: 'Send the link again' }));

  expect(await screen.findByText(/A link is on its way/)).toBeInTheDocument();
  expect(asked).toBe(1);
});

test('where nobody has confirmed the address, the second factor is named as well', async () => {
  adoptSession(sessionOf({ ...ada, email_verified: false, email_verified_by_holder: false }));
  openApp('/app/settings/security');

  expect(await screen.findByText(/a forgotten password costs you/)).toHaveTextContent('the second factor');
});

test('whoever has shown that the mail is theirs is asked for nothing', async () => {
  adoptSession(sessionOf(ada));
  openApp('/app/settings/security');

  await screen.findByLabelText('Current password');
  expect(screen.queryByText(/a forgotten password costs you/)).not.toBeInTheDocument();
});

test('where the second factor is on, its code is asked for too', async () => {
  server.use(
    http.get('*/api/user/me/second-factor', () =>
      HttpResponse.json({ enabled: true, enabled_at: '2026-11-01T09:00:00Z', recovery_codes_left: 9 }),
    ),
  );
  answer = () =>
    HttpResponse.json(
      { code: 'second_factor.code_wrong', errors: { code: ['This code is wrong.'] } },
      { status: 422 },
    );
  openApp('/app/settings/security');

  const [ofPassword] = await screen.findAllByLabelText('Code');
  if (ofPassword) await userEvent.type(ofPassword, '123456');
  await changePassword('the old one', 'a sentence to remember');

  await waitFor(() => expect(ofPassword).toHaveAccessibleDescription(/This code is wrong\./));
  expect(sent[0]?.body).toEqual({
    current_password: 'the old one',
    password: 'a sentence to remember',
    code: '123456',
  });
  expect(screen.getAllByLabelText('Code')).toHaveLength(2);
});

test('a wrong password is named beside its field, and the new one stays', async () => {
  answer = wrongPassword;
  openApp('/app/settings/security');

  await changePassword('a guess', 'a sentence to remember');

  await waitFor(() =>
    expect(screen.getByLabelText('Current password')).toHaveAccessibleDescription(
      /^This is not the password of the account, or too many/,
    ),
  );
  expect(screen.getByLabelText('Current password')).toHaveFocus();
  expect(screen.getByLabelText('New password')).toHaveValue('a sentence to remember');
  expect(freshToken()).toBe('before');
});

test('passwords can be shown, and what is too short is not sent', async () => {
  openApp('/app/settings/security');

  await changePassword('the old one', 'short');
  expect(await screen.findByText('Use at least 8 characters.')).toBeInTheDocument();
  const [show] = screen.getAllByRole('button', { name: 'Show password' });
  if (show) await userEvent.click(show);

  expect(screen.getByLabelText('Current password')).toHaveAttribute('type', 'text');
  expect(sent).toEqual([]);
});

test('a new address gets a link, and until it is opened the old one stays', async () => {
  answer = () => HttpResponse.json({ message: 'x' }, { status: 202 });
  openApp('/app/settings/security');

  await userEvent.type(await screen.findByLabelText('New e-mail address'), 'ada@example.net');
  await userEvent.type(screen.getByLabelText('Your password'), 'the old one{Enter}');

  expect(await screen.findByText(/^A link is on its way to/)).toHaveTextContent('ada@example.net');
  expect(screen.getByText('ada@example.org')).toBeInTheDocument();
  expect(sent[0]?.body).toEqual({ email: 'ada@example.net', current_password: 'the old one', code: null });
});

test('a refused change of the address says why: the password, the pace, the line', async () => {
  const answers = [
    wrongPassword(),
    HttpResponse.json({ code: 'rate.limited' }, { status: 429, headers: { 'Retry-After': '600' } }),
    HttpResponse.error(),
  ];
  answer = () => answers.shift() as Response;
  openApp('/app/settings/security');
  const send = () => userEvent.click(screen.getByRole('button', { name: 'Send the link' }));
  await userEvent.type(await screen.findByLabelText('New e-mail address'), 'ada@example.net');
  await userEvent.type(screen.getByLabelText('Your password'), 'a guess');

  await send();
  await waitFor(() => expect(screen.getByLabelText('Your password')).toHaveFocus());
  expect(screen.getByLabelText('Your password')).toHaveAccessibleDescription(/^This is not the password/);
  await send();
  expect(await screen.findByText('Too many tries. Try again in 10 minutes.')).toBeInTheDocument();
  await send();
  expect(await screen.findByText(/server cannot be reached/)).toBeInTheDocument();
});
