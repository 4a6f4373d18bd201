import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test, vi } from 'vitest';
import type { AccountRow } from '@/features/admin/api';
import { queryClient } from '@/lib/query-client';
import { adoptSession } from '@/lib/session';
import { administrator } from '@/test/admin-fixtures';
import { sessionOf } from '@/test/fixtures';
import { openApp } from '@/test/open-app';
import { server } from '@/test/server';

const grace: AccountRow = {
  id: '0198c1f2-0000-7000-8000-00000000aaaa',
  username: 'grace',
  email: 'grace@example.org',
  email_verified: false,
  is_guest: false,
  is_admin: false,
  created_at: '2026-11-01T09:00:00Z',
  last_seen_at: null,
  locked_until: '2026-11-29T06:00:00Z',
};
const ada: AccountRow = {
  ...grace,
  id: administrator.id,
  username: 'ada',
  email: 'ada@example.org',
  email_verified: true,
  is_admin: true,
  last_seen_at: new Date().toISOString(),
  locked_until: null,
};
const guest: AccountRow = {
  ...ada,
  id: 'g',
  username: 'guest-7',
  email: null,
  is_admin: false,
  is_guest: true,
};
let asked: string[];

beforeEach(() => {
  queryClient.clear();
  adoptSession(sessionOf(administrator));
  asked = [];
  server.use(
    http.get('*/api/admin/users', ({ request }) => {
      const { searchParams } = new URL(request.url);
      asked.push(searchParams.get('search') ?? '');
      const found = [ada, grace].filter(({ username }) =>
        username.includes(searchParams.get('search') ?? ''),
      );
      return searchParams.get('cursor') === 'next'
        ? HttpResponse.json({ items: [guest], next_cursor: null })
        : HttpResponse.json({ items: found, next_cursor: found.length === 2 ? 'next' : null });
    }),
  );
});

const row = async (name: RegExp) => {
  const header = await screen.findByRole('rowheader', { name });
  return within(header.closest('tr') as HTMLElement);
};

test('each account says who it is, since when, and whether it is open', async () => {
  openApp('/admin/users');

  expect((await row(/^ada/)).getByText('Administrator')).toBeInTheDocument();
  expect((await row(/^ada/)).getByText('just now')).toBeInTheDocument();
  const locked = await row(/^grace/);
  expect(locked.getByText('grace@example.org, not confirmed')).toBeInTheDocument();
  expect(locked.getByText(/^closed until/)).toBeInTheDocument();
  expect(locked.getByText('no session left')).toBeInTheDocument();
  expect(locked.getByRole('link', { name: 'Activity of grace' })).toHaveAttribute(
    'href',
    `/admin/audit?user_id=${grace.id}`,
  );
});

test('a search stands in the address, and the way back shows all again', async () => {
  const router = openApp('/admin/users');
  await row(/^ada/);

  await userEvent.type(screen.getByRole('searchbox', { name: 'Name or address' }), ' grac {Enter}');
  await waitFor(() => expect(screen.queryByRole('rowheader', { name: /^ada/ })).not.toBeInTheDocument());
  expect(router.state.location.search).toBe('?search=grac');
  expect(asked).toEqual(['', 'grac']);
  await act(() => router.navigate(-1));

  expect(await screen.findByRole('rowheader', { name: /^ada/ })).toBeInTheDocument();
  expect(screen.getByRole('searchbox')).toHaveValue('');
});

test('nobody found is said, and all are one press away', async () => {
  openApp('/admin/users?search=nobody');

  expect(await screen.findByText(/No account has .nobody. in its name or address/)).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Show all' }));

  expect(await screen.findByRole('rowheader', { name: /^grace/ })).toBeInTheDocument();
});

test('a long list comes in parts, and it is said how much is shown', async () => {
  openApp('/admin/users');

  await userEvent.click(await screen.findByRole('button', { name: 'Show more' }));

  expect((await row(/^guest-7/)).getByText('Guest')).toBeInTheDocument();
  expect(screen.getByText('3 accounts shown.')).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Show more' })).not.toBeInTheDocument();
  expect(document.body).not.toHaveFocus();
});

test('without a line the page keeps what it has and says so', async () => {
  openApp('/admin/users');
  await row(/^ada/);

  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  act(() => void dispatchEvent(new Event('offline')));

  expect(await screen.findByText(/^You are offline\. This is what was loaded/)).toBeInTheDocument();
  expect(await row(/^ada/)).toBeTruthy();
  vi.restoreAllMocks();
  act(() => void dispatchEvent(new Event('online')));
});

test('when the next part does not load, what is there stays, with a Retry', async () => {
  let isUp = false;
  server.use(
    http.get('*/api/admin/users', ({ request }) =>
      isUp || !request.url.includes('cursor')
        ? undefined
        : HttpResponse.json({ code: 'x.y', title: 'No' }, { status: 403 }),
    ),
  );
  openApp('/admin/users');

  await userEvent.click(await screen.findByRole('button', { name: 'Show more' }));
  expect(await screen.findByText('The next ones did not load.')).toBeInTheDocument();
  expect(await row(/^ada/)).toBeTruthy();
  isUp = true;
  await userEvent.click(screen.getByRole('button', { name: 'Retry' }));

  expect(await screen.findByRole('rowheader', { name: /^guest-7/ })).toBeInTheDocument();
});
