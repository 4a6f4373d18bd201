import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test } from 'vitest';
import type { Account, ChoiceItem } from '@/lib/growth-types';
import { accountOf, growthHandlers } from '@/test/growth-fixtures';
import { calls, consents, openAccounts as open, setTheStage } from '@/test/growth-stage';
import { server } from '@/test/server';

const zone = encodeURIComponent(Intl.DateTimeFormat().resolvedOptions().timeZone);

const offered: ChoiceItem[] = [
  { id: '1784-1', username: 'ada.makes', name: 'Ada Makes' },
  { id: '1784-2', username: 'ada.bakes', name: null },
  { id: '1784-3', username: 'ada.takes', name: 'Ada Takes' },
];

const here = '/app/growth/accounts?choose=c-1&period=7';
const gone = { code: 'growth.no_choice', title: 'There is nothing to choose from.' };
const connected = (id: string, username: string) =>
  accountOf({
    id,
    username,
    flavour: 'facebook',
    sync: { ...accountOf().sync, status: 'waiting', posts_so_far: 0 },
  });

let accounts: Account[];
let sent: unknown[];

beforeEach(() => {
  setTheStage();
  accounts = [];
  sent = [];
});

type Refusal = { status: number; code: string; title?: string };

/** A login that opened three accounts; what is chosen is connected unless it is refused. */
function offer(items = offered, refusals: Refusal[] = []) {
  server.use(
    http.get('*/api/instagram/choices/c-1', () => HttpResponse.json({ items })),
    http.post('*/api/instagram/choices/c-1', async ({ request }) => {
      const body = (await request.json()) as { account_ids: string[] };
      sent.push(body);
      const refusal = refusals.shift();
      if (refusal) return HttpResponse.json(refusal, { status: refusal.status });
      const chosen = items.filter(({ id }) => body.account_ids.includes(id));
      accounts = chosen.map(({ id, username }) => connected(id, username));
      return HttpResponse.json({ items: accounts });
    }),
    http.get('*/api/instagram/accounts', () =>
      HttpResponse.json({ items: accounts, flavours: ['facebook'] }),
    ),
    ...growthHandlers(),
  );
}

const boxes = () => screen.findAllByRole('checkbox');
const connect = (name: string) => userEvent.click(screen.getByRole('button', { name }));

test('all accounts of a login are offered at once, and whoever comes back begins at the question', async () => {
  offer();
  open(here);

  const group = within(await screen.findByRole('group', { name: 'Your login opens 3 accounts.' }));
  expect(screen.getByRole('heading', { name: 'Which accounts do you want to connect?' })).toHaveFocus();
  expect(group.getByRole('checkbox', { name: '@ada.makes Ada Makes' })).toBeChecked();
  expect(group.getByRole('checkbox', { name: '@ada.bakes' })).toBeChecked();
  expect(screen.getByRole('button', { name: 'Connect 3 accounts' })).toBeInTheDocument();
  expect(screen.queryByText('No account is connected yet')).not.toBeInTheDocument();
});

test('what is ticked is connected, stands there at once and is said; the choice leaves the address', async () => {
  offer();
  const { router } = open(here);

  await userEvent.click((await boxes())[1]!);
  await connect('Connect 2 accounts');

  expect(await screen.findByRole('region', { name: '@ada.takes' })).toBeInTheDocument();
  expect(screen.getByRole('region', { name: '@ada.makes' })).toHaveTextContent('Waiting to sync');
  expect(screen.queryByRole('region', { name: '@ada.bakes' })).not.toBeInTheDocument();
  expect(sent).toEqual([{ account_ids: ['1784-1', '1784-3'] }]);
  expect(
    screen.getByText('2 accounts are connected. The posts are read now, the newest first.'),
  ).toBeInTheDocument();
  expect(router.state.location.search).toBe('?period=7');
  await waitFor(() => expect(screen.queryByRole('checkbox')).not.toBeInTheDocument());
  expect(screen.getByRole('heading', { name: 'Accounts', level: 1 })).toHaveFocus();
});

test('one account that was connected before keeps its place', async () => {
  accounts = [
    accountOf({ id: 'a-1', username: 'sample' }),
    accountOf({ id: '1784-1', state: 'needs_reconnect' }),
  ];
  const list = accounts;
  offer();
  server.use(
    http.get('*/api/instagram/accounts', () => HttpResponse.json({ items: list, flavours: ['facebook'] })),
    http.post('*/api/instagram/choices/c-1', () => {
      list[1] = connected('1784-1', 'ada.makes');
      return HttpResponse.json({ items: [list[1]] });
    }),
  );
  open(here);

  await screen.findByRole('button', { name: 'Reconnect' });
  await userEvent.click(await screen.findByRole('button', { name: 'Choose none' }));
  await userEvent.click((await boxes())[0]!);
  await connect('Connect 1 account');

  expect(
    await screen.findByText('@ada.makes is connected. The posts are read now, the newest first.'),
  ).toBeInTheDocument();
  const names = screen
    .getAllByRole('button', { name: /^Disconnect/ })
    .map((b) => b.getAttribute('aria-label'));
  expect(names).toEqual(['Disconnect @sample', 'Disconnect @ada.makes']);
  expect(screen.queryByRole('button', { name: 'Reconnect' })).not.toBeInTheDocument();
});

