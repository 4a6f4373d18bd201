using System.Text.RegularExpressions;
using MathNet.Numerics.Statistics;

namespace Greenroom.Growth.Advice;

/// <summary>Posts with a tag against posts without; an association, not a cause.</summary>
/// <param name="Effect">Lift of posts with the tag over posts without.</param>
/// <param name="Interval">95 % (Welch), of the lift.</param>
internal sealed record TagEffect(
    string Tag, int With, int Without, double Effect, Interval Interval, double P, bool IsClaimed, IReadOnlyList<Guid> PostIds);

/// <param name="Tags">Tags with enough posts on both sides, smallest p first.</param>
/// <param name="FamilyP">Chance that the most striking tag would be this striking if tags did not matter.</param>
/// <param name="Refusal">When nothing is claimed.</param>
internal sealed record TagReport(IReadOnlyList<TagEffect> Tags, double FamilyP, IReadOnlyList<Claim> Claims, Refusal? Refusal);

/// <summary>Which hashtags go with better or worse posts, once type and daypart are taken out.</summary>
internal static partial class Hashtags
{
    public const int LeastPosts = 5;
    public const double FalseDiscoveryRate = 0.10;

    /// <summary>How often an account on which no tag matters is told of one. It costs some power (docs/adr/0014).</summary>
    public const double FamilyAlpha = 0.05;

    private const double RobustDeviations = 2.5;

    /// <summary>The tags of a caption in NFC and lower case, each once, in the order of appearance.</summary>
    public static IReadOnlyList<string> In(string? caption) =>
        string.IsNullOrEmpty(caption)
            ? []
            : [.. Tag().Matches(Composition.Nfc(caption)).Select(match => match.Groups["tag"].Value.ToLowerInvariant()).Distinct(StringComparer.Ordinal)];

    /// <summary>
    /// Compares, for each tag with ≥ 5 posts with and ≥ 5 without, the residuals left after type and daypart (Welch). Claims what
    /// Benjamini–Hochberg passes at q = 0.10, and only if the largest |t| beats that of 95 % of 999 shuffles: where no tag matters,
    /// q = 0.10 alone spoke for 11 % of 400 simulated accounts, with the shuffles for 6 %.
    /// </summary>
    public static TagReport Study(IReadOnlyList<ScoredPost> posts, Scope scope, ulong seed = GroupEffects.Seed)
    {
        var used = posts.Where(post => post.Residual is not null && scope.Window.Contains(post.Post.PostedAtUtc)).ToArray();
        var residuals = DrawnIn(Adjusted(used, scope.Zone));
        var carriers = used
            .SelectMany((post, index) => In(post.Post.Caption).Select(tag => (tag, index)))
            .GroupBy(row => row.tag, row => row.index, StringComparer.Ordinal)
            .Select(rows => (Tag: rows.Key, Posts: rows.ToArray()))
            .Where(row => row.Posts.Length >= LeastPosts && used.Length - row.Posts.Length >= LeastPosts)
            .OrderBy(row => row.Tag, StringComparer.Ordinal)
            .Select(row => (row.Tag, row.Posts, Welch: Compare(residuals, row.Posts)))
            .Where(row => row.Welch is not null)
            .OrderBy(row => row.Welch!.P)
            .ToArray();
        if (carriers.Length == 0)
        {
            return new TagReport([], 1, [], new Refusal(RefusalReason.TooFewPosts, used.Length, Math.Max(LeastPosts, (2 * LeastPosts) - used.Length)));
        }

        var familyP = LargestT(residuals, [.. carriers.Select(row => row.Posts)], seed);
        var passed = MultipleTests.BenjaminiHochberg([.. carriers.Select(row => row.Welch!.P)], FalseDiscoveryRate);
        var tags = carriers.Select((row, index) => new TagEffect(
            row.Tag, row.Posts.Length, used.Length - row.Posts.Length, Lift.FromLog(row.Welch!.Difference), row.Welch.Interval.ToLift(), row.Welch.P,
            passed[index] && familyP < FamilyAlpha, [.. row.Posts.Select(post => used[post].Post.Id)])).ToArray();
        var claims = tags.Where(tag => tag.IsClaimed).Select(tag => new Claim(
            $"tag:{tag.Tag}", tag.With, tag.Effect, tag.Interval, tag.P, scope.Window, scope.Zone.Id, tag.PostIds)).ToArray();
        var refusal = claims.Length > 0 ? null : GroupEffects.Refuse(used.Length, residuals.StandardDeviation(), Math.Abs(carriers[0].Welch!.Difference));
        return new TagReport(tags, familyP, claims, refusal);
    }

