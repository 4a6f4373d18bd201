using System.Runtime.InteropServices;
using MathNet.Numerics.Statistics;

namespace Greenroom.Growth.Advice;

[StructLayout(LayoutKind.Auto)]
internal readonly record struct FollowerDay(DateOnly Day, int Followers);

internal enum ForecastMethod
{
    /// <summary>As many as today.</summary>
    Naive,

    /// <summary>Theil–Sen slope, damped.</summary>
    DampedTrend,
}

/// <param name="Interval">80 %.</param>
internal sealed record ForecastPoint(DateOnly Day, double Followers, Interval Interval);

/// <summary>How the method did on the account's own past.</summary>
/// <param name="Origins">Days from which it was tried.</param>
/// <param name="Error">Mean absolute error over 1 to h weeks, followers.</param>
/// <param name="NaiveError">The same of the naive forecast.</param>
/// <param name="Coverage">Share of true values inside the 80 % interval.</param>
internal sealed record Backtest(int Origins, double Error, double NaiveError, double Coverage);

/// <param name="Points">One per week ahead.</param>
/// <param name="Backtest">Of the method that is shown; null when the history is too short to try.</param>
internal sealed record FollowerOutlook(ForecastMethod Method, IReadOnlyList<ForecastPoint> Points, Backtest? Backtest, int Days);

/// <summary>
/// Followers up to four weeks ahead. A trend is only shown when it would have beaten "as many as today" on this account's own history: most
/// forecasts of small accounts would not have.
/// </summary>
internal static class FollowerForecast
{
    public const int MostWeeks = 4;
    public const int LeastDays = 14;

    /// <summary>φ, per week: next week's slope is 0.9 of this week's, for growth does not last.</summary>
    public const double Damping = 0.9;

    // Nobody knows φ for an account. Half of the interval's paths keep today's slope and half lose it twice as fast, so that four of five true
    // values lie inside at either extreme; with 0.9 for all paths, accounts that simply went on growing were inside every other time.
    private static readonly double[] Dampings = [1, Damping - (1 - Damping)];

    // The slope Theil–Sen finds in a random walk varies 6/5 as much as its mean gain (as that of least squares does).
    private static readonly double SlopeSpread = Math.Sqrt(1.2);

    private const int Week = 7;
    private const int Memory = 56;
    private const int LeastTraining = 28;
    private const int LeastOrigins = 4;
    private const int MostOrigins = 26;
    private const int Paths = 400;

