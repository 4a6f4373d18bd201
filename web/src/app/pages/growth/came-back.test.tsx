import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test } from 'vitest';
import type { Account } from '@/lib/growth-types';
import { accountOf, growthHandlers } from '@/test/growth-fixtures';
import { calls, consents, openAccounts, openGrowth, setTheStage } from '@/test/growth-stage';
import { server } from '@/test/server';

const newer = accountOf({ id: 'a-2', username: 'ada.new' });
const older = (part: Partial<Account> = {}) => accountOf({ id: 'a-1', username: 'ada.old', ...part });
const ended = { state: 'needs_reconnect', state_reason: 'The password was changed.' } as const;
const waiting = { ...accountOf().sync, status: 'waiting' } as const;

let accounts: Account[];

beforeEach(() => {
  setTheStage();
  sessionStorage.clear();
  consents();
  server.use(
    http.get('*/api/instagram/accounts', () => HttpResponse.json({ items: accounts, flavours: ['sandbox'] })),
    ...growthHandlers(),
  );
});

/** The older of two accounts has to be connected again, and somebody goes away to do so. */
async function leaveToReconnect() {
  accounts = [newer, older(ended)];
  const { unmount } = openAccounts();
  await userEvent.click(await screen.findByRole('button', { name: 'Reconnect' }));
  await waitFor(() => expect(location.hash).toBe('#consent-page'));
  unmount();
}

const onThePage = () => screen.findByRole('combobox', { name: 'Account' });

test('whoever connects the older account again comes back to that one, once', async () => {
  await leaveToReconnect();
  accounts = [newer, older({ sync: waiting })];

  const { router, unmount } = openGrowth('/app/growth?connected=true');

  await waitFor(async () => expect(await onThePage()).toHaveValue('a-1'));
  expect(
    await screen.findAllByText('@ada.old is connected. The posts are read now, the newest first.'),
  ).toHaveLength(2);
  expect(router.state.location.search).toBe('?account=a-1');
  await waitFor(() => expect(calls('/api/growth/stats').at(-1)).toContain('account_id=a-1'));
  unmount();
  openGrowth('/app/growth?connected=true');
  expect(await onThePage()).toHaveValue('a-2');
});

/** Somebody goes away to connect one more, and comes back when `now` is what there is. */
async function connectOneMore(now: Account[]) {
  const { unmount } = openAccounts();
  await userEvent.click(await screen.findByRole('button', { name: 'Explore a sample account' }));
  await waitFor(() => expect(location.hash).toBe('#consent-page'));
  unmount();
  accounts = now;
  return openGrowth('/app/growth?connected=true');
}

test('one that is newer than those that were known is named', async () => {
  accounts = [older()];

  await connectOneMore([
    accountOf({ id: 'a-2', username: 'ada.new', created_at: '2026-11-22T09:00:00Z' }),
    older(),
  ]);

  expect(await screen.findAllByText('@ada.new is connected. The posts are in.')).not.toHaveLength(0);
});

test('an older one that was connected once more is not taken for the newest', async () => {
  accounts = [newer, older()];

  const { router } = await connectOneMore(accounts);

  expect(await screen.findAllByText('Connected.')).not.toHaveLength(0);
  expect(screen.queryByText(/^@ada\.new is connected/)).not.toBeInTheDocument();
  expect(router.state.location.search).toBe('');
});

test('an account that is gone meanwhile is not looked for', async () => {
  await leaveToReconnect();
  accounts = [newer, older({ id: 'a-3' })];

  const { router } = openGrowth('/app/growth?connected=true');

  expect(await onThePage()).toHaveValue('a-2');
  expect(router.state.location.search).toBe('');
});

test('one that was refused is forgotten, and so is one when another is connected', async () => {
  await leaveToReconnect();
  const { unmount } = openGrowth('/app/growth?error=access_denied');
  expect(await screen.findAllByText(/You did not give access/)).not.toHaveLength(0);
  unmount();
  const { router, unmount: leave } = openGrowth('/app/growth?connected=true');
  await onThePage();
  expect(router.state.location.search).toBe('');
  leave();

  await leaveToReconnect();
  location.hash = '';
  const { unmount: go } = openAccounts();
  await userEvent.click(await screen.findByRole('button', { name: 'Explore a sample account' }));
  await waitFor(() => expect(location.hash).toBe('#consent-page'));
  go();
  openGrowth('/app/growth?connected=true');

  expect(await onThePage()).toHaveValue('a-2');
});

test('no "connected" stands above an account that is not, neither at first nor when its sync is refused', async () => {
  accounts = [];
  const { client } = await connectOneMore([accountOf({ sync: waiting })]);
  await screen.findAllByText(/^@ada\.makes is connected\. The posts are read now/);

  accounts = [accountOf(ended)];
  await client.refetchQueries({ queryKey: ['growth', 'accounts'] });

  expect(await screen.findByText('This account is no longer connected.')).toBeInTheDocument();
  const button = screen.getByRole('button', { name: 'Dismiss' });
  expect(button.parentElement).toHaveTextContent(/^A connection was made, but @ada\.makes still cannot/);
});
