import type {
  Basis,
  Claim,
  Group,
  Groups,
  Hours,
  Insights,
  Ledger,
  PlanSlot,
  PostHistory,
  Refusal,
  SameAge,
  Verdict,
} from '@/lib/growth-types';
import { accountOf, postOf } from './growth-fixtures';

const ids = (count: number, first = 1) => Array.from({ length: count }, (_, index) => `p-${first + index}`);

export const basis: Basis = {
  from: '2025-11-22T08:58:00Z',
  to: '2026-11-22T08:58:00Z',
  time_zone: 'Europe/Berlin',
  posts: 182,
  compared_posts: 166,
  engagement: ['likes', 'comments'],
  feed: { shape: 0.22, scale_hours: 2.83, origin: 'public_figures' },
  reels: { shape: 0.35, scale_hours: 20, origin: 'guess' },
};

export function claimOf(part: Partial<Claim> = {}): Claim {
  return {
    subject: 'daypart:evening',
    posts: 42,
    percent: 24.6,
    low: 12.2,
    high: 38.1,
    p: 0.002,
    from: basis.from,
    to: basis.to,
    time_zone: basis.time_zone,
    post_ids: ids(42),
    ...part,
  };
}

export function refusalOf(part: Partial<Refusal> = {}): Refusal {
  return { reason: 'not_enough_evidence', have: 166, more_posts: 40, more_days: 0, ...part };
}

function groupOf(group: string, posts: number, percent: number): Group {
  return { group, posts, percent, low: percent - 12, high: percent + 13, post_ids: ids(posts) };
}

/** One family that may be spoken of, and three of which each is silent for another reason. */
export const groups: Groups[] = [
  {
    family: 'daypart',
    groups: [groupOf('evening', 42, 24.6), groupOf('midday', 60, -3.2), groupOf('morning', 30, -6)],
    p: 0.002,
    claim: claimOf(),
    refusal: null,
  },
  {
    family: 'weekday',
    groups: [groupOf('thursday', 25, 4.1), groupOf('monday', 22, 1), groupOf('sunday', 20, -5)],
    p: 0.41,
    claim: null,
    refusal: refusalOf(),
  },
  {
    family: 'type',
    groups: [groupOf('reel', 41, 9), groupOf('image', 80, -4)],
    p: 0.08,
    claim: null,
    refusal: refusalOf({ reason: 'no_difference', more_posts: 0 }),
  },
  {
    family: 'caption',
    groups: [],
    p: 1,
    claim: null,
    refusal: refusalOf({ reason: 'too_few_posts', have: 6, more_posts: 4 }),
  },
];

/** One hour of each look: well above, a little below, about the mean, and too few to judge. */
export const hours: Hours = {
  slots: [
    { weekday: 'monday', hour: 19, posts: 7, percent: 31.4 },
    { weekday: 'tuesday', hour: 12, posts: 4, percent: -6.2 },
    { weekday: 'thursday', hour: 18, posts: 12, percent: 1.2 },
    { weekday: 'sunday', hour: 0, posts: 1, percent: null },
  ],
  posts: 24,
  refusal: null,
};

export const verdictOf = (part: Partial<Verdict> = {}): Verdict => ({
  type: 'video',
  daypart: 'night',
  verdict: 'dismissed',
  decided_at: '2026-11-21T10:00:00Z',
  ...part,
});

export function slotOf(part: Partial<PlanSlot> = {}): PlanSlot {
  return {
    type: 'reel',
    daypart: 'evening',
    tags: ['behindthescenes'],
    percent: 31,
    low: -20,
    high: 112,
    support: [claimOf()],
    experiment: false,
    posts: 11,
    post_ids: ids(11),
    done_at: null,
    ...part,
  };
}

export function sameAgeOf(part: Partial<SameAge> = {}): SameAge {
  return {
    age_hours: 9.4,
    engagement: 154,
    usual: 152.3,
    low: 120.4,
    high: 189.7,
    percent: 1.1,
    standing: 'usual',
    still_counting: true,
    posts: 20,
    ...part,
  };
}

const noScore = { made: 0, scored: 0, held: 0 };

