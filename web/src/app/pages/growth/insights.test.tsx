import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test } from 'vitest';
import { accountOf, growthHandlers } from '@/test/growth-fixtures';
import { calls, openInsights as open, setTheStage } from '@/test/growth-stage';
import { insightsOf, ledger, noInsights, refusalOf } from '@/test/insight-fixtures';
import { server } from '@/test/server';

beforeEach(setTheStage);

const text = (words: string) => screen.findByText((_, element) => plain(element) === words);
/** The blank before % does not break; here it reads like any other. */
const plain = (element: Element | null) => element?.textContent?.replaceAll('\u00a0', ' ');

async function why(about: string) {
  await userEvent.click(await screen.findByRole('button', { name: `Why: ${about}` }));
  return screen.findByRole('dialog', { name: `Why: ${about}` });
}

function cardOf(title: string): HTMLElement {
  const card = screen.getByRole('heading', { name: title, level: 2 }).closest('section');
  if (!card) throw new Error(`No card ${title}`);
  return card;
}

test('what may be said is a sentence with its size, its interval and how many posts it is from', async () => {
  server.use(...growthHandlers());
  open();

  expect(
    await text(
      'Posts in the evening (18\u201322) have about 25 % more engagement than the average part of the day (12 to 38 %), from 42 posts.',
    ),
  ).toBeInTheDocument();
  expect(
    await text(
      'Posts with #behindthescenes have about 26 % more engagement than posts without it (12 to 42 %), from 50 posts. It is an association, not a cause.',
    ),
  ).toBeInTheDocument();
  expect(
    await text('Engagement per post grows by about 0.4 % a week (0.1 to 0.7 %), from 166 posts.'),
  ).toBeInTheDocument();
  expect(
    await text('It has about 312 % more engagement than the usual post. The usual scatter ends at +190 %.'),
  ).toBeInTheDocument();
  expect(screen.getByText(/As of the sync of/)).toHaveTextContent('22 Nov 2026, 09:58');
  expect(
    within(cardOf('Unusual posts')).getByText(/^\d+ posts judged, each against the posts before it\./),
  ).toBeInTheDocument();
});

test('groups of which no estimate is left stand with their counts, each apart from the next', async () => {
  const flat = (group: string, posts: number) => ({
    group,
    posts,
    percent: 0,
    low: 0,
    high: 0,
    post_ids: [],
  });
  const captions = {
    family: 'caption',
    groups: [flat('short', 61), flat('none', 1)],
    p: 1,
    claim: null,
    refusal: refusalOf({ reason: 'no_difference', more_posts: 0 }),
  } as const;
  server.use(
    ...growthHandlers({ insights: insightsOf({ groups: [{ ...captions, groups: [...captions.groups] }] }) }),
  );
  open();

  expect(await screen.findByText(/^The groups differ by no more than chance/)).toHaveTextContent(
    /None: 1 post, Up to 125 characters: 61 posts\.$/,
  );
});

test('what may not be said says why, each in its own words', async () => {
  server.use(...growthHandlers());
  open();

  expect(await screen.findByText('Not enough evidence yet: about 40 more posts.')).toBeInTheDocument();
  expect(screen.getByText('No difference worth acting on.')).toBeInTheDocument();
  expect(screen.getByText('Needs 4 more posts.')).toBeInTheDocument();
});

test('each group is a dot with its interval, in words beside it and as a table', async () => {
  server.use(...growthHandlers());
  open();
  await screen.findByText(/As of the sync/);
  const card = within(cardOf('Time of day'));

  const rows = card.getAllByRole('listitem').map(plain);
  expect(rows).toEqual([
    'Morning (05\u201311)30 posts\u22126 % (\u221218 to +7 %)',
    'Midday (11\u201315)60 posts\u22123 % (\u221215 to +10 %)',
    'Evening (18\u201322)42 posts+25 % (+13 to +38 %), supported',
  ]);
  const table = within(card.getByRole('region', { name: 'Time of day, as a table' }));
  expect(table.getAllByRole('row')).toHaveLength(4);
});

test('why opens the numbers, the window, the method and the posts behind a claim', async () => {
  server.use(...growthHandlers());
  open('/app/growth/insights?account=a-1&period=7');

  const panel = within(await why('Time of day'));

  for (const fact of ['42', '0.002', 'Europe/Berlin', '22 Nov 2025 to 22 Nov 2026'])
    expect(panel.getByText(fact)).toBeInTheDocument();
  expect(panel.getByText(/999 shuffles/)).toBeInTheDocument();
  expect(panel.getByText(/The likes and comments of a post/)).toBeInTheDocument();
  expect(panel.getAllByRole('link')).toHaveLength(20);
  expect(panel.getByText('and 22 more')).toBeInTheDocument();
  expect(panel.getByRole('link', { name: 'Post 42 of 42' })).toHaveAttribute(
    'href',
    '/app/growth/posts/p-42?account=a-1&period=7',
  );
});

test('a post that is known is called by its words', async () => {
  server.use(...growthHandlers());
  open();

  const panel = within(await why('#behindthescenes'));

  expect(await panel.findByRole('link', { name: /Studio light test/ })).toHaveAttribute(
    'href',
    '/app/growth/posts/p-1',
  );
  expect(panel.getByText(/An? association, not a cause/i, { selector: 'p.text-ink-2' })).toBeInTheDocument();
});

