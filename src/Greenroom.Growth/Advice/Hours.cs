namespace Greenroom.Growth.Advice;

/// <summary>An hour of the local week in which there are posts.</summary>
/// <param name="Hour">0 to 23, on the clock of the account's zone.</param>
/// <param name="Lift">Over the mean of the hours; null with fewer than two posts, or with too few in all.</param>
internal sealed record HourSlot(DayOfWeek Weekday, int Hour, int N, double? Lift);

/// <param name="Slots">Monday first; hours without a post are left out.</param>
/// <param name="Refusal">Why no hour has an estimate.</param>
internal sealed record HoursReport(IReadOnlyList<HourSlot> Slots, int N, Refusal? Refusal);

/// <summary>
/// Posts by weekday and hour, for the eye: when somebody posts, and roughly how it went. Nothing is claimed about an hour, and hours are not ranked.
/// 168 slots of a few posts each are noise, so a slot is drawn towards what is known of its weekday and its daypart, as Fay and Herriot (1979)
/// draw a small area towards a regression: with e the sum of both effects and d = mean − e, θ = e + (1 − B)(d − μ), B = (s²/n)/(s²/n + τ²),
/// μ and τ² of the d by DerSimonian–Laird. s² is pooled within dayparts, as for their claim: a slot is too small to have a scatter of its own, and
/// what s² holds beyond that draws slots in rather than out.
/// </summary>
/// <remarks>
/// Both effects are fitted together, each to what the other leaves, by backfitting (Hastie and Tibshirani 1990), and shrunk as groups are: of somebody
/// who posts in the evening only on Saturdays, what the two were found to be one by one would be counted twice.
/// </remarks>
internal static class Hours
{
    public const int LeastPosts = 20;
    public const int LeastInSlot = 2;

    /// <summary>Two factors settle in a few; the last ones change nothing that a percent shows.</summary>
    private const int Rounds = 10;

    public static HoursReport Study(IReadOnlyList<ScoredPost> posts, Scope scope)
    {
        var used = posts.Where(post => post.Residual is not null && scope.Window.Contains(post.Post.PostedAtUtc))
            .Select(post => new HourPost(Dayparts.WeekdayOf(post.Post.PostedAtUtc, scope.Zone), Dayparts.HourOf(post.Post.PostedAtUtc, scope.Zone), post.Winsorised!.Value))
            .ToArray();
        var slots = used.GroupBy(post => (post.Day, post.Hour)).OrderBy(slot => DaysAfterMonday(slot.Key.Day)).ThenBy(slot => slot.Key.Hour).ToArray();
        if (used.Length < LeastPosts)
        {
            return new HoursReport(
                [.. slots.Select(slot => new HourSlot(slot.Key.Day, slot.Key.Hour, slot.Count(), null))], used.Length,
                new Refusal(RefusalReason.TooFewPosts, used.Length, LeastPosts - used.Length));
        }

        var within = GroupEffects.PooledVariance([.. used.GroupBy(post => post.Part).Select(part => part.Select(post => post.Winsorised).ToArray())]);
        var expected = Expected(used, within);
        var off = Array.ConvertAll(slots, slot => slot.Average(post => post.Winsorised) - expected(slot.First()));
        var variances = Array.ConvertAll(slots, slot => within / slot.Count());
        var (mean, between) = GroupEffects.DerSimonianLaird(off, variances);
        return new HoursReport(
            [.. slots.Select((slot, index) => new HourSlot(
                slot.Key.Day, slot.Key.Hour, slot.Count(),
                slot.Count() < LeastInSlot
                    ? null
                    : Lift.FromLog(expected(slot.First()) + (between / (variances[index] + between) * (off[index] - mean)))))],
            used.Length, null);
    }

    /// <summary>The sum of the effects of a post's weekday and daypart.</summary>
    private static Func<HourPost, double> Expected(HourPost[] posts, double within)
    {
        var (byDay, byPart) = (posts.GroupBy(post => post.Day).ToArray(), posts.GroupBy(post => post.Part).ToArray());
        var (days, parts) = (new Dictionary<DayOfWeek, double>(), byPart.ToDictionary(part => part.Key, _ => 0.0));
        for (var round = 0; round < Rounds; round++)
        {
            days = Effects(byDay, post => post.Winsorised - parts[post.Part], within);
            parts = Effects(byPart, post => post.Winsorised - days[post.Day], within);
        }

        return post => days[post.Day] + parts[post.Part];
    }

    private static Dictionary<T, double> Effects<T>(IGrouping<T, HourPost>[] groups, Func<HourPost, double> left, double within)
        where T : notnull
    {
        var means = Array.ConvertAll(groups, group => group.Average(left));
        var variances = Array.ConvertAll(groups, group => within / group.Count());
        var (mean, between) = GroupEffects.DerSimonianLaird(means, variances);
        return groups.Select((group, index) => (group.Key, Effect: between / (variances[index] + between) * (means[index] - mean))).ToDictionary(of => of.Key, of => of.Effect);
    }

    private static int DaysAfterMonday(DayOfWeek day) => ((int)day + 6) % 7;

    private sealed record HourPost(DayOfWeek Day, int Hour, double Winsorised)
    {
        public Daypart Part { get; } = Dayparts.OfHour(Hour);
    }
}
