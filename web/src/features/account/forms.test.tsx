import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { expect, test, vi } from 'vitest';
import { getSession } from '@/lib/session';
import { sessionOf } from '@/test/fixtures';
import { renderPage } from '@/test/render';
import { server } from '@/test/server';
import { useRegister } from './api';
import { LoginForm } from './login-form';
import { NewAccountForm } from './new-account-form';

const url = 'http://localhost:5173';

function SignUp({ onDone }: { onDone: () => void }) {
  return (
    <NewAccountForm
      account={useRegister()}
      submitLabel="Create account"
      onDone={onDone}
      whenTaken="Log in instead"
    />
  );
}

test('a wrong password gives one sentence, keeps the name and asks for the password again', async () => {
  server.use(
    http.post(`${url}/api/auth/login`, () =>
      HttpResponse.json(
        { code: 'auth.invalid_credentials', detail: 'The password is not right, or it is locked.' },
        { status: 401 },
      ),
    ),
  );
  renderPage(<LoginForm onDone={vi.fn()} />);

  await userEvent.type(screen.getByLabelText('E-mail or username'), 'ada');
  await userEvent.type(screen.getByLabelText('Password'), 'wrong{Enter}');

  expect(await screen.findByText(/is not right/)).toBeInTheDocument();
  expect(screen.getByLabelText('E-mail or username')).toHaveValue('ada');
  expect(screen.getByLabelText('Password')).toHaveValue('');
  expect(screen.getByLabelText('Password')).toHaveFocus();
});

test('a name without @ is sent as a username, one with @ as an e-mail', async () => {
  const bodies: unknown[] = [];
  server.use(
    http.post(`${url}/api/auth/login`, async ({ request }) => {
      bodies.push(await request.json());
      return HttpResponse.json(sessionOf());
    }),
  );
  const onDone = vi.fn();
  renderPage(<LoginForm onDone={onDone} />);

  await userEvent.type(screen.getByLabelText('E-mail or username'), 'ada');
  await userEvent.type(screen.getByLabelText('Password'), 'right-password');
  await userEvent.click(screen.getByRole('button', { name: /Log in/ }));
  await waitFor(() => expect(onDone).toHaveBeenCalledTimes(1));
  await userEvent.type(screen.getByLabelText('E-mail or username'), '@example.org{Enter}');
  await waitFor(() => expect(bodies).toHaveLength(2));

  expect(bodies[0]).toEqual({ username: 'ada', password: 'right-password' });
  expect(bodies[1]).toEqual({ email: 'ada@example.org', password: 'right-password' });
  expect(getSession().status).toBe('signed_in');
});

test('mistakes are named beside their fields and the first one gets the focus', async () => {
  renderPage(<SignUp onDone={vi.fn()} />);

  await userEvent.type(screen.getByLabelText('Password'), 'short');
  await userEvent.click(screen.getByRole('button', { name: 'Create account' }));

  expect(await screen.findByText('Enter your e-mail address.')).toBeInTheDocument();
  expect(screen.getByText('Use at least 8 characters.')).toBeInTheDocument();
  expect(screen.getByLabelText('E-mail')).toHaveFocus();
  expect(screen.getByLabelText('E-mail')).toHaveAccessibleDescription('Enter your e-mail address.');
});

test('a taken address offers the login, and what the server says of a field stands beside it', async () => {
  const answers = [
    HttpResponse.json({ code: 'account.exists', title: 'Taken' }, { status: 409 }),
    HttpResponse.json(
      { code: 'request.invalid', errors: { password: ['This password is too common.'] } },
      { status: 400 },
    ),
  ];
  server.use(http.post(`${url}/api/auth/register`, () => answers.shift() as HttpResponse<never>));
  renderPage(<SignUp onDone={vi.fn()} />);
  await userEvent.type(screen.getByLabelText('E-mail'), 'ada@example.org');
  await userEvent.type(screen.getByLabelText('Password'), 'password123{Enter}');

  expect(await screen.findByText(/an account with this address/)).toHaveTextContent('Log in instead');

  await userEvent.click(screen.getByRole('button', { name: 'Create account' }));

  expect(await screen.findByText('This password is too common.')).toBeInTheDocument();
  expect(screen.getByLabelText('Password')).toHaveFocus();
});

test('where addresses have to be proven, the form gives way to what to do next', async () => {
  server.use(
    http.post(`${url}/api/auth/register`, () =>
      HttpResponse.json({ message: 'Check your mail' }, { status: 202 }),
    ),
  );
  const onDone = vi.fn();
  const before = getSession();
  renderPage(<SignUp onDone={onDone} />);

  await userEvent.type(screen.getByLabelText('E-mail'), 'ada@example.org');
  await userEvent.type(screen.getByLabelText('Password'), 'a sentence to remember{Enter}');

  expect(await screen.findByText(/A mail is on its way to/)).toHaveTextContent('ada@example.org');
  expect(screen.getByRole('link', { name: 'log in' })).toHaveAttribute('href', '/login');
  expect(screen.queryByLabelText('E-mail')).not.toBeInTheDocument();
  expect(onDone).not.toHaveBeenCalled();
  expect(getSession()).toBe(before);

  await userEvent.click(screen.getByRole('button', { name: 'fill in the form again' }));

  expect(screen.getByLabelText('E-mail')).toHaveValue('ada@example.org');
  await userEvent.click(screen.getByRole('button', { name: 'Create account' }));
  expect(await screen.findByText(/A mail is on its way to/)).toBeInTheDocument();
});

test('where the second factor is on, the code is asked for after the right password', async () => {
  const bodies: Record<string, unknown>[] = [];
  server.use(
    http.post(`${url}/api/auth/login`, async ({ request }) => {
      const body = (await request.json()) as Record<string, unknown>;
      bodies.push(body);
      if (body.code === undefined)
        return HttpResponse.json({ code: 'auth.second_factor_required' }, { status: 401 });
      return body.code === '0A1B-2C3D-4E5F'
        ? HttpResponse.json(sessionOf())
        : HttpResponse.json({ code: 'auth.second_factor_invalid' }, { status: 401 });
    }),
  );
  const onDone = vi.fn();
  renderPage(<LoginForm onDone={onDone} />);

  await userEvent.type(screen.getByLabelText('E-mail or username'), 'ada');
  await userEvent.type(screen.getByLabelText('Password'), 'right-password{Enter}');
  const code = await screen.findByLabelText('Code of your app');
  expect(code).toHaveFocus();
  expect(code).toHaveAttribute('autocomplete', 'one-time-code');
  expect(screen.queryByText(/not right/)).not.toBeInTheDocument();
  await userEvent.type(code, '000000{Enter}');
  expect(await screen.findByText(/This code is not right/)).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Use a recovery code' }));
  expect(screen.queryByText(/This code is not right/)).not.toBeInTheDocument();
  await userEvent.type(screen.getByLabelText('Recovery code'), '0A1B-2C3D-4E5F{Enter}');

  await waitFor(() => expect(onDone).toHaveBeenCalledTimes(1));
  expect(bodies.map((body) => body.code)).toEqual([undefined, '000000', '0A1B-2C3D-4E5F']);
  expect(bodies[2]).toMatchObject({ username: 'ada', password: 'right-password' });
});
