import type { Stats, TrendBasis } from '@/lib/growth-types';
import { countOf, formatNumber, trendWords } from '@/lib/growth-words';
import { engagementWords } from './insight-words';

/** A figure, what stands below it, and what it means. */
export type Tile = { label: string; value: string; note: string; definition: string };

export function tilesOf(stats: Stats): Tile[] {
  const trend = (percent: number, basis: TrendBasis) => trendWords(percent, basis, stats.period);
  const parts = engagementWords(stats.engagement_parts);
  const { engagement_rate: rate, avg_engagement_per_post: average } = stats;
  return [
    {
      label: 'Posts',
      value: formatNumber(stats.total_posts),
      note: `${formatNumber(stats.posting_frequency)} a week, ${formatNumber(stats.posts_this_week)} in the last 7 days`,
      definition: `Posts published in the last ${stats.period} days. "A week" spreads them evenly over these days.`,
    },
    {
      label: 'Likes',
      value: formatNumber(stats.total_likes),
      note: trend(stats.likes_trend, stats.trend_basis),
      definition: `Likes on the posts of this period, as they stood at the last sync. Hidden likes are not counted: ${hiddenWords(stats.hidden_like_posts)}.`,
    },
    {
      label: 'Comments',
      value: formatNumber(stats.total_comments),
      note: trend(stats.comments_trend, stats.comments_basis),
      definition: 'Comments on the posts of this period, as they stood at the last sync.',
    },
    {
      label: 'Engagement rate',
      value: rate === null ? 'Not known' : `${formatNumber(rate)}\u00a0%`,
      note: rateNote(stats),
      definition: `Engagement of a post (${parts}) as a share of the followers when it was posted. The figure is the median of the posts that are old enough to have counted. By reach it is a share of the people whom the post reached, where the platform tells how many.`,
    },
    {
      label: 'Average per post',
      value: average === null ? 'Not known' : formatNumber(average),
      note: averageNote(stats),
      definition: `Engagement (${parts}) of a post, on average over this period. Posts of which one of these is not known are left out, such as those that hide their likes.`,
    },
  ];
}

/** "3 posts hide them". */
export function hiddenWords(posts: number): string {
  if (posts === 0) return 'no post hides them';
  return `${countOf(posts, 'post')} ${posts === 1 ? 'hides' : 'hide'} them`;
}

function averageNote({ avg_likes: likes, avg_comments: comments }: Stats): string {
  const known = [
    likes !== null && `${formatNumber(likes)} likes`,
    comments !== null && `${formatNumber(comments)} comments`,
  ].filter(Boolean);
  return known.length === 0 ? 'no post to go by' : known.join(', ');
}

function rateNote({ engagement_rate: rate, engagement_rate_by_reach: byReach }: Stats): string {
  const first = rate === null ? 'no followers or no post to go by' : 'of followers, the median post';
  return byReach === null ? first : `${first}; by reach ${formatNumber(byReach)}\u00a0%`;
}
