import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test } from 'vitest';
import type { ActiveSession } from '@/features/settings/api';
import { queryClient } from '@/lib/query-client';
import { adoptSession } from '@/lib/session';
import { sessionOf } from '@/test/fixtures';
import { openApp } from '@/test/open-app';
import { server } from '@/test/server';

const here: ActiveSession = {
  id: 's-here',
  device: 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
  ip: '192.0.2.10',
  created_at: '2026-11-01T09:00:00Z',
  last_seen_at: '2026-11-29T09:00:00Z',
  is_current: true,
};
const phone: ActiveSession = {
  ...here,
  id: 's-phone',
  device:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1',
  ip: '2001:db8::7',
  is_current: false,
};
const unknown: ActiveSession = { ...phone, id: 's-unknown', device: null, ip: null };

let live: ActiveSession[];

beforeEach(() => {
  queryClient.clear();
  adoptSession(sessionOf());
  live = [phone, here, unknown];
  server.use(
    http.get('*/api/sessions', () => HttpResponse.json({ items: live, next_cursor: null })),
    http.delete('*/api/sessions/:id', ({ params }) => {
      const isThere = live.some(({ id }) => id === params.id);
      live = live.filter(({ id }) => id !== params.id);
      return isThere
        ? new HttpResponse(null, { status: 204 })
        : HttpResponse.json({ code: 'session.not_found' }, { status: 404 });
    }),
    http.delete('*/api/sessions', () => {
      live = [here];
      return new HttpResponse(null, { status: 204 });
    }),
  );
});

const open = () => openApp('/app/settings/sessions');
const rows = async () => {
  await screen.findByText('This one');
  return within(screen.getByRole('main'))
    .getAllByRole('listitem')
    .filter((row) => /since/.test(row.textContent));
};

test('each session says what it is and from where, and this one has no button', async () => {
  open();

  const [first, second, third] = await rows();
  expect(first).toHaveTextContent(/^Safari on iPhone2001:db8::7 · last seen .+ · since 1 Nov 2026End$/);
  expect(second).toHaveTextContent(/^Firefox on LinuxThis one192\.0\.2\.10 · in use now · since 1 Nov 2026$/);
  expect(third).toHaveTextContent(/^Unknown programUnknown address/);
});

test('one is ended, and it is said', async () => {
  open();
  await rows();

  await userEvent.click(screen.getByRole('button', { name: /^End: Safari on iPhone/ }));

  expect(await screen.findByText('The session has ended: Safari on iPhone')).toBeInTheDocument();
  await waitFor(async () => expect(await rows()).toHaveLength(2));
  expect(screen.getByRole('heading', { level: 1 })).toHaveFocus();
});

test('one that has ended by itself meanwhile is as good as ended', async () => {
  open();
  await rows();
  live = [here, phone];

  await userEvent.click(screen.getByRole('button', { name: /^End: Unknown program/ }));

  expect(await screen.findByText('The session has ended: Unknown program')).toBeInTheDocument();
});

test('all others are ended at once, and then there is nothing left to end', async () => {
  open();
  await rows();

  await userEvent.click(screen.getByRole('button', { name: 'End all other sessions' }));

  expect(await screen.findByText('All other sessions have ended')).toBeInTheDocument();
  expect(await screen.findByText('You are logged in nowhere else.')).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'End all other sessions' })).not.toBeInTheDocument();
});

test('a session that could not be ended stays in the list, with the reason', async () => {
  server.use(http.delete('*/api/sessions/:id', () => HttpResponse.error()));
  open();
  await rows();

  await userEvent.click(screen.getByRole('button', { name: /^End: Safari on iPhone/ }));

  expect(await screen.findByText(/server cannot be reached/)).toBeInTheDocument();
  expect(await rows()).toHaveLength(3);
});

test('while it loads it says so, and when it does not load there is a Retry', async () => {
  let fail = () => undefined as void;
  const asked = new Promise<void>((resolve) => (fail = resolve));
  let isUp = false;
  server.use(
    http.get('*/api/sessions', async () => {
      await asked;
      return isUp ? undefined : HttpResponse.json({ code: 'request.refused', title: 'No' }, { status: 403 });
    }),
  );
  open();

  expect(await screen.findByText('Loading your sessions')).toBeInTheDocument();
  fail();
  expect(await screen.findByText('Your sessions did not load.')).toBeInTheDocument();
  isUp = true;
  await userEvent.click(screen.getByRole('button', { name: 'Retry' }));

  expect(await rows()).toHaveLength(3);
});

test('a long list comes in parts', async () => {
  server.use(
    http.get('*/api/sessions', ({ request }) =>
      new URL(request.url).searchParams.get('cursor') === 'next'
        ? HttpResponse.json({ items: [unknown], next_cursor: null })
        : HttpResponse.json({ items: [here], next_cursor: 'next' }),
    ),
  );
  open();
  expect(await rows()).toHaveLength(1);
  expect(screen.getByRole('button', { name: 'End all other sessions' })).toBeInTheDocument();

  await userEvent.click(screen.getByRole('button', { name: 'Show older ones' }));

  await waitFor(async () => expect(await rows()).toHaveLength(2));
  expect(screen.queryByRole('button', { name: 'Show older ones' })).not.toBeInTheDocument();
});
