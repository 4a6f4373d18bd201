import type { Query } from '@tanstack/react-query';
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test, vi } from 'vitest';
import { HomePage } from '@/app/pages/home';
import { PostPage } from '@/features/growth/post-page';
import { announce } from '@/lib/announcer';
import { insightsQuery } from '@/lib/growth-api';
import { accountsKey, growthKey } from '@/lib/growth-cache';
import { builtInInterviewer } from '@/test/fixtures';
import { growthHandlers } from '@/test/growth-fixtures';
import {
  calls,
  finding,
  openAccounts,
  openGrowth,
  openInsights,
  openPosts,
  setTheStage,
} from '@/test/growth-stage';
import { historyOf } from '@/test/insight-fixtures';
import { renderPage } from '@/test/render';
import { server } from '@/test/server';

beforeEach(() => {
  setTheStage();
  // What was said last outlives its page.
  announce('');
  server.use(
    http.get('*/api/instagram/posts/p-1', () => HttpResponse.json(historyOf())),
    http.get('*/api/interviews', () => HttpResponse.json({ items: [], next_cursor: null })),
    builtInInterviewer,
    ...growthHandlers(),
  );
});

const pages = [
  { page: 'the overview', open: () => openGrowth(), shows: '5,724' },
  { page: 'the posts', open: () => openPosts(), shows: 'Studio light test' },
  {
    page: 'one post',
    open: () => renderPage(<PostPage id="p-1" />),
    shows: 'Its course, beside the usual one',
  },
  { page: 'the insights', open: () => openInsights(), shows: 'Hashtags' },
  { page: 'the accounts', open: () => openAccounts(), shows: '2,400 followers' },
  { page: 'the home page', open: () => renderPage(<HomePage />), shows: 'See the figures' },
];

/** No answer comes any more, from this path or from anywhere. What `lift` returns to is a server that answers. */
function serverIsGone(path = '*/api/*') {
  let isGone = true;
  server.use(http.get(path, () => (isGone ? HttpResponse.error() : undefined)));
  return { lift: () => (isGone = false) };
}

function browserIs(line: 'online' | 'offline') {
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(line === 'online');
  act(() => void dispatchEvent(new Event(line)));
}

const noAnswer = /^Not up to date: the server did not answer\. This is what was loaded at \d\d:\d\d\.$/;

test.each(pages)('$page says once that the server does not answer, and keeps what it has', async (page) => {
  const { client } = page.open();
  expect(await screen.findByText(page.shows)).toBeInTheDocument();
  const { lift } = serverIsGone();

  await act(() => client.refetchQueries({ queryKey: growthKey }));

  expect(await screen.findByText(noAnswer)).toBeInTheDocument();
  expect(screen.queryByText(/are not up to date/)).not.toBeInTheDocument();
  expect(screen.getByText(page.shows)).toBeInTheDocument();
  lift();
  await userEvent.click(screen.getByRole('button', { name: 'Retry' }));

  await waitFor(() => expect(screen.queryByText(/up to date:/)).not.toBeInTheDocument());
  expect(screen.getByText('Up to date again.')).toBeInTheDocument();
  expect(screen.getByRole('heading', { level: 1 })).toHaveFocus();
  const isFailed = ({ state }: Query) => state.status === 'error';
  expect(client.getQueryCache().findAll({ queryKey: growthKey, predicate: isFailed })).toEqual([]);
});

