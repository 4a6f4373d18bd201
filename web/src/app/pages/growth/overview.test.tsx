import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test } from 'vitest';
import { accountOf, growthHandlers } from '@/test/growth-fixtures';
import { calls, consents, finding, openGrowth as open, setTheStage } from '@/test/growth-stage';
import { noInsights } from '@/test/insight-fixtures';
import { server } from '@/test/server';

const zone = encodeURIComponent(Intl.DateTimeFormat().resolvedOptions().timeZone);

beforeEach(setTheStage);

test('without an account the sample is the one thing to do, and leads to the consent', async () => {
  server.use(...growthHandlers({ accounts: [] }));
  consents();
  open();

  expect(await screen.findByText('No account is connected yet')).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Connect Instagram' })).not.toBeInTheDocument();
  const sample = screen.getByRole('button', { name: 'Explore a sample account' });
  expect(sample.className).toContain('bg-brand ');
  await userEvent.click(sample);

  await waitFor(() => expect(location.hash).toBe('#consent-page'));
  expect(calls('/api/instagram/connect')).toEqual([
    '/api/instagram/connect?flavour=sandbox&persona=sandbox%3Acreator',
  ]);
  expect(calls('/api/growth')).toEqual([]);
});

test('where Instagram is set up it comes first, and the sample stays', async () => {
  server.use(...growthHandlers({ accounts: [], flavours: ['instagram', 'sandbox'] }));
  consents();
  open();

  const real = await screen.findByRole('button', { name: 'Connect Instagram' });
  const green = screen.getAllByRole('button').filter((button) => button.className.includes('bg-brand '));
  expect(green).toEqual([real]);
  expect(screen.getByRole('button', { name: 'Explore a sample account' })).toBeInTheDocument();
  await userEvent.click(real);

  await waitFor(() =>
    expect(calls('/api/instagram/connect')).toEqual([
      `/api/instagram/connect?flavour=instagram&time_zone=${zone}`,
    ]),
  );
});

test('a time zone that the server does not know keeps nobody from connecting', async () => {
  server.use(...growthHandlers({ accounts: [], flavours: ['instagram', 'sandbox'] }));
  consents();
  server.use(
    http.get('*/api/instagram/connect', ({ request }) =>
      new URL(request.url).searchParams.has('time_zone')
        ? HttpResponse.json(
            { code: 'request.invalid', errors: { time_zone: ['No such time zone.'] } },
            { status: 400 },
          )
        : undefined,
    ),
  );
  open();

  await userEvent.click(await screen.findByRole('button', { name: 'Connect Instagram' }));

  await waitFor(() => expect(location.hash).toBe('#consent-page'));
  expect(calls('/api/instagram/connect')).toEqual([
    `/api/instagram/connect?flavour=instagram&time_zone=${zone}`,
    '/api/instagram/connect?flavour=instagram',
  ]);
});

test('how a connection went is said once, and the address forgets it', async () => {
  server.use(...growthHandlers({ accounts: [] }));
  const { router } = open('/app/growth?error=access_denied&period=7');

  expect(await screen.findAllByText(/You did not give access/)).not.toHaveLength(0);
  await waitFor(() => expect(router.state.location.search).toBe('?period=7'));
  await userEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
  expect(screen.queryByRole('button', { name: 'Dismiss' })).not.toBeInTheDocument();
});

test('while posts are read the page says how many, and asks anew for the figures when they are in', async () => {
  const sync = { ...accountOf().sync, status: 'running' as const, posts_so_far: 120 };
  let account = accountOf({ sync, last_synced_at: null });
  server.use(
    http.get('*/api/instagram/accounts', () =>
      HttpResponse.json({ items: [account], flavours: ['sandbox'] }),
    ),
    ...growthHandlers(),
  );
  open();

  expect(await screen.findByText('Syncing: 120 of 182 posts')).toBeInTheDocument();
  await finding();
  expect(calls('/api/growth/stats')).toHaveLength(1);
  account = accountOf();

  expect(await screen.findByText('Synced just now')).toBeInTheDocument();
  expect(await screen.findByText('@ada.makes is synced.')).toBeInTheDocument();
  await waitFor(() => expect(calls('/api/growth/stats')).toHaveLength(2));
  await waitFor(() => expect(calls('/api/growth/insights')).toHaveLength(2));
  expect(screen.getByText('5,724')).toBeInTheDocument();
});

test('Refresh starts a sync at once', async () => {
  const account = accountOf();
  const waiting = { ...account, sync: { ...account.sync, status: 'waiting' } };
  server.use(
    http.post('*/api/instagram/refresh', () =>
      HttpResponse.json({ status: 'fetch scheduled', account: waiting }, { status: 202 }),
    ),
    ...growthHandlers({ accounts: [account] }),
  );
  open();

  await userEvent.click(await screen.findByRole('button', { name: 'Refresh' }));

  expect(await screen.findByText('Waiting to sync')).toBeInTheDocument();
  expect(calls('/api/instagram/refresh')).toEqual(['/api/instagram/refresh?account_id=a-1']);
});

test('a sync that does not start says why, and the page stays', async () => {
  server.use(
    http.post('*/api/instagram/refresh', () =>
      HttpResponse.json({ code: 'rate.limited', detail: 'Try again in a minute.' }, { status: 429 }),
    ),
    ...growthHandlers(),
  );
  open();
  await finding();

  await userEvent.click(screen.getByRole('button', { name: 'Refresh' }));

  expect(await screen.findByText(/The sync did not start. Try again in a minute./)).toBeInTheDocument();
  expect(screen.getByText('5,724')).toBeInTheDocument();
});

test('a connection that ended says why, keeps the data and connects the same way again', async () => {
  const account = accountOf({
    flavour: 'facebook',
    state: 'needs_reconnect',
    state_reason: 'The password was changed.',
  });
  server.use(...growthHandlers({ accounts: [account], flavours: ['facebook', 'sandbox'] }));
  consents();
  open();

  expect(await screen.findByText(/The password was changed. All figures/)).toBeInTheDocument();
  expect(await finding()).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Reconnect' }));

  await waitFor(() =>
    expect(calls('/api/instagram/connect')).toEqual([
      `/api/instagram/connect?flavour=facebook&time_zone=${zone}`,
    ]),
  );
});

test('the next post and the newest ones stand there with what is behind them', async () => {
  server.use(...growthHandlers());
  open('/app/growth?account=a-1&period=7');

  expect(await screen.findByText('Reel, evening (18–22)')).toBeInTheDocument();
  expect(screen.getByText('Supported')).toBeInTheDocument();
  expect(screen.getByText('Usual so far')).toBeInTheDocument();
  expect(screen.getByText('Nothing to compare')).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Why, and all insights' })).toHaveAttribute(
    'href',
    '/app/growth/insights?account=a-1&period=7',
  );
});

test('before the first sync nothing is suggested', async () => {
  server.use(...growthHandlers({ insights: noInsights }));
  open();

  expect(await screen.findByText('A suggestion comes with the first sync.')).toBeInTheDocument();
  expect(screen.getByText('They stand here after the first sync.')).toBeInTheDocument();
});
