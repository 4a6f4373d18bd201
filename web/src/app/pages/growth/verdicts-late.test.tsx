import { act, screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test, vi } from 'vitest';
import { dismissToast } from '@/lib/toast';
import { openGrowth, openInsights as open, setTheStage } from '@/test/growth-stage';
import { verdictOf } from '@/test/insight-fixtures';
import { server } from '@/test/server';
import { best, carousel, image, press, reel, serverThatKeeps, slots, video } from '@/test/verdict-stage';

beforeEach(() => {
  setTheStage();
  // A toast outlives its page.
  for (let id = 0; id < 100; id++) dismissToast(id);
});

test('what the server accepted stands where only the plan made with it does not come', async () => {
  serverThatKeeps();
  open();
  expect(await slots()).toEqual([reel, carousel, image]);
  server.use(
    http.get('*/api/growth/insights', () => HttpResponse.json({ code: 'x' }, { status: 500 }), {
      once: true,
    }),
  );

  await press(`Not useful: ${reel}`);

  expect(await screen.findByText(/^The insights are not up to date/)).toBeInTheDocument();
  expect(await slots()).toEqual([carousel, image]);
  expect(screen.getByText('What you said of suggestions: 1 not useful')).toBeInTheDocument();
});

test.each([
  { page: 'the insights', open: () => open() },
  { page: 'the overview', open: () => openGrowth() },
])('where nothing is left because nothing came, $page says that', async (page) => {
  const kept = serverThatKeeps();
  kept.push(...best.slice(1).map(({ type, daypart }) => verdictOf({ type, daypart })));
  page.open();
  await screen.findByText(reel);
  server.use(
    http.get('*/api/growth/insights', () => HttpResponse.json({ code: 'x' }, { status: 500 }), {
      once: true,
    }),
  );

  await press(`Not useful: ${reel}`);

  expect(await screen.findByText('The next suggestions did not come.')).toBeInTheDocument();
  expect(screen.queryByText(/^Nothing is left to suggest/)).not.toBeInTheDocument();
  await press('Retry');
  expect(await screen.findByText(/^Nothing is left to suggest/)).toBeInTheDocument();
});

test('a verdict waits for the one before it, and not for the plan made with that one', async () => {
  const kept = serverThatKeeps();
  open();
  expect(await slots()).toEqual([reel, carousel, image]);
  let letThrough = () => {};
  const gate = new Promise<void>((resolve) => (letThrough = resolve));
  server.use(http.get('*/api/growth/insights', async () => void (await gate)));

  await press(`Not useful: ${reel}`);
  await waitFor(() => expect(kept).toHaveLength(1));
  await press(`Not useful: ${carousel}`);

  await waitFor(() => expect(kept).toHaveLength(2));
  expect(await slots()).toEqual([image, 'awaited', 'awaited']);
  letThrough();
  await waitFor(async () => expect(await slots()).toEqual([image, video]));
});

test('the place of the later of two is kept until the plan that was made with both', async () => {
  let save = () => {};
  const saving = new Promise<null>((resolve) => (save = () => resolve(null)));
  const answers = [Promise.resolve(null), saving];
  const kept = serverThatKeeps(() => answers.shift() ?? saving);
  open();
  expect(await slots()).toEqual([reel, carousel, image]);
  let bringFirst = () => {};
  const first = new Promise<void>((resolve) => (bringFirst = resolve));
  server.use(http.get('*/api/growth/insights', async () => void (await first), { once: true }));
  await press(`Not useful: ${reel}`);
  await waitFor(() => expect(kept).toHaveLength(1));
  await press(`Not useful: ${carousel}`);
  bringFirst();
  await waitFor(async () => expect(await slots()).toEqual([image, video, 'awaited']));
  let bringSecond = () => {};
  const second = new Promise<void>((resolve) => (bringSecond = resolve));
  server.use(http.get('*/api/growth/insights', async () => void (await second)));

  save();

  expect(await screen.findByText(`Not suggested any more: ${carousel}.`)).toBeInTheDocument();
  expect(await slots()).toEqual([image, video, 'awaited']);
  bringSecond();
  await waitFor(async () => expect(await slots()).toEqual([image, video]));
});

test('what is suggested again has its place kept until it comes', async () => {
  const kept = serverThatKeeps();
  kept.push(...best.map(({ type, daypart }) => verdictOf({ type, daypart })));
  open();
  await screen.findByText(/^Nothing is left to suggest/);
  let letThrough = () => {};
  const gate = new Promise<void>((resolve) => (letThrough = resolve));
  server.use(http.get('*/api/growth/insights', async () => void (await gate)));

  await press(`Suggest again: ${video}`);

  expect(await slots()).toEqual(['awaited']);
  expect(screen.queryByText(/^Nothing is left to suggest/)).not.toBeInTheDocument();
  await waitFor(() => expect(kept).toHaveLength(3));
  expect(await slots()).toEqual(['awaited']);
  letThrough();
  await waitFor(async () => expect(await slots()).toEqual([video]));
});

test('without a clear answer it is not claimed that nothing was saved', async () => {
  serverThatKeeps(() => Promise.resolve(HttpResponse.error()));
  open();

  await press(`Not useful: ${reel}`);

  expect(
    await screen.findByText(
      `It is not known whether that was saved: ${reel}. The server cannot be reached. Check your connection and try again.`,
    ),
  ).toBeInTheDocument();
});

test('not useful while offline is taken back with a sentence', async () => {
  serverThatKeeps(() => Promise.resolve(HttpResponse.error()));
  open();
  expect(await slots()).toEqual([reel, carousel, image]);
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  act(() => void dispatchEvent(new Event('offline')));

  await press(`Not useful: ${reel}`);

  expect(
    await screen.findByText(
      `It is not known whether that was saved: ${reel}. You are offline. Try again when the line is back.`,
    ),
  ).toBeInTheDocument();
  expect(await slots()).toEqual([reel, carousel, image]);
  act(() => void dispatchEvent(new Event('online')));
});