export const ledger: Ledger = {
  claims: { made: 12, scored: 5, held: 4 },
  forecasts: { made: 8, scored: 0, held: 0 },
  entries: [
    {
      subject: 'daypart:evening',
      made_at: '2026-10-20T09:00:00Z',
      due_at: '2026-11-17T09:00:00Z',
      expected: 24,
      low: 11,
      high: 39,
      outcome: 18.4,
      held: true,
    },
    {
      subject: 'followers:2w',
      made_at: '2026-11-20T09:00:00Z',
      due_at: '2026-12-04T09:00:00Z',
      expected: 2431.4,
      low: 2402,
      high: 2460,
      outcome: null,
      held: null,
    },
  ],
};

export function insightsOf(part: Partial<Insights> = {}): Insights {
  return {
    account: accountOf(),
    captured_at: '2026-11-22T08:58:00Z',
    basis,
    groups,
    hours,
    tags: {
      tags: [
        {
          tag: 'behindthescenes',
          posts_with: 50,
          posts_without: 116,
          percent: 26,
          low: 12,
          high: 42,
          p: 0.0004,
          claimed: true,
        },
        {
          tag: 'studio',
          posts_with: 31,
          posts_without: 135,
          percent: -2,
          low: -15,
          high: 13,
          p: 0.77,
          claimed: false,
        },
      ],
      p: 0.01,
      claims: [
        claimOf({
          subject: 'tag:behindthescenes',
          posts: 50,
          percent: 26,
          low: 12,
          high: 42,
          p: 0.0004,
          post_ids: ids(3),
        }),
      ],
      refusal: null,
    },
    recent: [
      { post: postOf(), comparison: sameAgeOf() },
      {
        post: postOf({ id: 'p-2', caption: 'How I plan a week', like_count: null, engagement: null }),
        comparison: null,
      },
    ],
    anomalies: {
      claims: [
        claimOf({
          subject: 'anomaly:high',
          posts: 25,
          percent: 312,
          low: -68,
          high: 190,
          p: 0.0001,
          post_ids: ['p-77'],
        }),
      ],
      judged: 151,
      refusal: null,
    },
    trend: {
      weeks: [
        { monday: '2026-11-02', engagement: 160.4, posts: 4 },
        { monday: '2026-11-09', engagement: 171, posts: 5 },
        { monday: '2026-11-16', engagement: 166.2, posts: 1 },
      ],
      percent_per_week: 0.4,
      p: 0.03,
      claim: claimOf({ subject: 'trend:up', posts: 166, percent: 0.42, low: 0.1, high: 0.74, p: 0.03 }),
      refusal: null,
    },
    followers: {
      history: [
        { day: '2026-11-20', followers: 2390 },
        { day: '2026-11-21', followers: 2396 },
        { day: '2026-11-22', followers: 2400 },
      ],
      outlook: {
        method: 'damped_trend',
        days: 60,
        points: [
          { day: '2026-11-29', followers: 2416.6, low: 2404.2, high: 2429.1 },
          { day: '2026-12-06', followers: 2431.4, low: 2402, high: 2460 },
        ],
        backtest: { origins: 5, error: 8.4, naive_error: 14.2, coverage: 0.79 },
      },
      refusal: null,
    },
    plan: {
      slots: [
        slotOf(),
        slotOf({ type: 'carousel', support: [], tags: [], percent: 12, posts: 14 }),
        slotOf({ type: 'image', daypart: 'night', support: [], experiment: true, tags: [], posts: 0 }),
      ],
      refusal: null,
    },
    ledger: { claims: noScore, forecasts: noScore, entries: [] },
    verdicts: [],
    failed: [],
    ...part,
  };
}

/** An account before its first whole sync. */
export const noInsights = insightsOf({
  captured_at: null,
  basis: null,
  groups: null,
  hours: null,
  tags: null,
  recent: null,
  anomalies: null,
  trend: null,
  followers: null,
  plan: null,
  ledger: null,
});

export function historyOf(part: Partial<PostHistory> = {}): PostHistory {
  return {
    account: accountOf(),
    post: postOf(),
    comparison: sameAgeOf({ age_hours: 9.4, still_counting: true }),
    history: [
      {
        taken_at: '2026-11-20T20:04:00Z',
        age_hours: 2,
        like_count: 90,
        comments_count: 6,
        engagement: 96,
      },
      {
        taken_at: '2026-11-21T03:28:00Z',
        age_hours: 9.4,
        like_count: 140,
        comments_count: 14,
        engagement: 154,
      },
    ],
    usual: [
      { age_hours: 1, engagement: 105, low: 83, high: 131 },
      { age_hours: 8, engagement: 149.6, low: 118, high: 186 },
      { age_hours: 720, engagement: 201.2, low: 159, high: 250 },
    ],
    ...part,
  };
}
