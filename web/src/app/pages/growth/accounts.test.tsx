import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test } from 'vitest';
import { insightsQuery, postQuery } from '@/lib/growth-api';
import { accountsKey } from '@/lib/growth-cache';
import { accountOf, growthHandlers } from '@/test/growth-fixtures';
import { calls, consents, openAccounts as open, setTheStage } from '@/test/growth-stage';
import { historyOf, insightsOf } from '@/test/insight-fixtures';
import { server } from '@/test/server';

const zone = encodeURIComponent(Intl.DateTimeFormat().resolvedOptions().timeZone);

beforeEach(setTheStage);

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

test('every account stands there with its state, its syncs, its end and its zone', async () => {
  const real = accountOf({
    id: 'a-2',
    username: 'real.ada',
    flavour: 'instagram',
    state: 'needs_reconnect',
    state_reason: 'The password was changed.',
    followers: null,
    last_synced_at: null,
    next_sync_at: null,
    token_expires_at: '2126-01-15T09:00:00Z',
  });
  server.use(...growthHandlers({ accounts: [accountOf({ next_sync_at: inDays(2) }), real] }));
  open();

  const sample = within(await screen.findByRole('region', { name: '@ada.makes' }));
  expect(sample.getByText('Sample data')).toBeInTheDocument();
  expect(sample.getByText('Connected', { selector: 'span' })).toBeInTheDocument();
  expect(sample.getByText('2,400 followers')).toBeInTheDocument();
  expect(sample.getByText('in 2 days')).toBeInTheDocument();
  expect(sample.getByText('has no end')).toBeInTheDocument();
  expect(sample.getByText(/^Europe\/Berlin;/)).toBeInTheDocument();
  expect(sample.getByRole('button', { name: 'Refresh' })).toBeInTheDocument();

  const other = within(screen.getByRole('region', { name: '@real.ada' }));
  expect(other.getByText('Needs to be connected again')).toBeInTheDocument();
  expect(other.getByText(/The password was changed/)).toBeInTheDocument();
  expect(other.getByText('none yet')).toBeInTheDocument();
  expect(other.getByText('none planned')).toBeInTheDocument();
  expect(other.getByText('ends 15 Jan 2126')).toBeInTheDocument();
  expect(other.queryByText('Sample data')).not.toBeInTheDocument();
  expect(other.getByRole('button', { name: 'Reconnect' })).toBeInTheDocument();
  expect(screen.getByText(/No messages, and not who liked/)).toBeInTheDocument();
});

test('an access is renewed only while the connection works, and one that is over has ended', async () => {
  const accounts = [
    accountOf({ username: 'works', token_expires_at: '2126-01-15T09:00:00Z' }),
    accountOf({
      id: 'a-2',
      username: 'over',
      state: 'needs_reconnect',
      token_expires_at: '2026-01-15T09:00:00Z',
    }),
  ];
  server.use(...growthHandlers({ accounts }));
  open();

  const works = within(await screen.findByRole('region', { name: '@works' }));
  expect(works.getByText('ends 15 Jan 2126, and is renewed before')).toBeInTheDocument();
  const over = within(screen.getByRole('region', { name: '@over' }));
  expect(over.getByText('ended 15 Jan 2026')).toBeInTheDocument();
});

test('each way to connect that this server knows has its button', async () => {
  server.use(...growthHandlers({ flavours: ['instagram', 'facebook', 'sandbox'] }));
  consents();
  open();

  expect(await screen.findByRole('button', { name: 'Connect Instagram' })).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Explore a sample account' })).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Connect through Facebook' }));

  await waitFor(() =>
    expect(calls('/api/instagram/connect')).toEqual([
      `/api/instagram/connect?flavour=facebook&time_zone=${zone}`,
    ]),
  );
});

test('without an account there is one thing to do, and what would be read is said first', async () => {
  server.use(...growthHandlers({ accounts: [] }));
  open();

  expect(await screen.findByText('No account is connected yet')).toBeInTheDocument();
  expect(screen.getByText(/Nothing is ever posted/)).toBeInTheDocument();
  expect(screen.getAllByRole('button', { name: 'Explore a sample account' })).toHaveLength(1);
});

