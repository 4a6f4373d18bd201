import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test } from 'vitest';
import { accountOf, growthHandlers, postOf, statsOf } from '@/test/growth-fixtures';
import { calls, finding, openGrowth as open, setTheStage } from '@/test/growth-stage';
import { server } from '@/test/server';

beforeEach(setTheStage);

test('the finding comes first and the message stands beside it, word for word', async () => {
  server.use(...growthHandlers());
  open();

  const first = await finding();
  const message = screen.getByText(statsOf().message);
  expect(message.closest('blockquote')).not.toBeNull();
  expect(first.compareDocumentPosition(message)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
  expect(screen.getAllByText('Sample data')).toHaveLength(1);
  expect(screen.getByText('Synced just now')).toBeInTheDocument();
});

test('what stands behind the finding is one click away, and says of how many posts it is', async () => {
  server.use(...growthHandlers());
  open();
  await finding();

  await userEvent.click(screen.getByRole('button', { name: 'Why: change per post' }));

  const why = within(await screen.findByRole('dialog', { name: 'Why: change per post' }));
  expect(why.getByText('0.400')).toBeInTheDocument();
  expect(why.getByText('\u221212 % to +33 %')).toBeInTheDocument();
  expect(why.getByText('Europe/Berlin')).toBeInTheDocument();
  expect(
    why.getByText(/^The likes and comments of a post, brought to the age of 30 days/),
  ).toBeInTheDocument();
  expect(why.getByRole('heading', { name: 'The 21 posts behind it' })).toBeInTheDocument();
  expect(why.getAllByRole('link')[0]).toHaveAttribute('href', expect.stringContaining('/posts/p-1'));
});

test('the figures are words and numbers, each with what it means one click away', async () => {
  server.use(...growthHandlers());
  open();
  await finding();
  const tiles = screen.getByRole('region', { name: 'Figures' });

  expect(within(tiles).getByText('5,724')).toBeInTheDocument();
  expect(within(tiles).getByText('+14 % against the 30 days before')).toBeInTheDocument();
  expect(within(tiles).getByText('same as the 30 days before')).toBeInTheDocument();
  expect(within(tiles).getByText('2 posts hide them')).toBeInTheDocument();
  const label = within(tiles).getByRole('button', { name: 'Likes: what it means' });
  const definition = within(tiles).getByText(/Hidden likes are not counted: 2 posts hide them/);
  expect(definition).not.toBeVisible();
  await userEvent.click(label);

  expect(definition).toBeVisible();
  expect(label).toHaveAttribute('aria-expanded', 'true');
});

test('the three reasons stand with their sum', async () => {
  server.use(...growthHandlers());
  open();
  await finding();
  const card = screen.getByRole('heading', { name: 'Why the total changed' }).closest('section');

  const numbers = [...(card?.querySelectorAll('dd.nums') ?? [])].map((number) => number.textContent);
  expect(numbers).toEqual(['+900', '+120', '\u2212310', '+710']);
});

test('without an earlier period nothing is compared', async () => {
  server.use(
    ...growthHandlers({
      stats: statsOf({ trend_basis: 'no_previous', comments_basis: 'no_previous', likes_trend: 0 }),
    }),
  );
  open();
  await finding();

  expect(screen.getAllByText('no earlier period to compare')).toHaveLength(2);
  expect(screen.getByText('The earlier period has no likes to compare with.')).toBeInTheDocument();
});

test('a period is part of the address, and the old figures stay until the new ones are there', async () => {
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  server.use(
    http.get('*/api/growth/stats', async ({ request }) => {
      if (!request.url.includes('period=7&')) return undefined;
      await held;
      return HttpResponse.json(statsOf({ period: 7, total_likes: 77 }));
    }),
    ...growthHandlers(),
  );
  const { router } = open('/app/growth?sort=likes');
  await finding();

  await userEvent.click(screen.getByRole('radio', { name: '7 days' }));
  expect(router.state.location.search).toBe('?sort=likes&period=7');
  expect(screen.getByText('5,724')).toBeInTheDocument();
  release();

  expect(await screen.findByText('77')).toBeInTheDocument();
  expect(screen.getByText(/ to .*, against the 7 days before\./)).toBeInTheDocument();
});

test('of several accounts the one in the address is shown', async () => {
  const accounts = [accountOf(), accountOf({ id: 'a-2', username: 'real.ada', flavour: 'instagram' })];
  server.use(...growthHandlers({ accounts }));
  const { router } = open('/app/growth?account=a-2&period=90');
  await finding();

  expect(calls('/api/growth/stats')).toEqual(['/api/growth/stats?period=90&account_id=a-2']);
  expect(screen.queryByText('Sample data')).not.toBeInTheDocument();
  await userEvent.selectOptions(
    screen.getByRole('combobox', { name: 'Account' }),
    '@ada.makes (sample data)',
  );

  await waitFor(() => expect(router.state.location.search).toBe('?account=a-1&period=90'));
  expect(await screen.findAllByText('Sample data')).not.toHaveLength(0);
});

test('figures that fail leave the next post alone, and Retry brings them', async () => {
  let isUp = false;
  server.use(
    http.get('*/api/growth/stats', () =>
      isUp ? undefined : HttpResponse.json({ code: 'x', title: 'Broken' }, { status: 500 }),
    ),
    ...growthHandlers(),
  );
  open();

  expect(await screen.findByText('The figures did not load.')).toBeInTheDocument();
  expect(await screen.findByText('Reel, evening (18–22)')).toBeInTheDocument();
  isUp = true;
  await userEvent.click(screen.getByRole('button', { name: 'Retry' }));

  expect(await finding()).toBeInTheDocument();
});

test('the chart tells each day by keys, and as a table', async () => {
  server.use(...growthHandlers());
  open();
  await finding();
  const slider = screen.getByRole('slider', { name: 'Day' });

  expect(slider).toHaveAttribute('aria-valuetext', '22 Nov: 410 likes, 1 comment, 2 posts');
  fireEvent.change(slider, { target: { value: '0' } });
  expect(slider).toHaveAttribute('aria-valuetext', '20 Nov: 318 likes, 24 comments, 1 post');
  expect(screen.getByText('20 Nov: 318 likes, 24 comments, 1 post')).toBeInTheDocument();
  const table = within(screen.getByRole('region', { name: 'Likes a day, as a table' }));
  expect(table.getAllByRole('row')).toHaveLength(4);
});

test('insights that fail leave the figures alone', async () => {
  server.use(
    http.get('*/api/growth/insights', () => HttpResponse.json({ code: 'x' }, { status: 500 })),
    ...growthHandlers(),
  );
  open();

  expect(await screen.findByText('The insights did not load.')).toBeInTheDocument();
  expect(await finding()).toBeInTheDocument();
});

test('a best post that is too young is no best post', async () => {
  server.use(...growthHandlers({ stats: statsOf({ best_post: null }) }));
  open();

  expect(await screen.findByText(/No post is 72 hours old yet/)).toBeInTheDocument();
});

test.each([
  { counts: { like_count: 1, comments_count: 1 }, words: '1 like, 1 comment' },
  { counts: { like_count: 1204, comments_count: 0 }, words: '1,204 likes, 0 comments' },
  { counts: { like_count: 318, comments_count: null }, words: '318 likes. Its comments are not known.' },
  { counts: { like_count: null, comments_count: 24 }, words: 'Likes hidden, 24 comments' },
])('the counts of the best post are words that fit their number ($words)', async ({ counts, words }) => {
  server.use(...growthHandlers({ stats: statsOf({ best_post: postOf(counts) }) }));
  open();

  expect(await screen.findByText(words)).toBeInTheDocument();
});
