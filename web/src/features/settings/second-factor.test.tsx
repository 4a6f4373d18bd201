import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test } from 'vitest';
import { adoptSession } from '@/lib/session';
import { ada, sessionOf } from '@/test/fixtures';
import { renderPage } from '@/test/render';
import { server } from '@/test/server';
import { SecondFactorCard } from './second-factor';

const path = '*/api/user/me/second-factor';
const codes = Array.from({ length: 10 }, (_, index) => `AAAA-BBBB-000${index}`);
let state: { enabled: boolean; recovery_codes_left: number; enabled_at: string | null };

beforeEach(() => {
  state = { enabled: false, recovery_codes_left: 0, enabled_at: null };
  adoptSession(sessionOf());
  server.use(http.get(path, () => HttpResponse.json(state)));
});

function switchOn(left = 10) {
  state = { enabled: true, recovery_codes_left: left, enabled_at: '2026-11-29T09:00:00Z' };
}

test('an app is set up by password, secret and a first code, and the codes have to be kept', async () => {
  const bodies: unknown[] = [];
  server.use(
    http.post(path, async ({ request }) => {
      bodies.push(await request.json());
      return HttpResponse.json({
        secret: 'JBSWY3DPEHPK3PXP',
        uri: 'otpauth://totp/x?secret=JBSWY3DPEHPK3PXP',
      });
    }),
    http.post(`${path}/confirm`, async ({ request }) => {
      bodies.push(await request.json());
      switchOn();
      return HttpResponse.json({ recovery_codes: codes });
    }),
  );
  renderPage(<SecondFactorCard />);

  await userEvent.click(await screen.findByRole('button', { name: 'Set up an app' }));
  await userEvent.type(screen.getByLabelText('Your password'), 'right-password{Enter}');
  expect(await screen.findByText('JBSWY3DPEHPK3PXP')).toBeInTheDocument();
  expect(await screen.findByRole('img', { name: /QR code/ })).toBeInTheDocument();
  await userEvent.type(screen.getByLabelText('Code'), '123456{Enter}');
  const list = await screen.findByRole('list', { name: 'Recovery codes' });
  expect(within(list).getAllByRole('listitem')).toHaveLength(10);
  expect(screen.getByRole('button', { name: 'Done' })).toBeDisabled();
  await userEvent.click(screen.getByLabelText('I have kept them'));
  await userEvent.click(screen.getByRole('button', { name: 'Done' }));

  expect(await screen.findByText('The second factor is on')).toBeInTheDocument();
  expect(await screen.findByText(/10 recovery codes left/)).toBeInTheDocument();
  expect(screen.queryByText(codes[0] ?? '')).not.toBeInTheDocument();
  expect(bodies).toEqual([{ current_password: 'right-password' }, { code: '123456' }]);
});

test('a wrong password and a wrong code stand beside their fields', async () => {
  switchOn(2);
  server.use(
    http.post(`${path}/disable`, () =>
      HttpResponse.json(
        { code: 'second_factor.code_wrong', detail: 'Wrong.', errors: { code: ['This code is wrong.'] } },
        { status: 422 },
      ),
    ),
  );
  renderPage(<SecondFactorCard />);

  expect(await screen.findByText(/Make new ones before you need them/)).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Switch off' }));
  const dialog = within(screen.getByRole('dialog', { hidden: true }));
  await userEvent.click(dialog.getByRole('button', { name: 'Switch off', hidden: true }));
  expect(dialog.getByLabelText('Your password')).toHaveAccessibleDescription('Enter your password.');
  await userEvent.type(dialog.getByLabelText('Your password'), 'right-password');
  await userEvent.type(dialog.getByLabelText('Code'), '000000{Enter}');

  expect(await dialog.findByText('This code is wrong.')).toBeInTheDocument();
  expect(dialog.getByText('This was not accepted. Nothing has changed.')).toBeInTheDocument();
});

test('a card that does not load says so and can be asked again', async () => {
  let calls = 0;
  server.use(
    http.get(path, () => {
      calls++;
      return calls === 1
        ? HttpResponse.json({ code: 'database.unavailable', detail: 'Not now.' }, { status: 503 })
        : HttpResponse.json(state);
    }),
  );
  renderPage(<SecondFactorCard />);

  await userEvent.click(await screen.findByRole('button', { name: 'Retry' }));

  expect(await screen.findByRole('button', { name: 'Set up an app' })).toBeInTheDocument();
});

test('a guest is told to keep the account first, and nothing is asked of the server', () => {
  adoptSession(sessionOf({ ...ada, email: null, is_guest: true }));
  renderPage(<SecondFactorCard />);

  expect(screen.getByText(/Keep the account first/)).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Set up an app' })).not.toBeInTheDocument();
});
