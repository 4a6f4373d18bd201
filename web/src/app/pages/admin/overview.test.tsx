import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test } from 'vitest';
import { queryClient } from '@/lib/query-client';
import { adoptSession, endSession } from '@/lib/session';
import { administrator, people, system } from '@/test/admin-fixtures';
import { builtInInterviewer, sessionOf, withoutGitHub } from '@/test/fixtures';
import { openApp } from '@/test/open-app';
import { server } from '@/test/server';

const answers = (...[who, state]: [Response, Response]) =>
  server.use(
    http.get('*/api/admin/people', () => who.clone()),
    http.get('*/api/admin/system', () => state.clone()),
  );
const card = async (name: string) => {
  const heading = await screen.findByRole('heading', { level: 2, name });
  return within(heading.closest('section') as HTMLElement);
};

beforeEach(() => {
  queryClient.clear();
  adoptSession(sessionOf(administrator));
});

test('the overview says how many people there are and how the server is doing', async () => {
  answers(HttpResponse.json(people), HttpResponse.json(system));
  openApp('/admin');

  expect((await card('People')).getByText('With a confirmed address').nextSibling).toHaveTextContent('1,001');
  const state = await card('This server');
  expect(state.getByText('Version 0.4.0, on SQLite.')).toBeInTheDocument();
  expect(state.getByText('No job has failed. 2 running, 1 due.')).toBeInTheDocument();
  expect(state.getByText(/^The last backup was made and checked 3 hours ago: .*, 12\.4 MB\.$/)).toBeVisible();
  expect(state.queryByText('Needs you')).not.toBeInTheDocument();
  expect(document.title).toBe('Overview \u00b7 Administration \u00b7 Greenroom');
});

test('failed jobs are said in words, with the way to them', async () => {
  answers(HttpResponse.json(people), HttpResponse.json({ ...system, jobs_failed: 2 }));
  openApp('/admin');

  const state = await card('This server');
  expect(state.getByText(/^2 jobs went wrong and wait for another try/)).toBeInTheDocument();
  expect(state.getByText('Needs you')).toBeInTheDocument();
  expect(state.getByRole('link', { name: 'See the failed jobs' })).toHaveAttribute(
    'href',
    '/admin/jobs?state=failed',
  );
});

test('each card loads and fails alone, with its own Retry', async () => {
  let isUp = false;
  server.use(
    http.get('*/api/admin/people', () => HttpResponse.json(people)),
    http.get('*/api/admin/system', () =>
      isUp
        ? HttpResponse.json(system)
        : HttpResponse.json({ code: 'request.refused', title: 'No' }, { status: 403 }),
    ),
  );
  openApp('/admin');

  expect(await screen.findByText('The state of the server did not load.')).toBeInTheDocument();
  expect(await screen.findByText('1,240')).toBeInTheDocument();
  isUp = true;
  await userEvent.click(screen.getByRole('button', { name: 'Retry' }));

  expect(await screen.findByText('Version 0.4.0, on SQLite.')).toBeInTheDocument();
});

test('to everybody else there is nothing here, and no link to it', async () => {
  adoptSession(sessionOf());
  openApp('/admin/users');

  expect(await screen.findByRole('heading', { name: 'Nothing at this address' })).toBeInTheDocument();
  expect(screen.queryByRole('link', { name: 'Administration', hidden: true })).not.toBeInTheDocument();
});

test('there is no other section', async () => {
  openApp('/admin/constructor');

  expect(await screen.findByRole('heading', { name: 'Nothing at this address' })).toBeInTheDocument();
});

test('the account menu and the profile of an administrator lead here', async () => {
  server.use(builtInInterviewer, ...withoutGitHub);
  openApp('/app/settings/profile');

  expect(await screen.findByRole('link', { name: 'Go to the administration' })).toHaveAttribute(
    'href',
    '/admin',
  );
  expect(screen.getByRole('link', { name: 'Administration', hidden: true })).toHaveAttribute(
    'href',
    '/admin',
  );
});

test('whoever is not logged in does so first, and comes back', async () => {
  endSession();
  server.use(...withoutGitHub);
  const router = openApp('/admin/jobs?state=failed');

  expect(await screen.findByRole('heading', { name: 'Log in' })).toBeInTheDocument();
  expect(router.state.location.search).toBe(`?next=${encodeURIComponent('/admin/jobs?state=failed')}`);
});
