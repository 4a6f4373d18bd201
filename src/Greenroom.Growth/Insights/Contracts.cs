using Greenroom.Growth.Connections;
using Greenroom.Growth.Posts;

namespace Greenroom.Growth.Insights;

/// <summary>What a trend was measured against: the period of the same length before, or nothing, and then the trend is 0 and says nothing.</summary>
public enum TrendBasis { PreviousPeriod, NoPrevious }

/// <summary>An account's figures for a period that ends now, beside the period of the same length before.</summary>
/// <param name="Account">The account.</param>
/// <param name="Period">Days.</param>
/// <param name="From">Inclusive.</param>
/// <param name="To">Now, exclusive. A post that is dated into the future counts as posted now.</param>
/// <param name="CapturedAt">When the counts were read; null before the first sync came to its end.</param>
/// <param name="TotalPosts">Posts of the period.</param>
/// <param name="TotalLikes">Visible likes on them.</param>
/// <param name="TotalComments">Comments on them.</param>
/// <param name="AvgLikes">Likes per post that shows them; null without one.</param>
/// <param name="AvgComments">Comments per post that tells them; null without one.</param>
/// <param name="LikesTrend">Percent: (current − previous) / previous · 100 of the totals; 0 without a previous.</param>
/// <param name="CommentsTrend">Percent, in the same way.</param>
/// <param name="TrendBasis">What the likes trend was measured against.</param>
/// <param name="CommentsBasis">What the comments trend was measured against.</param>
/// <param name="PostsThisWeek">Posts of the last seven times 24 hours.</param>
/// <param name="PostingFrequency">Posts a week over the period.</param>
/// <param name="BestPost">The most likes + comments among posts of at least 72 hours, then the newest; null when there is none.</param>
/// <param name="EngagementRate">Percent of followers: the median over posts of at least 24 hours of engagement / followers on the day of posting · 100; null when unknown.</param>
/// <param name="EngagementRateByReach">Percent of people reached: the median over posts of at least 24 hours whose reach is known; null when it is of none.</param>
/// <param name="EngagementParts">The counts that make up engagement in these figures: <c>likes</c>, <c>comments</c>, and <c>saves</c> and <c>shares</c> where nine of ten posts have them.</param>
/// <param name="AvgEngagementPerPost">Engagement per post that has all of its parts; null without one.</param>
/// <param name="HiddenLikePosts">Posts that hide their likes; they are in no figure about likes.</param>
/// <param name="Message">The sentence of the period.</param>
/// <param name="Signal">What the sentence is worth.</param>
/// <param name="Series">Every day of the period in the account's time zone.</param>
public sealed record StatsView(
    AccountView Account, int Period, DateTime From, DateTime To, DateTime? CapturedAt, int TotalPosts, long TotalLikes, long TotalComments, double? AvgLikes,
    double? AvgComments, double LikesTrend, double CommentsTrend, TrendBasis TrendBasis, TrendBasis CommentsBasis, int PostsThisWeek, double PostingFrequency, PostView? BestPost,
    IReadOnlyList<string> EngagementParts, double? EngagementRate, double? EngagementRateByReach, double? AvgEngagementPerPost, int HiddenLikePosts, string Message, SignalView Signal, IReadOnlyList<DayView> Series);

/// <summary>Whether engagement per post changed, at the same age of posts.</summary>
/// <param name="Evident">p below 0.05. False is the usual, honest answer.</param>
/// <param name="Change">Null when there are too few posts to compare.</param>
/// <param name="PostsNeeded">How many more posts of at least 24 hours that show their likes a comparison takes, in both periods together; 0 when it takes some that differ. Null when there is one.</param>
/// <param name="Split">Where the change of the total comes from.</param>
public sealed record SignalView(bool Evident, ChangeView? Change, int? PostsNeeded, SplitView Split);

/// <summary>A change per post.</summary>
/// <param name="Percent">Of the period over the one before.</param>
/// <param name="Low">Lower end of the 95 % interval, percent.</param>
/// <param name="High">Upper end, percent.</param>
/// <param name="P">Welch's test, two-sided.</param>
/// <param name="Posts">Posts that were compared.</param>
/// <param name="From">Begin of the earlier period.</param>
/// <param name="To">End of the later one, exclusive.</param>
/// <param name="TimeZone">IANA name.</param>
/// <param name="PostIds">The latest 100 of these posts, the oldest first.</param>
public sealed record ChangeView(
    double Percent, double Low, double High, double P, int Posts, DateTime From, DateTime To, string TimeZone, IReadOnlyList<Guid> PostIds);

/// <summary>The change of total engagement in three parts that sum to it.</summary>
/// <param name="MorePosts">A different number of posts.</param>
/// <param name="BetterPosts">Different engagement per post at the same age.</param>
/// <param name="YoungerPosts">Posts that are still counting.</param>
/// <param name="Total">All of it.</param>
public sealed record SplitView(long MorePosts, long BetterPosts, long YoungerPosts, long Total);

/// <summary>The posts of one day.</summary>
/// <param name="Date">In the account's time zone.</param>
/// <param name="Posts">Posted that day.</param>
/// <param name="Likes">Visible likes on them.</param>
/// <param name="Comments">Comments on them.</param>
public sealed record DayView(DateOnly Date, int Posts, long Likes, long Comments);
