using Greenroom.Growth.Connections;
using Greenroom.Growth.Posts;

namespace Greenroom.Growth.Insights;

/// <summary>A part of the insights; one that failed is named and the others stand.</summary>
public enum InsightPart { Groups, Hours, Tags, Recent, Anomalies, Trend, Followers, Plan }

/// <summary>What posts are divided by.</summary>
public enum GroupFamily { Daypart, Weekday, Type, Caption }

/// <summary>too_few_posts: nothing can be computed; not_enough_evidence: there may be something, and it cannot be told from chance yet; no_difference: a difference worth acting on would have shown by now.</summary>
public enum RefusalCause { TooFewPosts, NotEnoughEvidence, NoDifference }

/// <summary>Where a curve of engagement by age comes from.</summary>
public enum CurveOrigin { PublicFigures, Guess, OwnHistory }

/// <summary>How a post stands beside the account's usual post at the same age: outside the range in which four of five posts lie, or within.</summary>
public enum Standing { Above, Usual, Below }

/// <summary>naive: as many as today; damped_trend: today's growth, fading.</summary>
public enum OutlookMethod { Naive, DampedTrend }

/// <summary>What an account's posts teach, as of its last sync. While another one runs, posts that it has read count with what it read. Effects are percent over the account's usual post.</summary>
/// <param name="Account">The account.</param>
/// <param name="CapturedAt">The last whole sync; null before the first, and then there is nothing else.</param>
/// <param name="Basis">What was looked at.</param>
/// <param name="Groups">Dayparts, weekdays, types and caption lengths; null when it failed.</param>
/// <param name="Hours">Posts by weekday and hour; null when it failed.</param>
/// <param name="Tags">Hashtags; null when it failed.</param>
/// <param name="Recent">Posts of the last 14 days beside the usual at the same age, the newest first; null when it failed.</param>
/// <param name="Anomalies">Posts far outside the usual scatter; null when it failed.</param>
/// <param name="Trend">The course of engagement per post over months; null when it failed.</param>
/// <param name="Followers">History and outlook; null when it failed.</param>
/// <param name="Plan">What to post next; null when it failed.</param>
/// <param name="Ledger">How earlier statements turned out; null before the first sync.</param>
/// <param name="Verdicts">What was said of suggestions, the newest first: all that are dismissed, and the latest 20 that were done.</param>
/// <param name="Failed">The parts that failed.</param>
public sealed record InsightsView(
    AccountView Account, DateTime? CapturedAt, BasisView? Basis, IReadOnlyList<GroupsView>? Groups, HoursView? Hours, TagsView? Tags,
    IReadOnlyList<RecentPostView>? Recent, AnomaliesView? Anomalies, LongTrendView? Trend, FollowersView? Followers, PlanView? Plan, LedgerView? Ledger,
    IReadOnlyList<AdviceVerdictView> Verdicts, IReadOnlyList<InsightPart> Failed);

/// <summary>What the insights were made from.</summary>
/// <param name="From">Inclusive.</param>
/// <param name="To">Exclusive.</param>
/// <param name="TimeZone">IANA name; dayparts and weekdays are those of this zone.</param>
/// <param name="Posts">Posts of the window, deleted ones left out.</param>
/// <param name="ComparedPosts">Those of at least 24 hours that show their likes and have at least five such posts before them.</param>
/// <param name="Engagement">The counts that make up engagement, such as <c>likes</c>, <c>comments</c>, <c>saves</c>, <c>shares</c>.</param>
/// <param name="Feed">Share of its engagement that a picture, carousel or video has by its age.</param>
/// <param name="Reels">The same of a reel.</param>
public sealed record BasisView(
    DateTime From, DateTime To, string TimeZone, int Posts, int ComparedPosts, IReadOnlyList<string> Engagement, CurveView Feed, CurveView Reels);