test('none at all is no choice: the sentence says so and the keyboard is at the first one', async () => {
  offer();
  open(here);

  await userEvent.click(await screen.findByRole('button', { name: 'Choose none' }));
  await connect('Connect 0 accounts');

  const first = (await boxes())[0]!;
  expect(first).toHaveFocus();
  expect(first).toHaveAccessibleDescription('Choose at least one account.');
  expect(sent).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'Choose all' }));
  expect(first).toBeChecked();
  expect(first).toBeValid();
});

test('not now leaves the choice and connects nothing', async () => {
  offer();
  const { router } = open(here);

  await userEvent.click(await screen.findByRole('button', { name: 'Not now' }));

  expect(await screen.findByText('No account is connected yet')).toBeInTheDocument();
  expect(router.state.location.search).toBe('?period=7');
  expect(sent).toEqual([]);
});

test('what is being connected cannot be left, and is said also on another page', async () => {
  let letThrough = () => {};
  const gate = new Promise<void>((resolve) => (letThrough = resolve));
  offer();
  server.use(http.post('*/api/instagram/choices/c-1', async () => void (await gate)));
  const { router } = open(here);

  await boxes();
  await connect('Connect 3 accounts');
  await userEvent.click(screen.getByRole('button', { name: 'Not now' }));
  expect(screen.getByRole('button', { name: 'Connecting' })).toBeInTheDocument();
  expect(router.state.location.search).toBe('?choose=c-1&period=7');
  await act(() => router.navigate('/app/growth/accounts'));
  await waitFor(() => expect(screen.queryByRole('checkbox')).not.toBeInTheDocument());
  letThrough();

  expect(await screen.findByText(/^3 accounts are connected/)).toBeInTheDocument();
});

test('a choice that is over leads to the platform again', async () => {
  server.use(
    http.get('*/api/instagram/choices/c-1', () => HttpResponse.json(gone, { status: 404 })),
    ...growthHandlers({ accounts: [] }),
  );
  consents();
  open(here);

  expect(await screen.findByRole('heading', { name: 'This choice is over' })).toHaveFocus();
  await connect('Connect again');

  await waitFor(() =>
    expect(calls('/api/instagram/connect')).toEqual([
      `/api/instagram/connect?flavour=facebook&time_zone=${zone}`,
    ]),
  );
});

test('a choice that was made in another tab is over, and what it connected stands there', async () => {
  offer(offered, [{ ...gone, status: 404 }]);
  open(here);

  await boxes();
  accounts = [connected('1784-1', 'ada.makes')];
  await connect('Connect 3 accounts');

  expect(await screen.findByRole('heading', { name: 'This choice is over' })).toHaveFocus();
  expect(await screen.findByRole('region', { name: '@ada.makes' })).toBeInTheDocument();
});

test('an account of somebody else is refused, and the rest can be chosen without it', async () => {
  const title =
    'That account is connected to another Greenroom login. Disconnect it there, then connect it here.';
  offer(offered, [{ status: 409, code: 'growth.account_taken', title }]);
  open(here);

  await boxes();
  await connect('Connect 3 accounts');
  const alert = within(await screen.findByRole('alert'));
  expect(alert.getByText('One of them is taken, so none was connected.')).toBeInTheDocument();
  expect(alert.getByText(/Disconnect it there.* Or choose without it\.$/)).toBeInTheDocument();
  await userEvent.click((await boxes())[2]!);
  await connect('Connect 2 accounts');

  expect(await screen.findByRole('region', { name: '@ada.bakes' })).toBeInTheDocument();
  expect(sent).toHaveLength(2);
});

test('a refusal connects nothing; without a clear answer that is not claimed', async () => {
  const title = 'Choose among the accounts that are offered.';
  offer(offered, [
    { status: 400, code: 'request.invalid', title },
    { status: 503, code: 'server.unavailable' },
  ]);
  open(here);

  await boxes();
  await connect('Connect 3 accounts');
  expect(await screen.findByText('Nothing was connected.')).toBeInTheDocument();
  expect(screen.getByText(title)).toBeInTheDocument();
  await connect('Connect 3 accounts');

  expect(await screen.findByText('It is not known whether they are connected.')).toBeInTheDocument();
  expect(screen.getAllByRole('checkbox', { checked: true })).toHaveLength(3);
});

test('accounts of a login that do not load can be asked for again', async () => {
  let isUp = false;
  offer();
  server.use(
    http.get('*/api/instagram/choices/c-1', () =>
      isUp ? undefined : HttpResponse.json({ code: 'x' }, { status: 500 }),
    ),
  );
  open(here);

  expect(await screen.findByText('The accounts of your login did not load.')).toBeInTheDocument();
  isUp = true;
  await userEvent.click(screen.getByRole('button', { name: 'Retry' }));

  expect(await boxes()).toHaveLength(3);
});