test.each(pages.slice(0, 5))(
  '$page says that the browser is offline before it asks in vain',
  async (page) => {
    page.open();
    expect(await screen.findByText(page.shows)).toBeInTheDocument();

    browserIs('offline');

    expect(await screen.findByText(/^You are offline\. This is what was loaded at/)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Retry' })).not.toBeInTheDocument();
    expect(screen.getByText(page.shows)).toBeInTheDocument();
    browserIs('online');
    await waitFor(() => expect(screen.queryByText(/^You are offline/)).not.toBeInTheDocument());
  },
);

test.each([
  { what: 'The figures', open: openGrowth, path: '*/api/growth/stats', shows: '5,724' },
  { what: 'The insights', open: openGrowth, path: '*/api/growth/insights', shows: 'Next post' },
  { what: 'The insights', open: openInsights, path: '*/api/growth/insights', shows: 'Hashtags' },
  { what: 'The posts', open: openPosts, path: '*/api/instagram/posts', shows: 'Studio light test' },
])('$what alone are not up to date where only their own call fails', async ({ what, open, path, shows }) => {
  const { client } = open();
  await screen.findByText(shows);
  server.use(http.get(path, () => HttpResponse.json({ code: 'x', trace_id: 't-9' }, { status: 500 })));

  await act(() => client.refetchQueries({ queryKey: growthKey }));

  expect(
    await screen.findByText(
      new RegExp(`^${what} are not up to date\\. The server answered with status 500\\. This is what`),
    ),
  ).toBeInTheDocument();
  expect(screen.getByText('t-9')).toBeInTheDocument();
  expect(screen.getByText(shows)).toBeInTheDocument();
  expect(screen.getAllByRole('button', { name: 'Retry' })).toHaveLength(1);
});

test('a Retry that fails leaves the notice, and asks for all that failed', async () => {
  const { client } = openGrowth();
  await finding();
  serverIsGone();
  await act(() => client.refetchQueries({ queryKey: growthKey }));
  const before = calls('/api/growth/stats').length;

  await userEvent.click(await screen.findByRole('button', { name: 'Retry' }));

  expect(await screen.findByText('Still not up to date.')).toBeInTheDocument();
  expect(screen.getByText(noAnswer)).toBeInTheDocument();
  expect(calls('/api/growth/stats')).toHaveLength(before + 1);
});

test.each([
  // The notice of the page goes, and a card has its own.
  { page: 'the overview', open: () => openGrowth(), shows: '5,724', at: { role: 'heading', level: 1 } },
  {
    page: 'the home page',
    open: () => renderPage(<HomePage />),
    shows: 'See the figures',
    at: { role: 'button', name: 'Retry' },
  },
])('$page is not up to date again while a part of it still fails', async ({ open, shows, at }) => {
  const { client } = open();
  await screen.findByText(shows);
  const all = serverIsGone();
  await act(() => client.refetchQueries({ queryKey: growthKey }));
  all.lift();
  const figures = serverIsGone('*/api/growth/stats');

  await userEvent.click(await screen.findByRole('button', { name: 'Retry' }));
  expect(await screen.findByText('Still not up to date.')).toBeInTheDocument();
  expect(screen.queryByText('Up to date again.')).not.toBeInTheDocument();
  expect(screen.getByRole(at.role, at)).toHaveFocus();
  figures.lift();
  await userEvent.click(await screen.findByRole('button', { name: 'Retry' }));

  expect(await screen.findByText('Up to date again.')).toBeInTheDocument();
  expect(screen.getByRole('heading', { level: 1 })).toHaveFocus();
});

test('what the server refuses has nothing to do with the line', async () => {
  server.use(
    http.get('*/api/instagram/choices/c-1', () => HttpResponse.json({ code: 'x' }, { status: 404 })),
  );
  const { client } = openAccounts('/app/growth/accounts?choose=c-1');
  await screen.findByText('2,400 followers');
  await waitFor(() => expect(client.isFetching()).toBe(0));
  const { lift } = serverIsGone('*/api/instagram/accounts');
  await act(() => client.refetchQueries({ queryKey: accountsKey }));
  await screen.findByText(noAnswer);
  lift();

  await userEvent.click(screen.getByRole('button', { name: 'Retry' }));

  expect(await screen.findByText('Up to date again.')).toBeInTheDocument();
  expect(calls('/api/instagram/choices')).toHaveLength(1);
});

test('the page is as old as the oldest that stands on it', async () => {
  const { client } = openGrowth();
  await finding();
  await screen.findByText('Reel, evening (18–22)');
  client.setQueryData(insightsQuery('a-1').queryKey, (known) => known && { ...known }, {
    updatedAt: new Date(2026, 9, 22, 14, 5).getTime(),
  });

  browserIs('offline');

  expect(
    await screen.findByText('You are offline. This is what was loaded on 22 Oct at 14:05.'),
  ).toBeInTheDocument();
});

test('offline is said once, also above what the server refused before', async () => {
  const { client } = openGrowth();
  await finding();
  server.use(http.get('*/api/growth/stats', () => HttpResponse.json({ code: 'x' }, { status: 500 })));
  await act(() => client.refetchQueries({ queryKey: growthKey }));
  await screen.findByText(/^The figures are not up to date/);

  browserIs('offline');

  expect(await screen.findAllByText(/^You are offline/)).toHaveLength(1);
  browserIs('online');
});

test('a server that answers without a line is none that cannot be reached', async () => {
  const { client } = openGrowth();
  await finding();
  browserIs('offline');
  await screen.findByText(/^You are offline/);

  await act(() => client.refetchQueries({ queryKey: accountsKey }));

  await waitFor(() => expect(screen.queryByText(/^You are offline/)).not.toBeInTheDocument());
  serverIsGone();
  await act(() => client.refetchQueries({ queryKey: growthKey }));
  expect(await screen.findByText(noAnswer)).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Retry' })).toBeInTheDocument();
});

test('what was loaded on another day is said with its day', async () => {
  const { client } = openGrowth();
  await finding();
  client.setQueryData(accountsKey, (list: object) => ({ ...list }), {
    updatedAt: new Date(2026, 9, 22, 14, 5).getTime(),
  });

  browserIs('offline');

  expect(
    await screen.findByText('You are offline. This is what was loaded on 22 Oct at 14:05.'),
  ).toBeInTheDocument();
});
