import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse } from 'msw';
import { beforeEach, expect, test } from 'vitest';
import { dismissToast } from '@/lib/toast';
import { calls, openGrowth, openInsights as open, setTheStage } from '@/test/growth-stage';
import { verdictOf } from '@/test/insight-fixtures';
import {
  best,
  carousel,
  image,
  press,
  reel,
  serverThatKeeps,
  slots,
  suggestions,
  video,
} from '@/test/verdict-stage';

beforeEach(() => {
  setTheStage();
  // A toast outlives its page.
  for (let id = 0; id < 100; id++) dismissToast(id);
});

test('what is not useful goes at once, the next best takes its place, and Undo brings it back', async () => {
  let letThrough = () => {};
  const gate = new Promise<null>((resolve) => (letThrough = () => resolve(null)));
  serverThatKeeps(() => gate);
  open();
  expect(await slots()).toEqual([reel, carousel, image]);

  await press(`Not useful: ${reel}`);

  expect(await slots()).toEqual([carousel, image, 'awaited']);
  expect(screen.getByText('Looking for the next best')).toBeInTheDocument();
  expect(await suggestions()).toHaveFocus();
  letThrough();
  await waitFor(async () => expect(await slots()).toEqual([carousel, image, video]));
  expect(screen.getByText(`Not suggested any more: ${reel}.`)).toBeInTheDocument();

  await press(`Undo: Not suggested any more: ${reel}.`);

  await waitFor(async () => expect(await slots()).toEqual([reel, carousel, image]));
  expect(await screen.findByText(`Suggested again: ${reel}.`)).toBeInTheDocument();
  expect(screen.queryByText(/^What you said of suggestions/)).not.toBeInTheDocument();
  expect(calls(`/api/growth/advice/reel/evening?account_id=a-1`)).toHaveLength(2);
});

test('a press that the server refuses is taken back, with a sentence', async () => {
  let isUp = false;
  serverThatKeeps(() =>
    Promise.resolve(
      isUp
        ? null
        : HttpResponse.json(
            { code: 'database.full', detail: 'The server has no room left to save this.' },
            { status: 503 },
          ),
    ),
  );
  open();

  await press(`Not useful: ${reel}`);

  expect(
    await screen.findByText(`${reel} stays as it was. The server has no room left to save this.`),
  ).toBeInTheDocument();
  expect(await slots()).toEqual([reel, carousel, image]);
  expect(screen.queryByRole('button', { name: /^Undo/ })).not.toBeInTheDocument();
  isUp = true;
  await press(`Mark done: ${reel}`);
  expect(await screen.findByText(`Marked done: ${reel}.`)).toBeInTheDocument();
});

test('what is done keeps its place with its day, and the button that undoes it the focus', async () => {
  serverThatKeeps();
  open();

  await press(`Mark done: ${carousel}`);

  expect(await slots()).toEqual([reel, carousel, image]);
  const done = await screen.findByRole('button', { name: `Not done: ${carousel}` });
  expect(done).toHaveFocus();
  expect(await screen.findByText('Done on 22 Nov 2026')).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: `Not useful: ${carousel}` })).not.toBeInTheDocument();
  expect(await screen.findByText('What you said of suggestions: 1 done')).toBeInTheDocument();

  await userEvent.click(done);

  const said = await screen.findByText(`Not marked done any more: ${carousel}.`);
  // It would be done on another day.
  expect(within(said.parentElement!).queryByRole('button', { name: /^Undo/ })).not.toBeInTheDocument();
  expect(await screen.findByRole('button', { name: `Mark done: ${carousel}` })).toBeInTheDocument();
});

test('the history is the way back to what was not useful; what was done in earlier weeks stays in it', async () => {
  const kept = serverThatKeeps();
  kept.push(
    verdictOf({ type: 'reel', daypart: 'evening', decided_at: '2026-11-21T10:00:00Z' }),
    verdictOf({ type: 'video', daypart: 'night', verdict: 'done', decided_at: '2026-10-04T22:30:00Z' }),
  );
  open();

  await userEvent.click(await screen.findByText('What you said of suggestions: 1 not useful, 1 done'));
  const history = within(screen.getByRole('list', { name: 'What you said of suggestions' }));
  expect(history.getAllByRole('listitem').map((item) => item.firstChild?.textContent)).toEqual([
    `${reel} Not useful, 21 Nov 2026`,
    // Half past midnight in Berlin.
    'Video, night (22–05) Done, 5 Oct 2026',
  ]);
  expect(history.getAllByRole('button')).toHaveLength(1);
  await press(`Suggest again: ${reel}`);

  await waitFor(async () => expect(await slots()).toEqual([reel, carousel, image]));
  expect(await suggestions()).toHaveFocus();
  expect(screen.getByText('What you said of suggestions: 1 done')).toBeInTheDocument();
});

test('the history does not claim to hold all that was ever done', async () => {
  const kept = serverThatKeeps();
  const done = (day: number) =>
    verdictOf({ verdict: 'done', decided_at: `2026-10-${String(day).padStart(2, '0')}T10:00:00Z` });
  kept.push(...Array.from({ length: 19 }, (_, index) => done(19 - index)));
  const { unmount } = open();
  expect(await screen.findByText('What you said of suggestions: 19 done')).toBeInTheDocument();
  unmount();
  kept.unshift(done(20));

  open();

  expect(await screen.findByText('What you said of suggestions: the latest 20 done')).toBeInTheDocument();
});

test('with everything found not useful the card says so and opens the way back', async () => {
  const kept = serverThatKeeps();
  kept.push(...best.map(({ type, daypart }) => verdictOf({ type, daypart })));
  open();

  expect(
    await screen.findByText('Nothing is left to suggest: you found every kind and time not useful.'),
  ).toBeInTheDocument();
  expect(screen.getByRole('button', { name: `Suggest again: ${video}` })).toBeVisible();
});

test('the overview suggests the first that is not done, and takes the same words', async () => {
  serverThatKeeps();
  openGrowth();

  await press(`Mark done: ${reel}`);
  expect(screen.getByRole('group', { name: 'Suggestion' })).toHaveFocus();
  await press(`Not useful: ${carousel}`);
  await press(`Mark done: ${image}`);
  await press(`Mark done: ${video}`);
  expect(await screen.findByText('All that was suggested for this week is done.')).toBeInTheDocument();
});

test('a double click says one thing of one suggestion', async () => {
  const kept = serverThatKeeps();
  /** The second half meets what has moved up. */
  const twice = async (name: string, next: string) => {
    await press(name);
    fireEvent.click(await screen.findByRole('button', { name: next }), { detail: 2 });
  };
  const { unmount } = openGrowth();

  await twice(`Mark done: ${reel}`, `Mark done: ${carousel}`);
  unmount();
  open();
  await twice(`Not useful: ${carousel}`, `Not useful: ${image}`);
  await press(`Not useful: ${image}`);
  await waitFor(async () => expect(await slots()).toEqual([reel, video]));
  await twice(`Suggest again: ${image}`, `Suggest again: ${carousel}`);

  await waitFor(async () => expect(await slots()).toEqual([reel, image, video]));
  expect(kept.map(({ type, verdict }) => [type, verdict])).toEqual([
    ['carousel', 'dismissed'],
    ['reel', 'done'],
  ]);
});
