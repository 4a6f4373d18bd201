using MathNet.Numerics.Statistics;

namespace Greenroom.Growth.Advice;

/// <summary>What became of a claim: the same quantity, from posts that were not there when it was made.</summary>
internal static class ClaimOutcome
{
    /// <summary>As many new posts as a claim itself needs in its cell.</summary>
    public const int LeastPosts = GroupEffects.LeastInCell;

    // A trend is looked at over as many weeks as the ledger waits.
    private const int TrendWeeks = 4;

    /// <summary>The effect on posts made since: a lift, of a trend a lift per week. Null while there are too few of them.</summary>
    /// <param name="subject">Of the claim, such as <c>daypart:evening</c>.</param>
    public static double? Of(string subject, DateTime madeAtUtc, IReadOnlyList<ScoredPost> scored, TimeZoneInfo zone)
    {
        var (family, cell) = subject.Split(':', 2) is [var first, var second] ? (first, second) : (subject, "");
        var since = scored.Where(post => post.Residual is not null && post.Post.PostedAtUtc >= madeAtUtc).ToArray();
        var difference = family switch
        {
            "daypart" => AgainstGroups(since, cell, post => Dayparts.Name(Dayparts.Of(post.PostedAtUtc, zone))),
            "weekday" => AgainstGroups(since, cell, post => Dayparts.Name(Dayparts.WeekdayOf(post.PostedAtUtc, zone))),
            "type" => AgainstGroups(since, cell, post => Dayparts.Name(post.Type)),
            "caption" => AgainstGroups(since, cell, post => CaptionLength.BandOf(post.Caption)),
            "tag" => WithAgainstWithout(since, cell),
            "trend" => PerWeek(scored, madeAtUtc),
            _ => null,
        };
        return difference is { } log ? Lift.FromLog(log) : null;
    }

    /// <summary>Mean residual of the cell less the mean of the means of all cells, as the claim itself is measured.</summary>
    private static double? AgainstGroups(ScoredPost[] posts, string cell, Func<PostSample, string> cellOf)
    {
        var groups = posts.ToLookup(post => cellOf(post.Post), post => post.Winsorised!.Value);
        return groups[cell].Count() < LeastPosts || groups.Count < 2 ? null : groups[cell].Average() - groups.Average(group => group.Average());
    }

    private static double? WithAgainstWithout(ScoredPost[] posts, string tag)
    {
        var groups = posts.ToLookup(post => Hashtags.In(post.Post.Caption).Contains(tag, StringComparer.Ordinal), post => post.Winsorised!.Value);
        return groups[true].Count() < LeastPosts || groups[false].Count() < LeastPosts ? null : groups[true].Average() - groups[false].Average();
    }

    /// <summary>Median y since, less median y of the four weeks before, a week.</summary>
    private static double? PerWeek(IReadOnlyList<ScoredPost> scored, DateTime madeAtUtc)
    {
        var after = scored.Where(post => post.Post.PostedAtUtc >= madeAtUtc).Select(post => post.Y).ToArray();
        var before = scored.Where(post => post.Post.PostedAtUtc < madeAtUtc && post.Post.PostedAtUtc >= madeAtUtc.AddDays(-7 * TrendWeeks)).Select(post => post.Y).ToArray();
        return after.Length < LeastPosts || before.Length < LeastPosts ? null : (after.Median() - before.Median()) / TrendWeeks;
    }
}