/// <summary>F(h) = 1 − exp(−(h/τ)^k).</summary>
/// <param name="Shape">k.</param>
/// <param name="ScaleHours">τ, hours.</param>
/// <param name="Origin">Where k and τ come from.</param>
public sealed record CurveView(double Shape, double ScaleHours, CurveOrigin Origin);

/// <summary>A statement with everything that it takes to check it.</summary>
/// <param name="Subject">Family and cell, such as <c>daypart:evening</c>, <c>tag:coffee</c>, <c>anomaly:high</c>, <c>trend:up</c>.</param>
/// <param name="Posts">Posts that speak for it.</param>
/// <param name="Percent">The effect: percent over the usual; of a trend percent a week.</param>
/// <param name="Low">Lower end of its 95 % interval, percent; of an anomaly the lower end of the usual scatter.</param>
/// <param name="High">Upper end, percent.</param>
/// <param name="P">Probability of as much by chance.</param>
/// <param name="From">Begin of the window, inclusive.</param>
/// <param name="To">End of the window, exclusive.</param>
/// <param name="TimeZone">IANA name.</param>
/// <param name="PostIds">The posts behind it, the oldest first.</param>
public sealed record ClaimView(
    string Subject, int Posts, double Percent, double Low, double High, double P, DateTime From, DateTime To, string TimeZone, IReadOnlyList<Guid> PostIds);

/// <summary>Why nothing is said, and how much more it takes.</summary>
/// <param name="Reason">The cause.</param>
/// <param name="Have">Posts (of followers: days) there are.</param>
/// <param name="MorePosts">About how many more; 0 when more posts would not help.</param>
/// <param name="MoreDays">Days to wait, where time is what is missing.</param>
public sealed record RefusalView(RefusalCause Reason, int Have, int MorePosts, int MoreDays);

/// <summary>One way to divide the posts. Either a claim about the best group or a refusal.</summary>
/// <param name="Family">What they are divided by.</param>
/// <param name="Groups">The best first; empty with too few posts.</param>
/// <param name="P">Of the permutation test that the groups do not differ.</param>
/// <param name="Claim">About the best group.</param>
/// <param name="Refusal">Why there is none.</param>
public sealed record GroupsView(GroupFamily Family, IReadOnlyList<GroupView> Groups, double P, ClaimView? Claim, RefusalView? Refusal);

/// <summary>One group, drawn towards the mean of all as far as its posts are few.</summary>
/// <param name="Group">Such as <c>evening</c>, <c>monday</c>, <c>reel</c>, <c>short</c>.</param>
/// <param name="Posts">Posts of it.</param>
/// <param name="Percent">Against the mean of the groups.</param>
/// <param name="Low">Lower end of the 95 % interval, percent.</param>
/// <param name="High">Upper end, percent.</param>
/// <param name="PostIds">The posts, the oldest first.</param>
public sealed record GroupView(string Group, int Posts, double Percent, double Low, double High, IReadOnlyList<Guid> PostIds);

/// <summary>Compared posts by the hour of the week, in the account's time zone. It shows when posts were made and roughly how they did; nothing is claimed about an hour.</summary>
/// <param name="Slots">Hours in which there are posts, Monday first.</param>
/// <param name="Posts">Posts in all of them.</param>
/// <param name="Refusal">Why no hour has an estimate.</param>
public sealed record HoursView(IReadOnlyList<HourView> Slots, int Posts, RefusalView? Refusal);

/// <summary>One hour of the week.</summary>
/// <param name="Weekday">Such as <c>monday</c>.</param>
/// <param name="Hour">0 to 23; 19 is from 19:00 to 20:00.</param>
/// <param name="Posts">Posts made in it.</param>
/// <param name="Percent">Against the mean of the hours, drawn towards what is known of its weekday and its part of the day, the more the fewer its posts. Null with fewer than two.</param>
public sealed record HourView(string Weekday, int Hour, int Posts, double? Percent);

