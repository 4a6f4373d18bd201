import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test } from 'vitest';
import type { Job } from '@/features/admin/api';
import { queryClient } from '@/lib/query-client';
import { adoptSession } from '@/lib/session';
import { administrator, job } from '@/test/admin-fixtures';
import { sessionOf } from '@/test/fixtures';
import { openApp } from '@/test/open-app';
import { server } from '@/test/server';

const planned: Job = {
  ...job,
  id: 'p',
  kind: 'platform.backup',
  state: 'planned',
  attempts: 0,
  last_error: null,
};
let jobs: Job[];
let retried: unknown[];

beforeEach(() => {
  queryClient.clear();
  adoptSession(sessionOf(administrator));
  jobs = [job, planned];
  retried = [];
  server.use(
    http.get('*/api/admin/jobs', ({ request }) => {
      const state = new URL(request.url).searchParams.get('state');
      return HttpResponse.json({
        items: jobs.filter((known) => state === null || known.state === state),
        next_cursor: null,
      });
    }),
    http.post('*/api/admin/jobs/:id/retry', ({ params }) => {
      retried.push(params.id);
      jobs = [{ ...job, state: 'done', last_error: null, done_at: '2026-11-29T05:00:00Z' }, planned];
      return new HttpResponse(null, { status: 204 });
    }),
  );
});

const row = async (name: RegExp) => {
  const header = await screen.findByRole('rowheader', { name });
  return within(header.closest('tr') as HTMLElement);
};

test('a failed job says why, and only it can be tried now', async () => {
  openApp('/admin/jobs');

  const failed = await row(/^platform\.send_mail/);
  expect(failed.getByText('Last error: The mail server refused the sender.')).toBeInTheDocument();
  expect(failed.getByText('Failed')).toBeInTheDocument();
  expect(failed.getByText(/^next try/)).toBeInTheDocument();
  expect(screen.getAllByRole('button', { name: /^Try now/ })).toHaveLength(1);
});

test('the state is chosen in the address', async () => {
  const router = openApp('/admin/jobs?state=failed');
  await row(/^platform\.send_mail/);
  expect(screen.getByRole('radio', { name: 'Failed' })).toBeChecked();
  expect(screen.queryByRole('rowheader', { name: /^platform\.backup/ })).not.toBeInTheDocument();

  await userEvent.click(screen.getByRole('radio', { name: 'Planned' }));
  await row(/^platform\.backup/);
  expect(router.state.location.search).toBe('?state=planned');
  await userEvent.click(screen.getByRole('radio', { name: 'Running' }));
  expect(await screen.findByText('No job is running.')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Show all jobs' }));

  await row(/^platform\.send_mail/);
  expect(router.state.location.search).toBe('');
});

test('a try now is sent once, said, and its outcome is shown', async () => {
  openApp('/admin/jobs');

  await userEvent.click(await screen.findByRole('button', { name: 'Try now: platform.send_mail' }));

  expect(await screen.findByText('Tried again now: platform.send_mail')).toBeInTheDocument();
  expect(await (await row(/^platform\.send_mail/)).findByText('Done')).toBeInTheDocument();
  expect(retried).toEqual([job.id]);
  await waitFor(() => expect(screen.getByRole('heading', { level: 1 })).toHaveFocus());
});

test('one that waits no more is said to, and one that could not be asked for stays', async () => {
  const answers = [
    HttpResponse.error(),
    HttpResponse.json({ code: 'job.not_found', title: 'Not found' }, { status: 404 }),
  ];
  server.use(http.post('*/api/admin/jobs/:id/retry', () => answers.shift()));
  openApp('/admin/jobs');
  const press = async () =>
    userEvent.click(await screen.findByRole('button', { name: 'Try now: platform.send_mail' }));

  await press();
  expect(await screen.findByText('Not tried again: platform.send_mail.')).toBeInTheDocument();
  await press();

  expect(
    await screen.findByText('No longer waiting for another try: platform.send_mail'),
  ).toBeInTheDocument();
  expect(screen.queryByText('Not tried again: platform.send_mail.')).not.toBeInTheDocument();
});
