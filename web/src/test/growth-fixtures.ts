import { http, HttpResponse } from 'msw';
import type { Account, AccountList, Change, Insights, Post, Stats } from '@/lib/growth-types';
import { insightsOf } from './insight-fixtures';

/** Test data: one sample account of which everything is read. */
export function accountOf(part: Partial<Account> = {}): Account {
  return {
    id: 'a-1',
    platform: 'instagram',
    flavour: 'sandbox',
    username: 'ada.makes',
    followers: 2400,
    state: 'active',
    state_reason: null,
    sync: { status: 'done', posts_so_far: 182, posts_expected: 182, skipped_posts: 0, error: null },
    time_zone: 'Europe/Berlin',
    last_synced_at: new Date().toISOString(),
    next_sync_at: null,
    token_expires_at: null,
    created_at: '2026-11-01T09:00:00Z',
    ...part,
  };
}

export function postOf(part: Partial<Post> = {}): Post {
  return {
    id: 'p-1',
    ig_post_id: '178',
    caption: 'Studio light test',
    media_type: 'IMAGE',
    type: 'image',
    media_url: null,
    permalink: null,
    like_count: 318,
    comments_count: 24,
    saves_count: null,
    shares_count: null,
    reach_count: null,
    views_count: null,
    engagement: 342,
    // 19:04 in Berlin.
    posted_at: '2026-11-20T18:04:00Z',
    fetched_at: '2026-11-22T09:00:00Z',
    ...part,
  };
}

export const changeOf = (part: Partial<Change> = {}): Change => ({
  percent: 8.1,
  low: -12.3,
  high: 33.4,
  p: 0.4,
  posts: 21,
  from: '2026-09-29T12:00:00Z',
  to: '2026-11-28T12:00:00Z',
  time_zone: 'Europe/Berlin',
  post_ids: ['p-1'],
  ...part,
});

export function statsOf(part: Partial<Stats> = {}): Stats {
  return {
    account: accountOf(),
    period: 30,
    from: '2026-10-23T09:00:00Z',
    to: '2026-11-22T09:00:00Z',
    captured_at: '2026-11-22T08:58:00Z',
    total_posts: 18,
    total_likes: 5724,
    total_comments: 378,
    avg_likes: 318,
    avg_comments: 21,
    likes_trend: 14.2,
    comments_trend: 0,
    trend_basis: 'previous_period',
    comments_basis: 'previous_period',
    posts_this_week: 3,
    posting_frequency: 4.2,
    best_post: postOf(),
    engagement_parts: ['likes', 'comments'],
    engagement_rate: 4.25,
    engagement_rate_by_reach: null,
    avg_engagement_per_post: 339,
    hidden_like_posts: 2,
    message: '\u{1f4c8} Nice! You\u2019re growing steadily.',
    signal: {
      evident: false,
      change: changeOf(),
      posts_needed: null,
      split: { more_posts: 900, better_posts: 120, younger_posts: -310, total: 710 },
    },
    series: [
      { date: '2026-11-20', posts: 1, likes: 318, comments: 24 },
      { date: '2026-11-21', posts: 0, likes: 0, comments: 0 },
      { date: '2026-11-22', posts: 2, likes: 410, comments: 1 },
    ],
    ...part,
  };
}

type Growth = Partial<AccountList> & {
  accounts?: Account[];
  stats?: Stats;
  posts?: Post[];
  insights?: Insights;
};

/** A server with these accounts; what a test puts before them in `server.use` goes first. */
export function growthHandlers({
  accounts = [accountOf()],
  flavours = ['sandbox'],
  stats = statsOf(),
  posts = [postOf()],
  insights = insightsOf(),
}: Growth = {}) {
  return [
    http.get('*/api/instagram/accounts', () => HttpResponse.json({ items: accounts, flavours })),
    http.get('*/api/growth/stats', ({ request }) => {
      const period = Number(new URL(request.url).searchParams.get('period') ?? 30);
      return HttpResponse.json({ ...stats, period });
    }),
    http.get('*/api/growth/insights', () => HttpResponse.json(insights)),
    http.get('*/api/instagram/posts', () =>
      HttpResponse.json({ account: accounts[0], posts_count: posts.length, posts, next_cursor: null }),
    ),
    // A server that tells nothing by itself, so that the page has to ask.
    http.get('*/api/growth/events', () => HttpResponse.json({ code: 'http.404' }, { status: 404 })),
  ];
}