/// <summary>Hashtags that at least five posts carry and at least five do not. An association, not a cause.</summary>
/// <param name="Tags">By p.</param>
/// <param name="P">That no tag of them all makes a difference.</param>
/// <param name="Claims">What may be said.</param>
/// <param name="Refusal">When nothing may.</param>
public sealed record TagsView(IReadOnlyList<TagView> Tags, double P, IReadOnlyList<ClaimView> Claims, RefusalView? Refusal);

/// <summary>One hashtag, after the effects of type and daypart.</summary>
/// <param name="Tag">Lower case, without #.</param>
/// <param name="PostsWith">Posts that carry it.</param>
/// <param name="PostsWithout">Posts that do not.</param>
/// <param name="Percent">With against without.</param>
/// <param name="Low">Lower end of Welch's 95 % interval, percent.</param>
/// <param name="High">Upper end, percent.</param>
/// <param name="P">Two-sided.</param>
/// <param name="Claimed">Whether it passed all gates.</param>
public sealed record TagView(string Tag, int PostsWith, int PostsWithout, double Percent, double Low, double High, double P, bool Claimed);

/// <summary>A post beside the account's usual post at the same age.</summary>
/// <param name="Post">The post.</param>
/// <param name="Comparison">Null while there is too little to compare with.</param>
public sealed record RecentPostView(PostView Post, SameAgeView? Comparison);

/// <summary>Engagement beside the usual at the same age.</summary>
/// <param name="AgeHours">Age of the post when its counts were read.</param>
/// <param name="Engagement">What it had then.</param>
/// <param name="Usual">What the account's usual post has at that age.</param>
/// <param name="Low">Four of five posts have more than this and less than <c>high</c>.</param>
/// <param name="High">Upper end of that range.</param>
/// <param name="Percent">Engagement over the usual.</param>
/// <param name="Standing">Where it lies.</param>
/// <param name="StillCounting">Younger than 24 hours.</param>
/// <param name="Posts">Posts that the usual was taken from.</param>
public sealed record SameAgeView(
    double AgeHours, long Engagement, double Usual, double Low, double High, double Percent, Standing Standing, bool StillCounting, int Posts);

/// <summary>Unusual posts; the lift of a claim is that of its post.</summary>
/// <param name="Claims">The oldest first.</param>
/// <param name="Judged">Posts that had enough others before them.</param>
/// <param name="Refusal">When none had.</param>
public sealed record AnomaliesView(IReadOnlyList<ClaimView> Claims, int Judged, RefusalView? Refusal);

/// <summary>The course of engagement per post over months.</summary>
/// <param name="Weeks">Weeks with mature posts.</param>
/// <param name="PercentPerWeek">Theil–Sen; null with too few weeks.</param>
/// <param name="P">Of Mann and Kendall's test.</param>
/// <param name="Claim">What may be said.</param>
/// <param name="Refusal">Why nothing is.</param>
public sealed record LongTrendView(IReadOnlyList<WeekView> Weeks, double? PercentPerWeek, double P, ClaimView? Claim, RefusalView? Refusal);

/// <summary>One week.</summary>
/// <param name="Monday">Its first day, in the account's zone.</param>
/// <param name="Engagement">Median engagement of its posts, as it would be after 30 days.</param>
/// <param name="Posts">Mature posts of it.</param>
public sealed record WeekView(DateOnly Monday, double Engagement, int Posts);

/// <summary>Followers.</summary>
/// <param name="History">One count a day, the oldest first; days without a sync are missing.</param>
/// <param name="Outlook">Up to four weeks ahead; null with too short a history.</param>
/// <param name="Refusal">Then, how many days are missing.</param>
public sealed record FollowersView(IReadOnlyList<FollowerDayView> History, OutlookView? Outlook, RefusalView? Refusal);

/// <summary>Followers on a day.</summary>
public sealed record FollowerDayView(DateOnly Day, int Followers);

