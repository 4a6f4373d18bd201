import type { components } from './schema';

type Schemas = components['schemas'];

export type Account = Schemas['AccountView'];
export type AccountList = Schemas['AccountsView'];
/** `sandbox`, `instagram` or `facebook`. */
export type Flavour = Account['flavour'];
export type Sync = Schemas['SyncView'];

export type Post = Schemas['PostView'];
export type PostPage = Schemas['PostsView'];
export type PostType = Schemas['ContentType'];
export type PostSort = 'newest' | 'oldest' | 'likes' | 'comments';

export type Stats = Schemas['StatsView'];
export type Signal = Schemas['SignalView'];
export type Change = Schemas['ChangeView'];
/** Likes and comments by which the total changed; the three sum to it. */
export type Split = Schemas['SplitView'];
export type Day = Schemas['DayView'];
export type TrendBasis = Schemas['TrendBasis'];
