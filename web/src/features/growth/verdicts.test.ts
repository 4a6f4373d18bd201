import { expect, test } from 'vitest';
import { insightsOf, slotOf, verdictOf } from '@/test/insight-fixtures';
import { judged, type Change } from './verdicts';

const reel = { type: 'reel', daypart: 'evening' } as const;
const at = '2026-11-22T09:00:00Z';
const change = (now: Change['now'], before: Change['now'] = null): Change => ({ ...reel, now, before, at });
const insights = insightsOf({
  plan: { slots: [slotOf(), slotOf({ type: 'image' })], refusal: null },
  verdicts: [verdictOf({ ...reel, verdict: 'done', decided_at: '2026-11-01T09:00:00Z' })],
});

test('the later word about a suggestion is the one that stands', () => {
  const { plan, verdicts, awaited } = judged(insights, [change('dismissed'), change(null, 'dismissed')]);

  expect(plan).toEqual(insights.plan);
  expect(awaited).toBe(0);
  expect(verdicts).toEqual(insights.verdicts);
});

test('a new word takes the place of the one in force and leaves earlier weeks alone', () => {
  const done = { ...slotOf(), done_at: at };
  const known = insightsOf({
    plan: { slots: [done], refusal: null },
    verdicts: [verdictOf({ ...reel, verdict: 'done', decided_at: at }), ...insights.verdicts],
  });

  const after = judged(known, [change('dismissed', 'done')]);

  expect(after.plan?.slots).toEqual([]);
  expect(after.awaited).toBe(1);
  expect(after.verdicts.map(({ verdict, decided_at: when }) => [verdict, when])).toEqual([
    ['dismissed', at],
    ['done', '2026-11-01T09:00:00Z'],
  ]);
});

test('what is suggested again takes a place only where one is free', () => {
  const again = { ...change(null, 'dismissed'), type: 'video' } as const;
  const full = insightsOf({
    plan: { slots: [...(insights.plan?.slots ?? []), slotOf({ type: 'carousel' })], refusal: null },
  });
  const doneBehind = insightsOf({
    plan: { slots: [...(full.plan?.slots ?? []), slotOf({ daypart: 'night' })], refusal: null },
  });

  expect(judged(insights, [again]).awaited).toBe(1);
  expect(judged(full, [again]).awaited).toBe(0);
  expect(judged(doneBehind, [again]).awaited).toBe(0);
});

test('what is done and stands behind the plan does not move into a place that something else will take', () => {
  const behind = { ...slotOf({ daypart: 'night' }), done_at: at };
  const full = insightsOf({
    plan: { slots: [...(insights.plan?.slots ?? []), slotOf({ type: 'carousel' }), behind], refusal: null },
  });

  const after = judged(full, [change('dismissed')]);

  expect(after.plan?.slots).toHaveLength(3);
  expect(after.awaited).toBe(1);
});

test('of two that are on their way the newer one stands first', () => {
  const image = { ...change('dismissed'), type: 'image' } as const;

  const { verdicts } = judged(insights, [change('done'), image]);

  expect(verdicts.map(({ type, verdict }) => [type, verdict])).toEqual([
    ['image', 'dismissed'],
    ['reel', 'done'],
    ['reel', 'done'],
  ]);
});

test('a plan that failed stays failed', () => {
  expect(judged({ ...insights, plan: null }, [change('done')])).toMatchObject({ plan: null, awaited: 0 });
});
