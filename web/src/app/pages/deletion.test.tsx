import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test } from 'vitest';
import type { Deletion } from '@/lib/growth-types';
import { queryClient } from '@/lib/query-client';
import { endSession } from '@/lib/session';
import { openApp } from '@/test/open-app';
import { server } from '@/test/server';

beforeEach(() => {
  endSession();
  queryClient.clear();
});

const path = '*/api/instagram/deletions/aB3_x-9';

function open(part: Partial<Deletion> = {}) {
  const deletion = {
    confirmation_code: 'aB3_x-9',
    accounts: 2,
    deleted_at: '2026-11-22T09:04:00Z',
    ...part,
  } satisfies Deletion;
  server.use(http.get(path, () => HttpResponse.json(deletion)));
  return openApp('/deletion/aB3_x-9');
}

test('somebody without a login reads what was deleted, when, and the code of it', async () => {
  const router = open();

  expect(await screen.findByRole('heading', { name: 'Your data was deleted' })).toBeInTheDocument();
  expect(router.state.location.pathname).toBe('/deletion/aB3_x-9');
  expect(screen.getByText('2 connected accounts, with their posts and history.')).toBeInTheDocument();
  expect(screen.getByText('22 Nov 2026, 09:04 UTC')).toHaveAttribute('datetime', '2026-11-22T09:04:00Z');
  expect(screen.getByText('aB3_x-9')).toBeInTheDocument();
});

test('one account is one', async () => {
  open({ accounts: 1 });

  expect(await screen.findByText('1 connected account, with its posts and history.')).toBeInTheDocument();
});

test('where nothing was stored nothing is said to be deleted', async () => {
  open({ accounts: 0 });

  expect(await screen.findByRole('heading', { name: 'Nothing of yours was stored' })).toBeInTheDocument();
  expect(screen.getByText(/there was nothing to delete/)).toBeInTheDocument();
  expect(screen.queryByText('Your data was deleted')).not.toBeInTheDocument();
});

test('a code that nobody knows has a plain page', async () => {
  server.use(
    http.get(path, () => HttpResponse.json({ code: 'growth.no_deletion', title: 'x' }, { status: 404 })),
  );
  openApp('/deletion/aB3_x-9');

  expect(await screen.findByText('There is no deletion with this code')).toBeInTheDocument();
  expect(screen.getByRole('heading', { name: 'Deletion of your data' })).toBeInTheDocument();
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
});

test('while it loads it says so, and when it does not load it can be looked up again', async () => {
  open();
  let answer = () => undefined as void;
  const asked = new Promise<void>((resolve) => (answer = resolve));
  let isUp = false;
  server.use(
    http.get(path, async () => {
      await asked;
      return isUp ? undefined : HttpResponse.json({ code: 'request.refused', title: 'No' }, { status: 403 });
    }),
  );

  expect(await screen.findByText('Looking for the deletion')).toBeInTheDocument();
  answer();
  expect(await screen.findByText('The deletion could not be looked up.')).toBeInTheDocument();
  isUp = true;
  await userEvent.click(screen.getByRole('button', { name: 'Retry' }));

  expect(await screen.findByRole('heading', { name: 'Your data was deleted' })).toBeInTheDocument();
});
