import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LoginForm } from '@/features/account/login-form';
import { adoptSession, getSession } from '@/lib/session';
import { sessionOf } from '@/test/fixtures';
import { renderPage } from '@/test/render';
import { server } from '@/test/server';
import { PasskeysCard } from './passkeys';

const path = '*/api/user/me/passkeys';
const phone = { id: 'AQID', name: 'My phone', created_at: '2026-11-29T09:00:00Z', last_used_at: null };
const credentials = { create: vi.fn(), get: vi.fn() };
let items: (typeof phone)[];

beforeEach(() => {
  items = [];
  adoptSession(sessionOf());
  server.use(
    http.get(path, () => HttpResponse.json({ items })),
    http.get('*/api/user/me/second-factor', () =>
      HttpResponse.json({ enabled: false, recovery_codes_left: 0, enabled_at: null }),
    ),
  );
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetAllMocks();
});

/** jsdom has none of it: what the browser answers is said here. */
function withPasskeys() {
  const parse = (options: unknown) => options;
  vi.stubGlobal('PublicKeyCredential', {
    parseCreationOptionsFromJSON: parse,
    parseRequestOptionsFromJSON: parse,
  });
  Object.defineProperty(navigator, 'credentials', { value: credentials, configurable: true });
}

test('a passkey is made by the browser and added under its name', async () => {
  withPasskeys();
  const bodies: unknown[] = [];
  credentials.create.mockResolvedValue({ id: 'AQID', type: 'public-key' });
  server.use(
    http.post(`${path}/options`, async ({ request }) => {
      bodies.push(await request.json());
      return HttpResponse.json({ ceremony: 'c-1', options: '{"challenge":"x"}' });
    }),
    http.post(path, async ({ request }) => {
      bodies.push(await request.json());
      items = [phone];
      return HttpResponse.json(phone, { status: 201 });
    }),
  );
  renderPage(<PasskeysCard />);

  await userEvent.click(await screen.findByRole('button', { name: 'Add a passkey' }));
  await userEvent.clear(screen.getByLabelText('Name'));
  await userEvent.type(screen.getByLabelText('Name'), 'My phone');
  await userEvent.type(screen.getByLabelText('Your password'), 'right-password{Enter}');

  expect(await screen.findByText('My phone can log you in now')).toBeInTheDocument();
  expect(within(await screen.findByRole('list')).getByText('My phone')).toBeInTheDocument();
  expect(credentials.create).toHaveBeenCalledWith({ publicKey: { challenge: 'x' } });
  expect(bodies).toEqual([
    { current_password: 'right-password', code: null },
    { ceremony: 'c-1', credential: '{"id":"AQID","type":"public-key"}', name: 'My phone' },
  ]);
});

test('whoever closes the question of the browser stays where they are', async () => {
  withPasskeys();
  credentials.create.mockRejectedValue(new DOMException('no', 'NotAllowedError'));
  server.use(http.post(`${path}/options`, () => HttpResponse.json({ ceremony: 'c-1', options: '{}' })));
  renderPage(<PasskeysCard />);

  await userEvent.click(await screen.findByRole('button', { name: 'Add a passkey' }));
  await userEvent.type(screen.getByLabelText('Your password'), 'right-password{Enter}');

  expect(await screen.findByText('No passkey was made')).toBeInTheDocument();
  expect(screen.getByLabelText('Your password')).toHaveValue('right-password');
});

test('a passkey is renamed, and removed after a question', async () => {
  items = [phone];
  const calls: unknown[] = [];
  server.use(
    http.patch(`${path}/AQID`, async ({ request }) => {
      calls.push(await request.json());
      items = [{ ...phone, name: 'Old phone' }];
      return HttpResponse.json(items[0]);
    }),
    http.delete(`${path}/AQID`, () => {
      calls.push('removed');
      items = [];
      return new HttpResponse(null, { status: 204 });
    }),
  );
  renderPage(<PasskeysCard />);

  await userEvent.click(await screen.findByRole('button', { name: 'Rename My phone' }));
  await userEvent.clear(screen.getByLabelText('Name'));
  await userEvent.type(screen.getByLabelText('Name'), 'Old phone{Enter}');
  expect(await screen.findByText('The passkey has its new name')).toBeInTheDocument();
  await userEvent.click(await screen.findByRole('button', { name: 'Remove Old phone' }));
  await userEvent.click(screen.getByRole('button', { name: 'Remove' }));

  expect(await screen.findByText('Old phone opens nothing any more')).toBeInTheDocument();
  await waitFor(() => expect(screen.queryByRole('list')).not.toBeInTheDocument());
  expect(calls).toEqual([{ name: 'Old phone' }, 'removed']);
});

test('a browser without passkeys says so, and offers none at the log-in', async () => {
  renderPage(
    <>
      <PasskeysCard />
      <LoginForm onDone={vi.fn()} />
    </>,
  );

  expect(await screen.findByText('This browser cannot make passkeys.')).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Log in with a passkey' })).not.toBeInTheDocument();
});

test('a passkey logs in, and one that is not known says so', async () => {
  withPasskeys();
  credentials.get.mockResolvedValue({ id: 'AQID', type: 'public-key' });
  let known = false;
  server.use(
    http.post('*/api/auth/passkeys/options', () => HttpResponse.json({ ceremony: 'c-2', options: '{}' })),
    http.post('*/api/auth/passkeys', () =>
      known
        ? HttpResponse.json(sessionOf())
        : HttpResponse.json({ code: 'auth.passkey_invalid' }, { status: 401 }),
    ),
  );
  const onDone = vi.fn();
  renderPage(<LoginForm onDone={onDone} />);

  await userEvent.click(screen.getByRole('button', { name: 'Log in with a passkey' }));
  expect(await screen.findByText(/opens no account here/)).toBeInTheDocument();
  known = true;
  await userEvent.click(screen.getByRole('button', { name: 'Log in with a passkey' }));

  await waitFor(() => expect(onDone).toHaveBeenCalledTimes(1));
  expect(getSession().status).toBe('signed_in');
});
