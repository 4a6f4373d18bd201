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
/// draw a small area towards a regression: with e the sum of both effects, each shrunk already, and d = mean − e,
/// θ = e + (1 − B)(d − μ), B = (s²/n)/(s²/n + τ²), μ and τ² of the d by DerSimonian–Laird. s² is pooled within dayparts, as for their claim: a slot
/// is too small to have a scatter of its own, and what s² holds beyond that draws slots in rather than out.
/// </summary>
internal static class Hours
{
    public const int LeastPosts = 20;
    public const int LeastInSlot = 2;

    public static HoursReport Study(IReadOnlyList<ScoredPost> posts, GroupReport weekdays, GroupReport dayparts, Scope scope)
    {
        var used = posts.Where(post => post.Residual is not null && scope.Window.Contains(post.Post.PostedAtUtc)).ToArray();
        var slots = used
            .GroupBy(post => (Day: Dayparts.WeekdayOf(post.Post.PostedAtUtc, scope.Zone), Hour: Dayparts.HourOf(post.Post.PostedAtUtc, scope.Zone)))
            .OrderBy(slot => DaysAfterMonday(slot.Key.Day)).ThenBy(slot => slot.Key.Hour)
            .Select(slot => (slot.Key.Day, slot.Key.Hour, Residuals: slot.Select(post => post.Winsorised!.Value).ToArray()))
            .ToArray();
        if (used.Length < LeastPosts)
        {
            return new HoursReport(
                [.. slots.Select(slot => new HourSlot(slot.Day, slot.Hour, slot.Residuals.Length, null))], used.Length,
                new Refusal(RefusalReason.TooFewPosts, used.Length, LeastPosts - used.Length));
        }

        var within = GroupEffects.PooledVariance(
            [.. used.GroupBy(post => Dayparts.Of(post.Post.PostedAtUtc, scope.Zone)).Select(part => part.Select(post => post.Winsorised!.Value).ToArray())]);
        var expected = Array.ConvertAll(slots, slot => Effect(weekdays, Dayparts.Name(slot.Day)) + Effect(dayparts, Dayparts.Name(Dayparts.OfHour(slot.Hour))));
        double[] off = [.. slots.Select((slot, index) => slot.Residuals.Average() - expected[index])];
        var variances = Array.ConvertAll(slots, slot => within / slot.Residuals.Length);
        var (mean, between) = GroupEffects.DerSimonianLaird(off, variances);
        return new HoursReport(
            [.. slots.Select((slot, index) => new HourSlot(
                slot.Day, slot.Hour, slot.Residuals.Length,
                slot.Residuals.Length < LeastInSlot
                    ? null
                    : Lift.FromLog(expected[index] + (between / (variances[index] + between) * (off[index] - mean)))))],
            used.Length, null);
    }

    // A day that nobody compared yet is as good as the mean.
    private static double Effect(GroupReport report, string name) => report.Cells.FirstOrDefault(cell => cell.Cell == name)?.Effect ?? 0;

    private static int DaysAfterMonday(DayOfWeek day) => ((int)day + 6) % 7;
}
