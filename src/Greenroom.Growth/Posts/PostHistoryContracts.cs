using Greenroom.Growth.Connections;
using Greenroom.Growth.Insights;

namespace Greenroom.Growth.Posts;

/// <summary>One post against the account's usual post at the same age.</summary>
/// <param name="Account">The account that it belongs to.</param>
/// <param name="Post">The post.</param>
/// <param name="Comparison">As of its latest counts; null while there is too little to compare with.</param>
/// <param name="History">Its counts at each moment at which they had changed, the oldest first.</param>
/// <param name="Usual">The usual post by age, from one hour to 30 days; empty while there is too little to compare with.</param>
public sealed record PostHistoryView(
    AccountView Account, PostView Post, SameAgeView? Comparison, IReadOnlyList<PostCountsView> History, IReadOnlyList<UsualView> Usual);

/// <summary>Counts of a post at one moment. Null is what the platform did not tell.</summary>
/// <param name="TakenAt">When they were read.</param>
/// <param name="AgeHours">Age of the post then.</param>
/// <param name="LikeCount">Likes.</param>
/// <param name="CommentsCount">Comments.</param>
/// <param name="Engagement">The same sum as in the comparison; null where likes are hidden.</param>
public sealed record PostCountsView(DateTime TakenAt, double AgeHours, int? LikeCount, int? CommentsCount, long? Engagement);

/// <summary>The usual post at an age.</summary>
/// <param name="AgeHours">Age.</param>
/// <param name="Engagement">What it has then.</param>
/// <param name="Low">Four of five posts have more than this and less than <c>high</c>.</param>
/// <param name="High">Upper end of that range.</param>
public sealed record UsualView(double AgeHours, double Engagement, double Low, double High);
