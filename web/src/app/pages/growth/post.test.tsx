import { screen, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test } from 'vitest';
import type { PostHistory } from '@/lib/growth-types';
import { openApp } from '@/test/open-app';
import { accountOf, growthHandlers, postOf } from '@/test/growth-fixtures';
import { setTheStage } from '@/test/growth-stage';
import { historyOf } from '@/test/insight-fixtures';
import { server } from '@/test/server';
import { queryClient } from '@/lib/query-client';

beforeEach(() => {
  setTheStage();
  queryClient.clear();
});

function open(history: PostHistory = historyOf()) {
  server.use(
    http.get('*/api/instagram/posts/p-1', () => HttpResponse.json(history)),
    ...growthHandlers(),
  );
  return openApp('/app/growth/posts/p-1?period=7');
}

test('a post stands beside the usual one at the same age, in words', async () => {
  open();

  expect(
    await screen.findByText(
      'After 9 hours: 154; the usual post has 120 to 190 at this age. That is usual. It is still counting.',
    ),
  ).toBeInTheDocument();
  expect(screen.getByText('Usual so far')).toBeInTheDocument();
  expect(screen.getByText('Sample data')).toBeInTheDocument();
  expect(screen.getByText(/The median of the up to 20 posts before this one/)).not.toBeVisible();
  expect(screen.getByRole('link', { name: 'Posts' })).toHaveAttribute('href', '/app/growth/posts?period=7');
});

test('its course tells each moment by keys, and as two tables', async () => {
  open();
  const slider = await screen.findByRole('slider', { name: 'Age' });

  expect(slider).toHaveAttribute('aria-valuetext', 'This post after 9 hours: 154');
  const own = within(screen.getByRole('region', { name: 'Counts of this post, as a table' }));
  expect(own.getAllByRole('row').map((row) => row.textContent)).toEqual([
    'Read at the age ofLikesCommentsEngagement',
    '2 h90696',
    '9.4 h14014154',
  ]);
  const usual = within(screen.getByRole('region', { name: 'The usual post, as a table' }));
  expect(usual.getAllByRole('row')).toHaveLength(4);
});

test('what is hidden or not known is never 0', async () => {
  open(
    historyOf({
      post: postOf({ like_count: null, engagement: null }),
      comparison: null,
      history: [
        {
          taken_at: '2026-11-20T20:04:00Z',
          age_hours: 2,
          like_count: null,
          comments_count: null,
          engagement: null,
        },
      ],
      usual: [],
    }),
  );

  expect(await screen.findByText(/It hides its likes, so its engagement is not known/)).toBeInTheDocument();
  const likes = screen.getByText('Likes', { selector: 'dt' }).nextElementSibling;
  expect(likes).toHaveTextContent('hidden');
  expect(screen.getAllByText('not known', { selector: 'dd' })).toHaveLength(4);
  expect(screen.getAllByText('not known', { selector: 'td' })).toHaveLength(2);
  expect(screen.queryByText('0')).not.toBeInTheDocument();
  expect(screen.getByText(/not known at any moment, so there is nothing to draw/)).toBeInTheDocument();
});

test('before the first sync is over a post is not said to have too few before it', async () => {
  const sync = { ...accountOf().sync, status: 'running' as const, posts_so_far: 50 };
  open(historyOf({ account: accountOf({ sync, last_synced_at: null }), comparison: null }));

  expect(
    await screen.findByText(/nothing to compare it with yet\. .*first time\. So far: 50 of 182 posts\./),
  ).toBeInTheDocument();
  expect(screen.queryByText(/too few posts/)).not.toBeInTheDocument();
});

test('a real post leads to where it stands, and its picture is not asked for elsewhere', async () => {
  open(
    historyOf({
      account: accountOf({ flavour: 'instagram' }),
      post: postOf({
        permalink: 'https://www.instagram.com/p/abc/',
        media_url: 'https://cdn.example.org/a.jpg',
      }),
    }),
  );

  expect(await screen.findByRole('link', { name: 'Open on Instagram' })).toHaveAttribute(
    'href',
    'https://www.instagram.com/p/abc/',
  );
  expect(document.querySelector('img[src*="cdn.example.org"]')).toBeNull();
});

test.each(['javascript:alert(1)', 'http://[', 'not an address'])(
  'what a platform gives as an address leads nowhere when it is %s',
  async (address) => {
    open(
      historyOf({
        account: accountOf({ flavour: 'instagram' }),
        post: postOf({ permalink: address, media_url: address }),
      }),
    );

    expect(await screen.findByRole('link', { name: 'Posts' })).toBeInTheDocument();
    expect(screen.getByRole('heading', { level: 1 })).not.toHaveTextContent('broke');
    expect(screen.queryByRole('link', { name: 'Open on Instagram' })).not.toBeInTheDocument();
  },
);

test('a post that is not there says so and leads back', async () => {
  server.use(
    http.get('*/api/instagram/posts/p-1', () =>
      HttpResponse.json({ code: 'growth.no_post', title: 'No such post' }, { status: 404 }),
    ),
    ...growthHandlers(),
  );
  openApp('/app/growth/posts/p-1');

  expect(await screen.findByText('There is no such post')).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'All posts' })).toHaveAttribute('href', '/app/growth/posts');
});

test('a caption that is too long to stand there whole can be scrolled by keyboard', async () => {
  open();

  expect(await screen.findByRole('region', { name: 'Caption' })).toHaveAttribute('tabindex', '0');
});
