import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test, vi } from 'vitest';
import { accountOf, growthHandlers, postOf } from '@/test/growth-fixtures';
import { asked, openPosts as open, setTheStage } from '@/test/growth-stage';
import { server } from '@/test/server';

beforeEach(setTheStage);

test('each post is the way to its own page, and the account and period go along', async () => {
  server.use(...growthHandlers({ posts: [postOf(), postOf({ id: 'p-2', caption: null })] }));
  open('/app/growth/posts?account=a-1&period=7&sort=likes');

  expect(await screen.findByRole('link', { name: 'Studio light test' })).toHaveAttribute(
    'href',
    '/app/growth/posts/p-1?account=a-1&period=7',
  );
  expect(screen.getByRole('link', { name: 'no caption' })).toBeInTheDocument();
});

test('posts that fail can be asked for again', async () => {
  let isUp = false;
  server.use(
    http.get('*/api/instagram/posts', () =>
      isUp ? undefined : HttpResponse.json({ code: 'x' }, { status: 500 }),
    ),
    ...growthHandlers(),
  );
  open();

  expect(await screen.findByText('The posts did not load.')).toBeInTheDocument();
  isUp = true;
  await userEvent.click(screen.getByRole('button', { name: 'Retry' }));

  expect(await screen.findByText('Studio light test')).toBeInTheDocument();
});

test('hidden likes are hidden and not 0, in the table and in the file', async () => {
  const saved: Blob[] = [];
  // jsdom has no object URLs; with a fragment the link goes nowhere.
  URL.createObjectURL = vi.fn((blob: Blob) => {
    saved.push(blob);
    return '#file';
  });
  URL.revokeObjectURL = vi.fn();
  const posts = [postOf({ like_count: null, caption: null }), postOf({ id: 'p-2', caption: '=SUM(1)' })];
  server.use(...growthHandlers({ posts }));
  open();

  const table = within(await screen.findByRole('region', { name: 'Posts' }));
  const first = table.getAllByRole('row')[1] as HTMLElement;
  const cells = within(first).getAllByRole('cell');
  expect(cells.map((cell) => cell.textContent)).toEqual([
    'Image',
    'no captionImage, 20 Nov 2026',
    '20 Nov 2026, 19:04',
    'hidden',
    '24',
  ]);
  await userEvent.click(screen.getByRole('button', { name: 'Download 2 rows as CSV' }));

  expect((await saved[0]?.text())?.split('\r\n').slice(1)).toEqual([
    'Image,,2026-11-20 19:04,hidden,24',
    "Image,'=SUM(1),2026-11-20 19:04,318,24",
    '',
  ]);
});

test('order and type are part of the address, and more posts come by the cursor', async () => {
  server.use(
    http.get('*/api/instagram/posts', ({ request }) => {
      const isSecond = new URL(request.url).searchParams.get('cursor') === 'c-2';
      const post = isSecond ? postOf({ id: 'p-2', caption: 'The older one' }) : postOf();
      return HttpResponse.json({
        account: accountOf(),
        posts_count: 2,
        posts: [post],
        next_cursor: isSecond ? null : 'c-2',
      });
    }),
    ...growthHandlers(),
  );
  const { router } = open();

  await userEvent.selectOptions(await screen.findByRole('combobox', { name: 'Order' }), 'Most likes');
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Type' }), 'Reel');
  expect(router.state.location.search).toBe('?sort=likes&type=reel');
  await waitFor(() =>
    expect(asked.at(-1)).toBe('/api/instagram/posts?account_id=a-1&limit=20&sort=likes&type=reel'),
  );
  await screen.findByText('1 of 2 posts shown. Times are those of Europe/Berlin.');
  await userEvent.click(screen.getByRole('button', { name: 'Show more' }));

  expect(await screen.findByText('The older one')).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Show more' })).not.toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Download 2 rows as CSV' })).toBeInTheDocument();
});

/** Two pages of one post each; without reels. What `hold` returns is waited for first. */
function twoPages(hold: (search: URLSearchParams) => Promise<Response | void> | void = () => undefined) {
  server.use(
    http.get('*/api/instagram/posts', async ({ request }) => {
      const search = new URL(request.url).searchParams;
      const refused = await hold(search);
      if (refused) return refused;
      const isSecond = search.get('cursor') === 'c-2';
      const post = isSecond ? postOf({ id: 'p-2', caption: 'The older one' }) : postOf();
      return HttpResponse.json({
        account: accountOf(),
        posts_count: 2,
        posts: search.get('type') === 'reel' ? [] : [post],
        next_cursor: isSecond || search.get('type') === 'reel' ? null : 'c-2',
      });
    }),
    ...growthHandlers(),
  );
}

test('with the last page the keyboard goes on in the table, and how many are shown is said', async () => {
  twoPages();
  open();

  await userEvent.click(await screen.findByRole('button', { name: 'Show more' }));

  expect(await screen.findByText('2 of 2 posts shown.')).toBeInTheDocument();
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Show more' })).not.toBeInTheDocument());
  expect(screen.getByRole('region', { name: 'Posts' })).toHaveFocus();
});

test('the next posts that fail can be asked for again, and Retry shows that it tries', async () => {
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  let tries = 0;
  twoPages(async (search) => {
    if (search.get('cursor') === null) return;
    tries += 1;
    if (tries === 1) return HttpResponse.json({ code: 'x' }, { status: 500 });
    await held;
  });
  open();

  await userEvent.click(await screen.findByRole('button', { name: 'Show more' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Retry' }));
  expect(await screen.findByRole('button', { name: 'Trying again' })).toBeInTheDocument();
  release();

  expect(await screen.findByText('The older one')).toBeInTheDocument();
  await waitFor(() => expect(screen.getByRole('region', { name: 'Posts' })).toHaveFocus());
});

test('while all types load none is denied, and then the keyboard is at their table', async () => {
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  twoPages((search) => (search.get('type') === null ? held : undefined));
  open('/app/growth/posts?type=reel');

  expect(await screen.findByText('This account has no post of the type reel.')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Show all types' }));
  expect(await screen.findByText('Loading the posts')).toBeInTheDocument();
  expect(screen.queryByText(/This account has no post/)).not.toBeInTheDocument();
  release();

  expect(await screen.findByRole('region', { name: 'Posts' })).toHaveFocus();
  expect(screen.getByText('1 of 2 posts shown.')).toBeInTheDocument();
});
