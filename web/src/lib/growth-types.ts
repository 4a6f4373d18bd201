import type { components } from './schema';

type Schemas = components['schemas'];

export type Account = Schemas['AccountView'];
export type AccountList = Schemas['AccountsView'];
/** `sandbox`, `instagram` or `facebook`. */
export type Flavour = Account['flavour'];
export type Sync = Schemas['SyncView'];
/** An account that a login opened and that can be connected. */
export type ChoiceItem = Schemas['ChoiceItem'];
/** What the server tells about accounts by itself. */
export type AccountEvent = Schemas['AccountEvent'];

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

export type Insights = Schemas['InsightsView'];
/** What the insights were made from. */
export type Basis = Schemas['BasisView'];
export type Groups = Schemas['GroupsView'];
export type Group = Schemas['GroupView'];
/** Posts by weekday and hour. */
export type Hours = Schemas['HoursView'];
export type Hour = Schemas['HourView'];
export type Tags = Schemas['TagsView'];
/** A statement with everything that it takes to check it. */
export type Claim = Schemas['ClaimView'];
/** Why nothing is said, and how much more it takes. */
export type Refusal = Schemas['RefusalView'];
export type RecentPost = Schemas['RecentPostView'];
export type SameAge = Schemas['SameAgeView'];
export type Anomalies = Schemas['AnomaliesView'];
export type LongTrend = Schemas['LongTrendView'];
export type Followers = Schemas['FollowersView'];
export type Outlook = Schemas['OutlookView'];
export type Plan = Schemas['PlanView'];
export type PlanSlot = Schemas['PlanSlotView'];
/** What was said of a suggestion: done, or not useful. */
export type Verdict = Schemas['AdviceVerdictView'];
export type Ledger = Schemas['LedgerView'];
export type LedgerEntry = Schemas['LedgerEntryView'];
export type PostHistory = Schemas['PostHistoryView'];

/** Of data, asked for at the platform. */
export type Deletion = Schemas['DeletionView'];