test('a refusal has its reasons too', async () => {
  server.use(...growthHandlers());
  open();

  const panel = within(await why('Day of the week'));

  expect(panel.getByText(/cannot be told from chance yet/)).toBeInTheDocument();
  expect(panel.getByText(/^Thursday: /)).toBeInTheDocument();
  expect(panel.getByText('0.410')).toBeInTheDocument();
});

test('a plan says what is supported, what is a guess and what is an experiment, each with its reasons', async () => {
  server.use(...growthHandlers());
  open();
  await screen.findByText(/As of the sync/);

  const slots = within(cardOf('The next three posts')).getAllByRole('listitem').map(plain);
  expect(slots[0]).toMatch(/^Reel, evening \(18\u201322\)Supported.*\+31 % \(\u221220 to \+112 %\).*From 11/);
  expect(slots[0]).toMatch(/With #behindthescenes\./);
  expect(slots[1]).toMatch(/^Carousel, evening \(18\u201322\)Best guess, not proven/);
  expect(slots[2]).toMatch(/^Image, night \(22\u201305\)Experiment.*You have no post like it yet/);
  const panel = within(await why('Reel, evening (18\u201322)'));

  expect(panel.getByText(/Supported means that/)).toBeInTheDocument();
  expect(panel.getAllByRole('link')).toHaveLength(11);
});

test('an outlook names its method, its error and how often it was right', async () => {
  server.use(...growthHandlers());
  open();

  expect(
    await text(
      'Method: today\u2019s growth, fading from week to week, from 60 days of counts. Tried from 5 earlier days: off by 8 followers on average, where \u201cas many as then\u201d was off by 14. 79 % of the true counts lay inside the 80 % interval.',
    ),
  ).toBeInTheDocument();
  const slider = within(cardOf('Followers')).getByRole('slider', { name: 'Day' });
  expect(slider).toHaveAttribute('aria-valuetext', '6 Dec, outlook: 2,431 followers (2,402 to 2,460)');
});

test('too short a history of followers says how many days are missing', async () => {
  const refusal = refusalOf({ reason: 'too_few_posts', have: 5, more_posts: 0, more_days: 9 });
  server.use(
    ...growthHandlers({ insights: insightsOf({ followers: { history: [], outlook: null, refusal } }) }),
  );
  open();

  expect(await screen.findByText('Needs 9 more days.')).toBeInTheDocument();
  expect(within(await why('followers')).getByText('Days of counts')).toBeInTheDocument();
});

test('recent posts stand beside the usual at their age; a hidden one is compared with nothing', async () => {
  server.use(...growthHandlers());
  open();

  expect(
    await text(
      'After 9 hours: 154; the usual post has 120 to 190 at this age. That is usual. It is still counting.',
    ),
  ).toBeInTheDocument();
  expect(screen.getByText('It hides its likes, so there is nothing to compare.')).toBeInTheDocument();
});

test('a part that failed says so and can be asked for again; the others stand', async () => {
  let isUp = false;
  server.use(
    http.get('*/api/growth/insights', () =>
      HttpResponse.json(isUp ? insightsOf() : insightsOf({ trend: null, failed: ['trend'] })),
    ),
    ...growthHandlers(),
  );
  open();

  const alert = within(await screen.findByRole('alert'));
  expect(alert.getByText('The long trend could not be computed.')).toBeInTheDocument();
  expect(cardOf('Hashtags')).toBeInTheDocument();
  isUp = true;
  await userEvent.click(alert.getByRole('button', { name: 'Retry' }));

  expect(await screen.findByText(/Engagement per post grows/)).toBeInTheDocument();
  expect(calls('/api/growth/insights')).toHaveLength(2);
});

test('earlier statements are counted, the wrong ones too; without any nothing is claimed about them', async () => {
  server.use(...growthHandlers({ insights: insightsOf({ ledger }) }));
  const { unmount } = open();

  expect(await screen.findByText('Claims: 12 written down, 5 looked at again, 4 held.')).toBeInTheDocument();
  expect(screen.getByText('Forecasts: 8 written down, none looked at again yet.')).toBeInTheDocument();
  const rows = within(screen.getByRole('region', { name: 'Earlier statements' })).getAllByRole('row');
  expect(plain(rows[1] ?? null)).toMatch(/^Time of day: Evening .*\+24 % \(\+11 % to \+39 %\)\+18 %Held$/);
  expect(plain(rows[2] ?? null)).toMatch(
    /^Followers in 2 weeks.*2,431 \(2,402 to 2,460\)not knownNot known yet$/,
  );
  unmount();

  server.use(...growthHandlers());
  open();
  expect(await screen.findByText('Nothing is recorded yet.')).toBeInTheDocument();
});

test('before the first sync the page says what it waits for', async () => {
  const sync = { ...accountOf().sync, status: 'running' as const, posts_so_far: 50 };
  const account = accountOf({ sync, last_synced_at: null });
  server.use(...growthHandlers({ accounts: [account], insights: noInsights }));
  open();

  expect(await screen.findByText('Insights come with the first sync')).toBeInTheDocument();
  expect(screen.getByText(/The posts are being read/)).toBeInTheDocument();
});

test('insights that do not load can be asked for again', async () => {
  let isUp = false;
  server.use(
    http.get('*/api/growth/insights', () =>
      isUp ? undefined : HttpResponse.json({ code: 'x' }, { status: 500 }),
    ),
    ...growthHandlers(),
  );
  open();

  expect(await screen.findByText('The insights did not load.')).toBeInTheDocument();
  isUp = true;
  await userEvent.click(screen.getByRole('button', { name: 'Retry' }));

  await waitFor(() => expect(cardOf('Hashtags')).toBeInTheDocument());
});
