import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test } from 'vitest';
import { growthHandlers } from '@/test/growth-fixtures';
import { openInsights as open, setTheStage } from '@/test/growth-stage';
import { hours, insightsOf, refusalOf } from '@/test/insight-fixtures';
import { server } from '@/test/server';

beforeEach(setTheStage);

const title = 'When you post, hour by hour';
const plain = (element: Element) => element.textContent?.replaceAll('\u00a0', ' ');

async function cardOf() {
  const heading = await screen.findByRole('heading', { name: title, level: 2 });
  const card = heading.closest('section');
  if (!card) throw new Error('No card');
  return within(card);
}

test('a week of hours is a table: how many posts, about how they did, and nothing where nobody posted', async () => {
  server.use(...growthHandlers());
  open();
  const card = await cardOf();

  // The same hours lie and stand; the screen shows one of the two.
  const [across, down] = card.getAllByRole('table', {
    name: 'Compared posts by weekday and hour, with an estimate',
  });
  if (!across || !down) throw new Error('Both are there');
  expect(within(across).getAllByRole('columnheader', { name: /^\d\d$/ })).toHaveLength(24);
  const monday = within(within(across).getByRole('row', { name: /Monday/ })).getAllByRole('cell');
  expect(monday).toHaveLength(24);
  expect(plain(monday[19] as Element)).toBe('77 compared posts, about +31 %');
  expect(plain(monday[18] as Element)).toBe('');
  const midnight = within(within(down).getByRole('row', { name: /^00/ })).getAllByRole('cell');
  expect(midnight.map(plain)).toEqual(['', '', '', '', '', '', '11 compared post, too few to judge']);
});

test('nothing is claimed about an hour, and where it is from and what the shades are is said', async () => {
  server.use(...growthHandlers());
  open();
  const card = await cardOf();

  expect(card.getByText(/Nothing is claimed about a single hour/)).toHaveTextContent(
    /24 compared posts from 22 Nov 2025 to 22 Nov 2026, by the clock of Europe\/Berlin\./,
  );
  expect(card.getByText(/in percent against the mean of the hours/)).toBeInTheDocument();
  expect(card.getAllByRole('listitem').map(plain)).toEqual([
    '−30 % or less',
    'from −15 %',
    'from −5 %',
    'within 5 %',
    'from +5 %',
    'from +15 %',
    '+30 % or more',
    'one compared post',
    'no compared post',
  ]);
  await userEvent.click(card.getByRole('button', { name: 'Why: hours of the week' }));
  const why = within(await screen.findByRole('dialog'));
  expect(why.getByText('Compared posts (n)')).toBeInTheDocument();
  expect(why.getByText('4 of 168')).toBeInTheDocument();
  expect(why.getByText('none: nothing is claimed about an hour')).toBeInTheDocument();
  expect(why.getByText(/the best one is the luckiest/)).toBeInTheDocument();
});

test('a bar is drawn in ink, and without shades each step has a height of its own', async () => {
  server.use(...growthHandlers());
  open();
  const card = await cardOf();

  const bars = card.getAllByRole('listitem').flatMap((entry) => [...entry.querySelectorAll('.bg-ink')]);
  expect(bars).toHaveLength(6);
  const heights = bars.map((bar) => /forced-colors:h-\S+/.exec(bar.className)?.[0] ?? 'as drawn');
  expect(new Set(heights.slice(3))).toHaveProperty('size', 3);
});

test('with too few posts they are counted and nothing is shaded; without any there is only the sentence', async () => {
  const few = {
    slots: hours.slots.map((slot) => ({ ...slot, percent: null })),
    posts: 12,
    refusal: refusalOf({ reason: 'too_few_posts', have: 12, more_posts: 8 }),
  };
  server.use(...growthHandlers({ insights: insightsOf({ hours: few }) }));
  const { unmount } = open();
  const card = await cardOf();

  expect(card.getByText('Needs 8 more posts.')).toBeInTheDocument();
  expect(card.getAllByRole('listitem').map(plain)).toEqual(['one compared post', 'no compared post']);
  expect(card.getAllByText('7 compared posts')).toHaveLength(2);
  expect(card.getAllByRole('table', { name: 'Compared posts by weekday and hour' })).toHaveLength(2);
  unmount();

  server.use(
    ...growthHandlers({
      insights: insightsOf({
        hours: {
          slots: [],
          posts: 0,
          refusal: refusalOf({ reason: 'too_few_posts', have: 0, more_posts: 20 }),
        },
      }),
    }),
  );
  open();
  const empty = await cardOf();
  expect(empty.getByText('Needs 20 more posts.')).toBeInTheDocument();
  expect(empty.queryByRole('table')).not.toBeInTheDocument();
});

test('hours that failed say so alone', async () => {
  server.use(...growthHandlers({ insights: insightsOf({ hours: null, failed: ['hours'] }) }));
  open();

  expect(await screen.findByText('The hours of the week could not be computed.')).toBeInTheDocument();
  expect(screen.getByRole('heading', { name: 'Hashtags' })).toBeInTheDocument();
});
