import { screen } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test } from 'vitest';
import { HomePage } from '@/app/pages/home';
import type { Account, Sync } from '@/lib/growth-types';
import { builtInInterviewer } from '@/test/fixtures';
import { accountOf, growthHandlers, postOf, statsOf } from '@/test/growth-fixtures';
import { openGrowth, openInsights, openPosts, setTheStage } from '@/test/growth-stage';
import { noInsights } from '@/test/insight-fixtures';
import { renderPage } from '@/test/render';
import { server } from '@/test/server';

beforeEach(setTheStage);

const nothing: Sync = {
  status: 'waiting',
  posts_so_far: 0,
  posts_expected: null,
  skipped_posts: 0,
  error: null,
};

/** An account whose first sync has not come to its end. */
function neverRead(sync: Partial<Sync>, part: Partial<Account> = {}) {
  const account = accountOf({ sync: { ...nothing, ...sync }, last_synced_at: null, ...part });
  const stats = statsOf({
    account,
    captured_at: null,
    total_posts: 0,
    total_likes: 0,
    best_post: null,
    message: 'No posts yet in this period. Time to share something!',
  });
  server.use(...growthHandlers({ accounts: [account], stats, insights: noInsights, posts: [] }));
}

const pages = [
  { what: 'Figures', open: () => openGrowth() },
  { what: 'Posts', open: () => openPosts() },
  { what: 'Insights', open: () => openInsights() },
];

test.each(pages)('$what that wait for the first sync say so, and claim no 0 of anything', async (page) => {
  neverRead({ status: 'waiting' });
  page.open();

  expect(await screen.findByText(`${page.what} come with the first sync`)).toBeInTheDocument();
  expect(
    screen.getByText('The posts are being read for the first time. This page fills itself.'),
  ).toBeInTheDocument();
  expect(screen.queryByText(/no posts|Too few posts|Time to share|, above/i)).not.toBeInTheDocument();
  expect(screen.queryByRole('region', { name: 'Figures' })).not.toBeInTheDocument();
});

test.each([
  { expected: 182, words: /for the first time\. So far: 1,120 of 182 posts\. This page/ },
  { expected: null, words: /for the first time\. So far: 1,120 posts\. This page/ },
])('a first sync that runs tells how far it is ($expected)', async ({ expected, words }) => {
  neverRead({ status: 'running', posts_so_far: 1120, posts_expected: expected });
  openGrowth();

  expect(await screen.findByText(words)).toBeInTheDocument();
});

test.each(pages)('$what whose first sync failed say why, and what goes on', async ({ what, open }) => {
  neverRead({ status: 'failed', error: 'Instagram is busy.' });
  open();

  expect(await screen.findByText(`${what} come with the first sync`)).toBeInTheDocument();
  expect(
    screen.getByText(
      'The first sync failed. Instagram is busy. It is tried again by itself. Refresh, above, tries it at once.',
    ),
  ).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Refresh' })).toBeInTheDocument();
});

test.each(pages)('$what of an account that needs the person name the button that is there', async (page) => {
  const part = { state: 'needs_reconnect', state_reason: 'The password was changed.' } as const;
  neverRead({ status: 'failed', error: 'The password was changed.' }, part);
  page.open();

  expect(
    await screen.findByText(
      'The posts cannot be read until the account is connected again. Reconnect, above, is the way.',
    ),
  ).toBeInTheDocument();
  expect(screen.getByText(/The password was changed\. No sync has come to its end/)).toBeInTheDocument();
  expect(screen.queryByText(/All figures|Refresh/)).not.toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Reconnect' })).toBeInTheDocument();
});

test('a missing permission is said as such', async () => {
  neverRead({ status: 'failed' }, { state: 'needs_permission', state_reason: 'It may not read posts.' });
  openGrowth();

  expect(await screen.findByText(/cannot be read without the permission/)).toBeInTheDocument();
});

test('what a first sync has read already is shown; a type without any is not denied', async () => {
  neverRead({ status: 'running', posts_so_far: 50 });
  server.use(
    http.get('*/api/instagram/posts', ({ request }) => {
      const posts = request.url.includes('type=reel') ? [] : [postOf()];
      return HttpResponse.json({
        account: accountOf(),
        posts_count: posts.length,
        posts,
        next_cursor: null,
      });
    }),
  );
  const { unmount } = openPosts();

  expect(await screen.findByText('Studio light test')).toBeInTheDocument();
  unmount();

  openPosts('/app/growth/posts?type=reel');
  expect(await screen.findByText(/^No post of the type reel was read yet\./)).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Show all types' })).toBeInTheDocument();
});

test('the growth card of the home page does not judge an account that was never read', async () => {
  neverRead({ status: 'failed', error: 'Instagram is busy.' });
  server.use(
    http.get('*/api/interviews', () => HttpResponse.json({ items: [], next_cursor: null })),
    builtInInterviewer,
  );
  renderPage(<HomePage />);

  expect(
    await screen.findByText('The first sync failed. Instagram is busy. It is tried again by itself.'),
  ).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'See how it stands' })).toHaveAttribute('href', '/app/growth');
});
