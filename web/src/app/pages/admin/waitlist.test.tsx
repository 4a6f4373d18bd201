import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test, vi } from 'vitest';
import { queryClient } from '@/lib/query-client';
import { adoptSession } from '@/lib/session';
import { administrator } from '@/test/admin-fixtures';
import { sessionOf } from '@/test/fixtures';
import { openApp } from '@/test/open-app';
import { server } from '@/test/server';

const path = '*/api/admin/waitlist';
let total: number;

beforeEach(() => {
  queryClient.clear();
  adoptSession(sessionOf(administrator));
  total = 51;
  server.use(
    http.get(path, ({ request }) => {
      const page = Number(new URL(request.url).searchParams.get('page'));
      const shown = Math.max(0, Math.min(50, total - (page - 1) * 50));
      const items = Array.from({ length: shown }, (_, index) => ({
        id: `${page}-${index}`,
        email: `p${page}.n${index}@example.org`,
        created_at: '2026-11-28T10:00:00Z',
      }));
      return HttpResponse.json({ items, page, limit: 50, total });
    }),
  );
});

test('the waitlist is a table in pages, with how many there are in all', async () => {
  const router = openApp('/admin/waitlist');

  expect(await screen.findByText('51 addresses, page 1 of 2.')).toBeInTheDocument();
  expect(screen.getByRole('table', { name: 'Waitlist' })).toBeInTheDocument();
  expect(screen.getByRole('columnheader', { name: 'Since' })).toBeInTheDocument();
  expect(screen.getByRole('rowheader', { name: 'p1.n0@example.org' })).toBeInTheDocument();
  await userEvent.click(screen.getByRole('link', { name: 'Older ones' }));

  expect(await screen.findByRole('rowheader', { name: 'p2.n0@example.org' })).toBeInTheDocument();
  expect(router.state.location.search).toBe('?page=2');
  expect(screen.getByRole('link', { name: 'Newer ones' })).toHaveAttribute('href', '/admin/waitlist');
  expect(screen.queryByRole('link', { name: 'Older ones' })).not.toBeInTheDocument();
});

test('all of it is downloaded, with the token', async () => {
  const saved: Blob[] = [];
  URL.createObjectURL = vi.fn((blob: Blob) => {
    saved.push(blob);
    return 'blob:waitlist';
  });
  URL.revokeObjectURL = vi.fn();
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
  let bearer: string | null = null;
  server.use(
    http.get(`${path}.csv`, ({ request }) => {
      bearer = request.headers.get('Authorization');
      return new HttpResponse('email,created_at\r\n"a@example.org",2026-11-28T10:00:00Z\r\n', {
        headers: { 'Content-Type': 'text/csv' },
      });
    }),
  );
  openApp('/admin/waitlist');

  await userEvent.click(await screen.findByRole('button', { name: 'Download all as CSV' }));

  expect(await screen.findByText('The waitlist was downloaded: 1 address')).toBeInTheDocument();
  expect(bearer).toBe('Bearer access-1');
  expect(await saved[0]?.text()).toContain('a@example.org');
  expect(click).toHaveBeenCalledOnce();
  click.mockRestore();
});

test('a download that is refused says so', async () => {
  server.use(
    http.get(`${path}.csv`, () =>
      HttpResponse.json({ code: 'rate.limited', detail: 'Too many requests.' }, { status: 429 }),
    ),
  );
  openApp('/admin/waitlist');

  await userEvent.click(await screen.findByRole('button', { name: 'Download all as CSV' }));

  expect(await screen.findByText('The waitlist was not downloaded.')).toBeInTheDocument();
});

test('nobody waits, and a page that is not there', async () => {
  total = 0;
  const router = openApp('/admin/waitlist');

  expect(await screen.findByText('Nobody waits.')).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Download all as CSV' })).not.toBeInTheDocument();
  total = 51;
  await router.navigate('/admin/waitlist?page=9');
  expect(await screen.findByText('There is no page 9.')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('link', { name: 'Go to the first page' }));

  await waitFor(() => expect(router.state.location.search).toBe(''));
});

test('when it does not load there is a Retry', async () => {
  let isUp = false;
  server.use(
    http.get(path, () =>
      isUp ? undefined : HttpResponse.json({ code: 'x.y', title: 'No' }, { status: 403 }),
    ),
  );
  openApp('/admin/waitlist');

  expect(await screen.findByText('The waitlist did not load.')).toBeInTheDocument();
  isUp = true;
  await userEvent.click(screen.getByRole('button', { name: 'Retry' }));

  expect(await screen.findByText('51 addresses, page 1 of 2.')).toBeInTheDocument();
});