    /// <summary>Days without a count are filled by a straight line; a day counted twice keeps the later count.</summary>
    public static (FollowerOutlook? Outlook, Refusal? Refusal) Forecast(
        IReadOnlyCollection<FollowerDay> history, int weeks, ulong seed = GroupEffects.Seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(weeks, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(weeks, MostWeeks);
        var days = Fill(history);
        if (days.Length < LeastDays)
        {
            return (null, new Refusal(RefusalReason.TooFewPosts, days.Length, 0, LeastDays - days.Length));
        }

        var naive = Try(days, weeks, ForecastMethod.Naive, seed);
        var damped = Try(days, weeks, ForecastMethod.DampedTrend, seed);
        var method = damped is not null && damped.Error < damped.NaiveError ? ForecastMethod.DampedTrend : ForecastMethod.Naive;
        var last = history.Max(day => day.Day);
        var points = Ahead(days, weeks, method, seed)
            .Select((point, index) => new ForecastPoint(last.AddDays((index + 1) * Week), point.Value, point.Interval));
        return (new FollowerOutlook(method, [.. points], method == ForecastMethod.Naive ? naive : damped, days.Length), null);
    }

    /// <summary>
    /// Level: the last count. Damped: + slope·(φ' + φ'² + …) with φ' = φ^(1/7) a day and Theil–Sen's slope of the last 8 weeks. Interval: the middle
    /// 80 % of paths that add blocks of 7 residual daily gains (a moving block bootstrap, for gains follow the week), each path with its own
    /// slope, redrawn from as many residuals as there are days, and with or without damping.
    /// </summary>
    private static (double Value, Interval Interval)[] Ahead(ReadOnlySpan<double> days, int weeks, ForecastMethod method, ulong seed)
    {
        var recent = days[^Math.Min(Memory, days.Length)..].ToArray();
        var gains = recent.Zip(recent.Skip(1), (before, after) => after - before).ToArray();
        var slope = method == ForecastMethod.Naive ? 0 : LongTrend.TheilSen([.. Enumerable.Range(0, recent.Length).Select(day => (double)day)], recent);
        // The naive forecast says "no drift"; what drift there was is part of its error, in either direction.
        var drift = method == ForecastMethod.Naive ? 0 : gains.Average();
        // Blocks of residuals that sum to 0 vary too little, by 1 − block/n.
        var widen = Math.Sqrt((double)gains.Length / (gains.Length - Math.Min(Week, gains.Length / 2)));
        var residuals = Array.ConvertAll(gains, gain => (gain - drift) * (method == ForecastMethod.Naive ? 1 : widen));
        var random = new SplitMix64(seed);
        var ends = new double[weeks][];
        for (var week = 0; week < weeks; week++)
        {
            ends[week] = new double[Paths];
        }

        for (var path = 0; path < Paths; path++)
        {
            var offSlope = method == ForecastMethod.Naive ? 0 : SlopeSpread * BlockSum(residuals, residuals.Length, random) / residuals.Length;
            // One sign for the whole path: growth does not change its direction every week.
            var sign = method == ForecastMethod.Naive && random.Below(2) == 0 ? -1 : 1;
            var damping = Dampings[path % 2];
            var level = recent[^1];
            for (var week = 0; week < weeks; week++)
            {
                level += ((slope + offSlope) * DampedDays(week, damping)) + (sign * BlockSum(residuals, Week, random));
                ends[week][path] = level;
            }
        }

        var expected = recent[^1];
        var points = new (double, Interval)[weeks];
        for (var week = 0; week < weeks; week++)
        {
            expected = Math.Max(0, expected + (slope * DampedDays(week, Damping)));
            points[week] = (expected, new Interval(Math.Max(0, ends[week].Quantile(0.1)), Math.Max(0, ends[week].Quantile(0.9))));
        }

        return points;
    }

    /// <summary>Σ φ'^d over the seven days d of a week ahead (0 is the first), a geometric sum.</summary>
    private static double DampedDays(int week, double damping)
    {
        var daily = Math.Pow(damping, 1.0 / Week);
        return 1 - daily < 1e-9 ? Week : Math.Pow(damping, week) * daily * (1 - damping) / (1 - daily);
    }

    private static double BlockSum(double[] residuals, int length, SplitMix64 random)
    {
        var sum = 0.0;
        for (var taken = 0; taken < length;)
        {
            // Circular, so that the first and last days are drawn as often as the others.
            var start = random.Below(residuals.Length);
            for (var step = 0; step < Week && taken < length; step++, taken++)
            {
                sum += residuals[(start + step) % residuals.Length];
            }
        }

        return sum;
    }

    /// <summary>Rolling origin: forecasts from each earlier week with only what was known then. Null with fewer than four origins.</summary>
    private static Backtest? Try(double[] days, int weeks, ForecastMethod method, ulong seed)
    {
        var (origins, errors, naive, inside) = (0, new List<double>(), new List<double>(), 0);
        for (var known = days.Length - (weeks * Week); known >= LeastTraining && origins < MostOrigins; known -= Week, origins++)
        {
            var points = Ahead(days.AsSpan(0, known), weeks, method, seed + (ulong)known);
            for (var week = 0; week < weeks; week++)
            {
                var truth = days[known - 1 + ((week + 1) * Week)];
                errors.Add(Math.Abs(points[week].Value - truth));
                naive.Add(Math.Abs(days[known - 1] - truth));
                inside += points[week].Interval.Contains(truth) ? 1 : 0;
            }
        }

        return origins < LeastOrigins ? null : new Backtest(origins, errors.Average(), naive.Average(), (double)inside / errors.Count);
    }

    private static double[] Fill(IReadOnlyCollection<FollowerDay> history)
    {
        var counts = history.GroupBy(day => day.Day).Select(day => day.Last()).OrderBy(day => day.Day).ToArray();
        var days = new List<double>();
        foreach (var (day, followers) in counts)
        {
            var gap = days.Count == 0 ? 1 : day.DayNumber - (counts[0].Day.DayNumber + days.Count - 1);
            var from = days.Count == 0 ? followers : days[^1];
            for (var step = 1; step <= gap; step++)
            {
                days.Add(from + ((followers - from) * step / gap));
            }
        }

        return [.. days];
    }
}