/// <summary>A forecast that beat "as many as today" on the account's own past, or else that.</summary>
/// <param name="Method">Which one it is.</param>
/// <param name="Days">Days of history that it was made from.</param>
/// <param name="Points">One a week.</param>
/// <param name="Backtest">How it did on the account's own past; null when that is too short to try.</param>
public sealed record OutlookView(OutlookMethod Method, int Days, IReadOnlyList<OutlookPointView> Points, BacktestView? Backtest);

/// <summary>A day of the outlook.</summary>
/// <param name="Low">Lower end of the 80 % interval.</param>
/// <param name="High">Upper end.</param>
public sealed record OutlookPointView(DateOnly Day, double Followers, double Low, double High);

/// <summary>The method, tried from earlier days with what was known then.</summary>
/// <param name="Origins">Days from which it was tried.</param>
/// <param name="Error">Mean absolute error, followers.</param>
/// <param name="NaiveError">The same of "as many as then".</param>
/// <param name="Coverage">Share of the true counts inside the 80 % interval, 0 to 1.</param>
public sealed record BacktestView(int Origins, double Error, double NaiveError, double Coverage);

/// <summary>Three posts for the coming week.</summary>
/// <param name="Slots">The two best and one experiment of what is not dismissed; fewer when little is left, and empty with a refusal. Behind them, without tags, what was done this week and is no longer among them.</param>
/// <param name="Refusal">Why there is no plan.</param>
public sealed record PlanView(IReadOnlyList<PlanSlotView> Slots, RefusalView? Refusal);

/// <summary>One suggestion.</summary>
/// <param name="Type">What to post.</param>
/// <param name="Daypart">When, such as <c>evening</c>.</param>
/// <param name="Tags">Hashtags with a claim of their own; often none.</param>
/// <param name="Percent">Expected, over the usual post.</param>
/// <param name="Low">Four of five such posts would lie above this and below <c>high</c>, percent.</param>
/// <param name="High">Upper end, percent.</param>
/// <param name="Support">The claims about its type and its daypart; without any it is the best guess.</param>
/// <param name="Experiment">Chosen for what it would teach.</param>
/// <param name="Posts">Posts of this type and daypart so far.</param>
/// <param name="PostIds">Those posts, the oldest first.</param>
/// <param name="DoneAt">When it was marked done in the account's week that runs; null when it was not.</param>
public sealed record PlanSlotView(
    ContentType Type, string Daypart, IReadOnlyList<string> Tags, double Percent, double Low, double High, IReadOnlyList<ClaimView> Support, bool Experiment, int Posts,
    IReadOnlyList<Guid> PostIds, DateTime? DoneAt);

/// <summary>Every claim and forecast is written down and looked at again.</summary>
/// <param name="Claims">Claims, looked at four weeks later on posts that were not there yet.</param>
/// <param name="Forecasts">Forecasts, looked at on their day.</param>
/// <param name="Entries">The latest 20.</param>
public sealed record LedgerView(ScoreView Claims, ScoreView Forecasts, IReadOnlyList<LedgerEntryView> Entries);

/// <summary>How many held.</summary>
/// <param name="Made">Written down.</param>
/// <param name="Scored">Looked at again.</param>
/// <param name="Held">Of those, how many were borne out: the same direction for a claim, inside the interval for a forecast.</param>
public sealed record ScoreView(int Made, int Scored, int Held);

/// <summary>One statement and what became of it.</summary>
/// <param name="Subject">As in a claim; a forecast is <c>followers:1w</c> to <c>followers:4w</c>.</param>
/// <param name="MadeAt">When.</param>
/// <param name="DueAt">When it is looked at again.</param>
/// <param name="Expected">Percent over the usual; of a forecast followers.</param>
/// <param name="Low">Lower end of its interval, in the same unit.</param>
/// <param name="High">Upper end.</param>
/// <param name="Outcome">What came, in the same unit; null while nobody knows.</param>
/// <param name="Held">Whether it was borne out; null while nobody knows, or when too few posts came to tell.</param>
public sealed record LedgerEntryView(
    string Subject, DateTime MadeAt, DateTime DueAt, double Expected, double Low, double High, double? Outcome, bool? Held);
