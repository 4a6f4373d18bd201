import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test, vi } from 'vitest';
import { adoptSession } from '@/lib/session';
import { sessionOf } from '@/test/fixtures';
import { renderPage } from '@/test/render';
import { server } from '@/test/server';
import type { Export } from './personal-data-api';
import { ExportData } from './export-data';

const path = '*/api/user/me/exports';
const pending: Export = {
  id: '0198c1f2-0000-7000-8000-0000000e4001',
  status: 'pending',
  requested_at: '2026-11-22T09:00:00Z',
  finished_at: null,
  expires_at: null,
  size_bytes: null,
  failure: null,
};
const ready: Export = {
  ...pending,
  status: 'ready',
  finished_at: '2026-11-22T09:00:02Z',
  expires_at: '2026-11-29T09:00:02Z',
  size_bytes: 1_240_000,
};

let known: Export[];

beforeEach(() => {
  known = [];
  adoptSession(sessionOf());
  server.use(http.get(path, () => HttpResponse.json({ items: known, next_cursor: null })));
});

test('an export is asked for, watched while it is prepared, and saved as a file with the token', async () => {
  const saved: Blob[] = [];
  URL.createObjectURL = vi.fn((blob: Blob) => {
    saved.push(blob);
    return 'blob:export';
  });
  URL.revokeObjectURL = vi.fn();
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
  let bearer: string | null = null;
  server.use(
    http.post(path, () => {
      known = [ready];
      return HttpResponse.json(pending, { status: 202 });
    }),
    http.get(`${path}/${ready.id}/download`, ({ request }) => {
      bearer = request.headers.get('Authorization');
      return new HttpResponse('PK', { headers: { 'Content-Type': 'application/zip' } });
    }),
  );
  renderPage(<ExportData />);

  await userEvent.click(await screen.findByRole('button', { name: 'Prepare an export' }));
  expect(await screen.findByText(/is being prepared/)).toBeInTheDocument();
  await userEvent.click(
    await screen.findByRole('button', { name: 'Download the export' }, { timeout: 4000 }),
  );

  expect(await screen.findByText('Your export was downloaded')).toBeInTheDocument();
  expect(screen.getByText(/1\.2 MB\. It can be downloaded until 29 Nov 2026\./)).toBeInTheDocument();
  expect(bearer).toBe('Bearer access-1');
  expect(click.mock.contexts[0]).toHaveAttribute('download', 'greenroom-export-2026-11-22.zip');
  expect(saved).toHaveLength(1);
});

test('one that failed says why, and one that expired says so', async () => {
  known = [{ ...pending, status: 'failed', failure: 'Your data is larger than the 50 MB.' }];
  const { client } = renderPage(<ExportData />);

  expect(await screen.findByText(/Your data is larger than the 50 MB\./)).toBeInTheDocument();
  known = [{ ...ready, status: 'expired' }];
  await client.invalidateQueries();

  expect(await screen.findByText(/The export of 22 Nov 2026 has expired/)).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Download the export' })).not.toBeInTheDocument();
});

test('a download that is refused says so and looks at what there is', async () => {
  known = [ready];
  server.use(
    http.get(`${path}/${ready.id}/download`, () => {
      known = [{ ...ready, status: 'expired' }];
      return HttpResponse.json(
        { code: 'export.expired', title: 'Gone', detail: 'This export was kept for seven days and is gone.' },
        { status: 410 },
      );
    }),
  );
  renderPage(<ExportData />);

  await userEvent.click(await screen.findByRole('button', { name: 'Download the export' }));

  expect(await screen.findByText(/has expired and is no longer stored/)).toBeInTheDocument();
});

test('more than five a day are refused with a reason, and what there is stays', async () => {
  known = [ready];
  server.use(
    http.post(path, () =>
      HttpResponse.json(
        { code: 'rate.limited', title: 'Too many requests', detail: 'Too many requests.' },
        { status: 429, headers: { 'Retry-After': '3600' } },
      ),
    ),
  );
  renderPage(<ExportData />);

  await userEvent.click(await screen.findByRole('button', { name: 'Prepare a new export' }));

  expect(await screen.findByText('Five exports a day are the most.')).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Download the export' })).toBeInTheDocument();
});

test('without a line it says so and can be tried again', async () => {
  let isUp = false;
  server.use(http.get(path, () => (isUp ? undefined : HttpResponse.error())));
  renderPage(<ExportData />);

  expect(await screen.findByText('Your exports did not load.')).toBeInTheDocument();
  expect(screen.getByText(/The server cannot be reached/)).toBeInTheDocument();
  isUp = true;
  await userEvent.click(screen.getByRole('button', { name: 'Retry' }));

  await waitFor(() => expect(screen.getByRole('button', { name: 'Prepare an export' })).toBeInTheDocument());
});
