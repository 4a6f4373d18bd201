namespace Greenroom.Growth.Advice;

/// <summary>Where a change of the total comes from, in units of engagement; the three sum to <see cref="Total"/>.</summary>
/// <param name="MorePosts">A different number of posts.</param>
/// <param name="BetterPosts">Different engagement per post at the same age.</param>
/// <param name="YoungerPosts">Posts that have not finished counting (the current window is always younger).</param>
internal sealed record ChangeSplit(long MorePosts, long BetterPosts, long YoungerPosts)
{
    public long Total => MorePosts + BetterPosts + YoungerPosts;
}

/// <param name="Change">Change per post, as a lift of current over previous; null when a window has fewer than two mature posts.</param>
/// <param name="IsEvident">p &lt; 0.05. False is the usual, honest answer: "no evidence of a change".</param>
/// <param name="Refusal">When <paramref name="Change"/> is null.</param>
internal sealed record SignalReport(Claim? Change, bool IsEvident, Refusal? Refusal, ChangeSplit Split);

/// <summary>
/// What stands beside the message of the period. Totals jump when somebody posts twice more or when the posts are a week younger; only a
/// change per post, at the same age, is a change.
/// </summary>
internal static class SignalCheck
{
    public const int LeastPosts = 2;

    public static SignalReport Compare(
        IReadOnlyCollection<PostSample> posts, Window current, Window previous, DateTime nowUtc, AgeCurves curves, TimeZoneInfo zone)
    {
        var parts = EngagementParts.Of(posts);
        var (now, before) = (Read(posts, current, nowUtc, curves, parts), Read(posts, previous, nowUtc, curves, parts));
        var (young, old) = (Mature(now), Mature(before));
        var split = Split(Sum(now), Sum(before));
        if (Welch.Compare([.. young.Select(post => post.Y)], [.. old.Select(post => post.Y)]) is not { } test)
        {
            var missing = Math.Max(0, LeastPosts - young.Length) + Math.Max(0, LeastPosts - old.Length);
            var reason = missing > 0 ? RefusalReason.TooFewPosts : RefusalReason.NoDifference;
            return new SignalReport(null, IsEvident: false, new Refusal(reason, young.Length + old.Length, missing), split);
        }

        var change = new Claim(
            "signal:per-post", young.Length + old.Length, Lift.FromLog(test.Difference), test.Interval.ToLift(), test.P,
            new Window(previous.FromUtc, current.ToUtc), zone.Id, [.. old.Concat(young).Select(post => post.Id)]);
        return new SignalReport(change, test.P < GroupEffects.Alpha, null, split);
    }

    /// <summary>
    /// Total = posts × (adjusted engagement per post) × (share already counted). Each factor's part of the change is its Shapley value: its effect
    /// averaged over the orders in which the three may change. Rounded to whole counts so that the terms sum exactly.
    /// </summary>
    public static ChangeSplit Split(WindowSum current, WindowSum previous)
    {
        var (now, before) = (Factors(current, previous), Factors(previous, current));
        var more = (now.Posts - before.Posts) * Mixed(now.Each, before.Each, now.Counted, before.Counted);
        var better = (now.Each - before.Each) * Mixed(now.Posts, before.Posts, now.Counted, before.Counted);
        var (moreRounded, betterRounded) = ((long)Math.Round(more), (long)Math.Round(better));
        return new ChangeSplit(moreRounded, betterRounded, current.Engagement - previous.Engagement - moreRounded - betterRounded);
    }

    /// <summary>Shapley weight of a third factor: (2ab + 2a′b′ + ab′ + a′b) / 6.</summary>
    private static double Mixed(double a, double aBefore, double b, double bBefore) =>
        ((2 * a * b) + (2 * aBefore * bBefore) + (a * bBefore) + (aBefore * b)) / 6;

    // A window without posts has no "per post" and nothing half counted: it borrows the other's, so that all of the change is "more posts".
    private static (double Posts, double Each, double Counted) Factors(WindowSum window, WindowSum other) => (
        window.Posts,
        window.Posts > 0 ? window.Adjusted / window.Posts : other.Posts > 0 ? other.Adjusted / other.Posts : 0,
        window.Adjusted > 0 ? window.Engagement / window.Adjusted : other.Adjusted > 0 ? other.Engagement / other.Adjusted : 1);

    private static Row[] Read(IEnumerable<PostSample> posts, Window window, DateTime nowUtc, AgeCurves curves, EngagementParts parts) =>
    [
        .. from post in posts
           // A post dated into the future counts as posted now, which is inside a window that ends now.
           where window.Contains(post.PostedAtUtc) || (window.ToUtc == nowUtc && post.PostedAtUtc >= nowUtc)
           let engagement = parts.Of(post)
           where engagement is not null
           orderby post.PostedAtUtc, post.Id
           let age = post.CountedAgeHours(nowUtc)
           select new Row(post.Id, age, engagement.Value, curves.For(post).Adjust(engagement.Value, age)),
    ];

    private static Row[] Mature(Row[] rows) => Array.FindAll(rows, row => row.AgeHours >= Lift.MatureHours);

    private static WindowSum Sum(Row[] rows) => new(rows.Length, rows.Sum(row => row.Engagement), rows.Sum(row => row.Adjusted));

    private sealed record Row(Guid Id, double AgeHours, long Engagement, double Adjusted)
    {
        public double Y => Math.Log(Adjusted + 1);
    }
}

/// <param name="Posts">With visible likes.</param>
/// <param name="Engagement">Σ E.</param>
/// <param name="Adjusted">Σ A.</param>
internal sealed record WindowSum(int Posts, long Engagement, double Adjusted);