test('disconnecting asks first, and then the page is empty', async () => {
  let accounts = [accountOf()];
  server.use(
    http.get('*/api/instagram/accounts', () => HttpResponse.json({ items: accounts, flavours: ['sandbox'] })),
    http.delete('*/api/instagram/disconnect', () => {
      accounts = [];
      return new HttpResponse(null, { status: 204 });
    }),
    ...growthHandlers(),
  );
  const { router, client } = open('/app/growth/accounts?account=a-1&period=7');

  const disconnect = await screen.findByRole('button', { name: 'Disconnect @ada.makes' });
  client.setQueryData(insightsQuery('a-1').queryKey, insightsOf());
  client.setQueryData(postQuery('p-1').queryKey, historyOf());

  await userEvent.click(disconnect);
  const dialog = within(await screen.findByRole('dialog', { name: 'Disconnect @ada.makes?' }));
  expect(dialog.getByText(/removes the account, its posts and history/)).toBeInTheDocument();
  await userEvent.click(dialog.getByRole('button', { name: 'Keep it' }));
  expect(calls('/api/instagram/disconnect')).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'Disconnect @ada.makes' }));
  await userEvent.click(
    within(await screen.findByRole('dialog')).getByRole('button', { name: 'Disconnect' }),
  );

  expect(await screen.findByText('No account is connected yet')).toBeInTheDocument();
  expect(screen.getByText('@ada.makes is disconnected')).toBeInTheDocument();
  expect(calls('/api/instagram/disconnect')).toEqual(['/api/instagram/disconnect?account_id=a-1']);
  expect(router.state.location.search).toBe('?period=7');
  for (const what of ['stats', 'posts', 'post', 'insights'])
    expect(client.getQueriesData({ queryKey: ['growth', what] }).filter(([, data]) => data)).toEqual([]);
});

test('what is being disconnected is not called off by closing, and its failure is told', async () => {
  let fail = () => {};
  const gate = new Promise<void>((resolve) => (fail = resolve));
  server.use(
    http.delete('*/api/instagram/disconnect', async () => {
      await gate;
      return HttpResponse.json({ code: 'x' }, { status: 500 });
    }),
    ...growthHandlers(),
  );
  open();
  await userEvent.click(await screen.findByRole('button', { name: 'Disconnect @ada.makes' }));
  const dialog = await screen.findByRole('dialog', { name: 'Disconnect @ada.makes?' });
  await userEvent.click(within(dialog).getByRole('button', { name: 'Disconnect' }));

  await userEvent.click(within(dialog).getByRole('button', { name: 'Keep it' }));
  fireEvent(dialog, new Event('cancel', { cancelable: true }));
  expect(within(dialog).queryByRole('button', { name: 'Close' })).not.toBeInTheDocument();
  fail();

  expect(await within(dialog).findByText('It was not disconnected.')).toBeInTheDocument();
  await userEvent.click(within(dialog).getByRole('button', { name: 'Keep it' }));
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
});

test.each(['Refresh', 'Disconnect'])('%s asks again for the list that was on its way', async (button) => {
  const all = [accountOf(), accountOf({ id: 'a-2', username: 'other' })];
  let hold = new Promise<void>(() => {});
  server.use(
    http.post('*/api/instagram/refresh', () => HttpResponse.json({ account: accountOf() })),
    http.delete('*/api/instagram/disconnect', () => new HttpResponse(null, { status: 204 })),
    ...growthHandlers({ accounts: all.slice(0, 1) }),
  );
  const { client } = open();
  const card = within(await screen.findByRole('region', { name: '@ada.makes' }));
  server.use(
    http.get('*/api/instagram/accounts', async () => {
      await hold;
      return HttpResponse.json({ items: all, flavours: ['sandbox'] });
    }),
  );
  void client.invalidateQueries({ queryKey: accountsKey });
  await waitFor(() => expect(calls('/api/instagram/accounts')).toHaveLength(2));
  hold = Promise.resolve();

  await userEvent.click(card.getByRole('button', { name: new RegExp(button) }));
  if (button === 'Disconnect') {
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.click(dialog.getByRole('button', { name: 'Disconnect' }));
  }

  expect(await screen.findByRole('region', { name: '@other' })).toBeInTheDocument();
});

test('an account that is gone does not stay in the address', async () => {
  server.use(...growthHandlers());
  const { router } = open('/app/growth/accounts?account=a-9&period=7');

  await screen.findByRole('region', { name: '@ada.makes' });

  await waitFor(() => expect(router.state.location.search).toBe('?period=7'));
});
