import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test } from 'vitest';
import { adoptSession } from '@/lib/session';
import { event } from '@/test/admin-fixtures';
import { sessionOf } from '@/test/fixtures';
import { renderPage } from '@/test/render';
import { server } from '@/test/server';
import { RecentActivity } from './recent-activity';

const path = '*/api/user/me/audit';
const failed = { ...event, id: 'f', name: 'session.login_failed', ip: null, device: null };
const seen = {
  ...event,
  id: 's',
  name: 'admin.viewed',
  actor_id: 'somebody',
  detail: 'profile',
  ip: null,
  device: null,
};

beforeEach(() => adoptSession(sessionOf()));

test('each event is a sentence with its time and from where', async () => {
  server.use(http.get(path, () => HttpResponse.json({ items: [event, seen, failed], next_cursor: null })));
  renderPage(<RecentActivity />);

  const [first, second, third] = await screen.findAllByRole('listitem');
  expect(first).toHaveTextContent(/^Logged in28 Nov 2026, \d\d:\d\d · Firefox on Linux, 192\.0\.2\.10$/);
  expect(second).toHaveTextContent(/^Seen by the administrationprofile.* · by an administrator$/);
  expect(third).toHaveTextContent(/^A wrong password was tried.* · by the server$/);
});

test('older ones come when they are asked for', async () => {
  server.use(
    http.get(path, ({ request }) =>
      new URL(request.url).searchParams.get('cursor') === 'next'
        ? HttpResponse.json({ items: [failed], next_cursor: null })
        : HttpResponse.json({ items: [event], next_cursor: 'next' }),
    ),
  );
  renderPage(<RecentActivity />);

  await userEvent.click(await screen.findByRole('button', { name: 'Show more' }));

  expect(await screen.findByText('A wrong password was tried')).toBeInTheDocument();
  expect(within(screen.getByRole('list')).getAllByRole('listitem')).toHaveLength(2);
  expect(screen.getByText('2 events shown.')).toBeInTheDocument();
});

test('nothing yet, and an answer that does not come', async () => {
  let isUp = false;
  server.use(
    http.get(path, () =>
      isUp
        ? HttpResponse.json({ items: [], next_cursor: null })
        : HttpResponse.json({ code: 'x.y', title: 'No' }, { status: 403 }),
    ),
  );
  renderPage(<RecentActivity />);

  expect(await screen.findByText('Your recent activity did not load.')).toBeInTheDocument();
  isUp = true;
  await userEvent.click(screen.getByRole('button', { name: 'Retry' }));

  expect(await screen.findByText('Nothing has happened yet.')).toBeInTheDocument();
});