    /// <summary>
    /// What is left of the winsorised residuals after additive effects of type and daypart (least squares by alternating means). Levels with
    /// fewer than 5 posts keep their residual: their own mean would swallow it.
    /// </summary>
    public static double[] Adjusted(IReadOnlyList<ScoredPost> posts, TimeZoneInfo zone)
    {
        var left = posts.Select(post => post.Winsorised!.Value).ToArray();
        int[][] factors =
        [
            [.. posts.Select(post => (int)post.Post.Type)],
            [.. posts.Select(post => (int)Dayparts.Of(post.Post.PostedAtUtc, zone))],
        ];
        for (var round = 0; round < 30; round++)
        {
            foreach (var levels in factors)
            {
                Sweep(left, levels);
            }
        }

        return left;
    }

    /// <summary>
    /// Residuals beyond 2.5 robust standard deviations (1.4826 · MAD) are drawn in to that bound: a tag on a third of the posts makes a difference of
    /// half a standard deviation, and a few viral posts among the others would hide it.
    /// </summary>
    private static double[] DrawnIn(double[] residuals)
    {
        if (residuals.Length == 0)
        {
            return residuals;
        }

        var middle = residuals.Median();
        var bound = RobustDeviations * Anomalies.MadToDeviation * residuals.Select(value => Math.Abs(value - middle)).Median();
        return bound > 0 ? Array.ConvertAll(residuals, value => Math.Clamp(value, middle - bound, middle + bound)) : residuals;
    }

    private static void Sweep(double[] values, int[] levels)
    {
        Span<double> sums = stackalloc double[8];
        Span<int> counts = stackalloc int[8];
        for (var index = 0; index < values.Length; index++)
        {
            sums[levels[index]] += values[index];
            counts[levels[index]]++;
        }

        for (var index = 0; index < values.Length; index++)
        {
            values[index] -= counts[levels[index]] >= LeastPosts ? sums[levels[index]] / counts[levels[index]] : 0;
        }
    }

    private static WelchResult? Compare(double[] residuals, int[] carriers)
    {
        var with = carriers.ToHashSet();
        return Welch.Compare([.. carriers.Select(index => residuals[index])], [.. residuals.Where((_, index) => !with.Contains(index))]);
    }

    /// <summary>Westfall and Young's single-step test: the largest |t| of all tags, against the largest after shuffling the residuals among the posts.</summary>
    private static double LargestT(double[] residuals, int[][] tags, ulong seed)
    {
        var values = (double[])residuals.Clone();
        var (sum, squares) = (values.Sum(), values.Sum(value => value * value));
        double Largest() => tags.Max(tag => TSquared(values, tag, sum, squares));
        var observed = Largest() * (1 - 1e-9);
        var random = new SplitMix64(seed);
        var extreme = 1;
        for (var shuffle = 0; shuffle < GroupEffects.Shuffles; shuffle++)
        {
            random.Shuffle(values);
            extreme += Largest() >= observed ? 1 : 0;
        }

        return extreme / (GroupEffects.Shuffles + 1.0);
    }

    /// <summary>Welch's t², from sums alone: the same shuffle serves all tags, and only the posts of a tag are visited.</summary>
    private static double TSquared(double[] values, int[] tag, double sum, double squares)
    {
        var (inside, insideSquares) = (0.0, 0.0);
        foreach (var index in tag)
        {
            (inside, insideSquares) = (inside + values[index], insideSquares + (values[index] * values[index]));
        }

        var (with, without) = ((double)tag.Length, (double)values.Length - tag.Length);
        var difference = (inside / with) - ((sum - inside) / without);
        var one = Math.Max(0, insideSquares - (inside * inside / with)) / (with - 1) / with;
        var two = Math.Max(0, squares - insideSquares - ((sum - inside) * (sum - inside) / without)) / (without - 1) / without;
        return one + two <= 1e-15 ? 0 : difference * difference / (one + two);
    }

    // No timeout: nothing here can match in two ways, so the time is linear in the caption's length.
#pragma warning disable MA0009
    [GeneratedRegex(@"(?<![\p{L}\p{N}_])#(?<tag>[\p{L}\p{N}_]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Tag();
#pragma warning restore MA0009
}
