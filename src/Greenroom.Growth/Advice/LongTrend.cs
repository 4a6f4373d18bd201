using System.Runtime.InteropServices;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace Greenroom.Growth.Advice;

/// <param name="Week">Number of the local week, Monday first.</param>
/// <param name="Median">Median y of its mature posts.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct WeekPoint(int Week, double Median, int Posts);

/// <summary>S, its variance with ties, the continuity-corrected z and the two-sided p.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct MannKendallResult(int S, double Variance, double Z, double P);

/// <param name="Finding">The claim's effect and interval are growth per week (0.01 = 1 % a week).</param>
internal sealed record TrendReport(IReadOnlyList<WeekPoint> Weeks, double? GrowthPerWeek, double P, Finding Finding);

/// <summary>
/// Does engagement per post rise or fall over months? Theil–Sen and Mann–Kendall on weekly medians: a viral week bends neither, and a week
/// without posts is simply not there.
/// </summary>
internal static class LongTrend
{
    public const int LeastWeeks = 8;

    private const int MostWeeksAhead = 104;

    public static TrendReport Study(IReadOnlyList<ScoredPost> posts, Scope scope)
    {
        var used = posts.Where(post => scope.Window.Contains(post.Post.PostedAtUtc)).ToArray();
        var weeks = used
            .GroupBy(post => Dayparts.WeekOf(post.Post.PostedAtUtc, scope.Zone))
            .OrderBy(week => week.Key)
            .Select(week => new WeekPoint(week.Key, week.Select(post => post.Y).Median(), week.Count()))
            .ToArray();
        if (weeks.Length < LeastWeeks)
        {
            var missing = LeastWeeks - weeks.Length;
            return new TrendReport(weeks, null, 1, Finding.Of(new Refusal(RefusalReason.TooFewPosts, used.Length, missing, 7 * missing)));
        }

        double[] x = [.. weeks.Select(week => (double)week.Week)], y = [.. weeks.Select(week => week.Median)];
        var test = MannKendall(y);
        var slopes = Slopes(x, y);
        var slope = slopes.Median();
        var interval = SenInterval(slopes, test.Variance);
        var finding = test.P < GroupEffects.Alpha && interval.ExcludesZero
            ? Finding.Of(new Claim(
                slope > 0 ? "trend:up" : "trend:down", used.Length, Lift.FromLog(slope), interval.ToLift(), test.P, scope.Window, scope.Zone.Id,
                [.. used.Select(post => post.Post.Id)]))
            : Finding.Of(Refuse(used.Length, weeks.Length, test.Z));
        return new TrendReport(weeks, Lift.FromLog(slope), test.P, finding);
    }

    /// <summary>Theil (1950), Sen (1968): the median of the slopes of all pairs; 29 % of the points may be wrong. NaN without two different x.</summary>
    public static double TheilSen(IReadOnlyList<double> x, IReadOnlyList<double> y) => Slopes(x, y).Median();

    /// <summary>
    /// Mann (1945), Kendall (1975): S = Σ sign(y_j − y_i) over i &lt; j; Var S = (n(n−1)(2n+5) − Σ t(t−1)(2t+5)) / 18 with t the sizes of ties;
    /// z = (S ∓ 1) / √Var.
    /// </summary>
    /// <param name="y">In order of time.</param>
    public static MannKendallResult MannKendall(IReadOnlyList<double> y)
    {
        var s = 0;
        for (var later = 1; later < y.Count; later++)
        {
            for (var earlier = 0; earlier < later; earlier++)
            {
                s += y[later].CompareTo(y[earlier]) switch { > 0 => 1, < 0 => -1, _ => 0 };
            }
        }

        static double Term(double n) => n * (n - 1) * ((2 * n) + 5);
        var variance = (Term(y.Count) - y.GroupBy(value => value).Sum(tie => Term(tie.Count()))) / 18;
        var z = variance > 0 ? (s - Math.Sign(s)) / Math.Sqrt(variance) : 0;
        return new MannKendallResult(s, variance, z, Math.Min(1, 2 * Normal.CDF(0, 1, -Math.Abs(z))));
    }

    /// <summary>
    /// Sen's 95 % interval as Gilbert (1987, 16.5) gives it: with C = 1.96·√Var S and N slopes, the (N − C)/2-th and the ((N + C)/2 + 1)-th
    /// smallest slope, interpolated.
    /// </summary>
    public static Interval SenInterval(IReadOnlyList<double> slopes, double variance)
    {
        var sorted = slopes.Order().ToArray();
        var reach = GroupEffects.Z95 * Math.Sqrt(variance);
        return new Interval(Ranked(sorted, (sorted.Length - reach) / 2), Ranked(sorted, ((sorted.Length + reach) / 2) + 1));
    }

    /// <summary>Slopes of all pairs with different x, unsorted.</summary>
    public static double[] Slopes(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        var slopes = new List<double>(x.Count * (x.Count - 1) / 2);
        for (var later = 1; later < x.Count; later++)
        {
            for (var earlier = 0; earlier < later; earlier++)
            {
                if (x[later] != x[earlier])
                {
                    slopes.Add((y[later] - y[earlier]) / (x[later] - x[earlier]));
                }
            }
        }

        return [.. slopes];
    }

    private static double Ranked(double[] sorted, double rank)
    {
        var position = Math.Clamp(rank - 1, 0, sorted.Length - 1);
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }

    // The z of a steady slope grows with weeks^1.5, so this many more weeks would show the slope that is seen now, if it is one.
    private static Refusal Refuse(int posts, int weeks, double z)
    {
        var more = weeks * (Math.Pow(GroupEffects.Z95 / Math.Max(Math.Abs(z), 1e-6), 2 / 3.0) - 1);
        if (more > MostWeeksAhead)
        {
            return new Refusal(RefusalReason.NoDifference, posts, 0);
        }

        var ahead = Math.Max(1, (int)Math.Ceiling(more));
        return new Refusal(RefusalReason.NotEnoughEvidence, posts, (int)Math.Ceiling((double)ahead * posts / weeks), 7 * ahead);
    }
}
