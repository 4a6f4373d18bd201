/**
 * What the growth endpoints answer. Written by hand until the server's document names them: then these names
 * become those of schema.d.ts, and growth-api.ts uses `api` as it is.
 */
export type Flavour = 'sandbox' | 'instagram' | 'facebook';

export type Sync = {
  status: 'waiting' | 'running' | 'done' | 'failed';
  posts_so_far: number;
  posts_expected: number | null;
  skipped_posts: number;
  error: string | null;
};

export type Account = {
  id: string;
  platform: 'instagram';
  flavour: Flavour;
  username: string;
  followers: number | null;
  state: 'active' | 'needs_reconnect' | 'needs_permission';
  state_reason: string | null;
  sync: Sync;
  /** IANA. Days and hours of its posts are told in it. */
  time_zone: string;
  last_synced_at: string | null;
  next_sync_at: string | null;
  token_expires_at: string | null;
  created_at: string;
};

export type AccountList = { items: Account[]; flavours: Flavour[] };

export type PostType = 'image' | 'carousel' | 'video' | 'reel';
export type PostSort = 'newest' | 'oldest' | 'likes' | 'comments';

export type Post = {
  id: string;
  ig_post_id: string;
  caption: string | null;
  media_type: 'IMAGE' | 'CAROUSEL_ALBUM' | 'VIDEO';
  type: PostType;
  media_url: string | null;
  permalink: string | null;
  /** Null is hidden, and hidden is not 0. */
  like_count: number | null;
  comments_count: number | null;
  saves_count: number | null;
  shares_count: number | null;
  engagement: number | null;
  posted_at: string;
  fetched_at: string;
};

export type PostPage = { account: Account; posts_count: number; posts: Post[]; next_cursor: string | null };

/** A change per post in percent, with its interval. */
export type Change = { percent: number; low: number; high: number; p: number; posts: number };

/** Likes and comments by which the total changed; the three sum to it. */
export type Split = { more_posts: number; better_posts: number; younger_posts: number; total: number };

export type Signal = { evident: boolean; change: Change | null; posts_needed: number | null; split: Split };

export type Day = { date: string; posts: number; likes: number; comments: number };

export type TrendBasis = 'previous_period' | 'no_previous';

export type Stats = {
  account: Account;
  period: number;
  from: string;
  to: string;
  captured_at: string | null;
  total_posts: number;
  total_likes: number;
  total_comments: number;
  avg_likes: number | null;
  avg_comments: number | null;
  likes_trend: number;
  comments_trend: number;
  trend_basis: TrendBasis;
  posts_this_week: number;
  posting_frequency: number;
  best_post: Post | null;
  engagement_rate: number | null;
  avg_engagement_per_post: number | null;
  hidden_like_posts: number;
  message: string;
  signal: Signal;
  series: Day[];
};

type Call<Query, Status extends number, Body> = {
  parameters: { query?: Query };
  responses: Record<Status, { headers: Record<string, unknown>; content: Body }>;
};
type Json<Body> = { 'application/json': Body };

type OfAccount = { account_id: string };

export type PostsQuery = Partial<OfAccount> & {
  cursor?: string;
  limit?: number;
  sort?: PostSort;
  type?: PostType;
};

/** The same shape that the generated `paths` have. */
export type GrowthPaths = {
  '/api/instagram/connect': {
    get: Call<{ flavour?: Flavour; persona?: string }, 200, Json<{ url: string }>>;
  };
  '/api/instagram/accounts': { get: Call<never, 200, Json<AccountList>> };
  '/api/instagram/posts': { get: Call<PostsQuery, 200, Json<PostPage>> };
  '/api/instagram/refresh': { post: Call<OfAccount, 202, Json<{ status: string; account: Account }>> };
  '/api/instagram/disconnect': { delete: Call<OfAccount, 204, never> };
  '/api/growth/stats': { get: Call<Partial<OfAccount> & { period?: number }, 200, Json<Stats>> };
};
