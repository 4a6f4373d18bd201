import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test } from 'vitest';
import type { AuditEvent } from '@/features/admin/api';
import { queryClient } from '@/lib/query-client';
import { adoptSession } from '@/lib/session';
import { administrator, event } from '@/test/admin-fixtures';
import { sessionOf } from '@/test/fixtures';
import { openApp } from '@/test/open-app';
import { server } from '@/test/server';

const other = '0198c1f2-0000-7000-8000-00000000beef';
const viewed: AuditEvent = {
  ...event,
  id: 'v',
  name: 'admin.viewed',
  user_id: other,
  actor_id: administrator.id,
  detail: 'profile',
};
const started: AuditEvent = {
  ...event,
  id: 's',
  name: 'server.started',
  user_id: null,
  ip: null,
  device: null,
};
const tomorrow: AuditEvent = { ...event, id: 't', name: 'account.of_tomorrow', user_id: other };
let asked: URLSearchParams[];

beforeEach(() => {
  queryClient.clear();
  adoptSession(sessionOf(administrator));
  asked = [];
  server.use(
    http.get('*/api/admin/audit', ({ request }) => {
      const { searchParams } = new URL(request.url);
      asked.push(searchParams);
      const [name, whose] = [searchParams.get('name'), searchParams.get('user_id')];
      const items = [event, viewed, started, tomorrow].filter(
        (known) => (name === null || known.name === name) && (whose === null || known.user_id === whose),
      );
      return HttpResponse.json({ items, next_cursor: null });
    }),
  );
});

const row = async (name: RegExp) => {
  const header = await screen.findByRole('rowheader', { name });
  return within(header.closest('tr') as HTMLElement);
};

test('each line says what happened, to whom, by whom and from where', async () => {
  openApp('/admin/audit');

  const loggedIn = await row(/^Logged in$/);
  expect(loggedIn.getByRole('link', { name: 'you' })).toBeInTheDocument();
  expect(loggedIn.getByText('192.0.2.10')).toBeInTheDocument();
  expect(loggedIn.getByText(/Firefox on Linux/)).toBeInTheDocument();
  const seen = await row(/^Seen by the administration ?profile$/);
  expect(seen.getByRole('link', { name: '\u202600beef' })).toHaveAttribute('title', other);
  expect(seen.getByText(/, by/)).toHaveTextContent(/by you$/);
  expect((await row(/^The server started/)).getByText('none')).toBeInTheDocument();
  expect(await row(/^account\.of_tomorrow$/)).toBeTruthy();
});

test('the kind of event is chosen in the address, and one account too', async () => {
  const router = openApp('/admin/audit');
  await row(/^Logged in/);

  await userEvent.selectOptions(screen.getByLabelText('What happened'), 'The server started');
  await waitFor(() =>
    expect(screen.queryByRole('rowheader', { name: /^Logged in/ })).not.toBeInTheDocument(),
  );
  expect(router.state.location.search).toBe('?name=server.started');
  await userEvent.selectOptions(screen.getByLabelText('What happened'), 'Everything');
  await userEvent.click(await (await row(/^Seen by/)).findByRole('link', { name: /beef/ }));
  await waitFor(() =>
    expect(screen.queryByRole('rowheader', { name: /^Logged in/ })).not.toBeInTheDocument(),
  );
  expect(asked.at(-1)?.get('user_id')).toBe(other);
  expect(screen.getByText(other)).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Show all accounts' }));

  await row(/^Logged in/);
  expect(router.state.location.search).toBe('');
});

test('a name that the page does not know is asked for all the same, and nothing found leads back', async () => {
  openApp('/admin/audit?name=account.of_never');

  expect(await screen.findByText('Nothing of that kind is in the log.')).toBeInTheDocument();
  expect(screen.getByLabelText('What happened')).toHaveValue('account.of_never');
  await userEvent.click(screen.getByRole('button', { name: 'Show everything' }));

  await row(/^Logged in/);
});
