using MathNet.Numerics.Distributions;

namespace Greenroom.Growth.Advice;

/// <summary>One group after shrinkage; log units.</summary>
/// <param name="Mean">Plain mean of the residuals.</param>
/// <param name="Shrinkage">B, 0 (trust the group) to 1 (trust the overall mean).</param>
/// <param name="Effect">θ = (1 − B)(mean − μ).</param>
/// <param name="StandardError">Posterior standard deviation of θ.</param>
internal sealed record CellEffect(
    string Cell, int N, double Mean, double Shrinkage, double Effect, double StandardError, IReadOnlyList<Guid> PostIds)
{
    /// <summary>95 % posterior interval of θ.</summary>
    public Interval Interval => new(Effect - (GroupEffects.Z95 * StandardError), Effect + (GroupEffects.Z95 * StandardError));
}

/// <summary>All groups of one family, best first, and what may be said about the best.</summary>
/// <param name="Mean">μ, the random-effects mean.</param>
/// <param name="WithinVariance">s², pooled.</param>
/// <param name="BetweenVariance">τ².</param>
/// <param name="P">Of the permutation test.</param>
internal sealed record GroupReport(
    IReadOnlyList<CellEffect> Cells, double Mean, double WithinVariance, double BetweenVariance, double P, Finding Finding);

/// <summary>
/// Is one group of posts (a daypart, a type, a length) better than the others? Empirical Bayes keeps small groups from winning by luck, a
/// permutation test keeps us quiet when the groups do not differ at all.
/// </summary>
internal static class GroupEffects
{
    public const int LeastInCell = 5;
    public const int Shuffles = 999;
    public const double Alpha = 0.05;

    /// <summary>Nobody moves their schedule for less; also keeps "about N more posts" finite.</summary>
    public const double SmallestLift = 0.15;

    /// <summary>The seed is fixed: the same posts always get the same answer.</summary>
    public const ulong Seed = 0x6772_6F77_7468;

    // Constant residuals (copied test data, an account of zeros) would divide by zero.
    private const double LeastVariance = 1e-9;

    public static readonly double Z95 = Normal.InvCDF(0, 1, 0.975);

    /// <summary>
    /// Claims the best group only if the permutation p &lt; 0.05 <b>and</b> it has at least 5 posts <b>and</b> the posterior interval of best − mean
    /// is above 0. Posts outside the window or without a baseline are not evidence.
    /// </summary>
    public static GroupReport Study(
        string family, IReadOnlyList<ScoredPost> posts, Func<ScoredPost, string> cellOf, Scope scope, ulong seed = Seed)
    {
        var groups = posts
            .Where(post => post.Residual is not null && scope.Window.Contains(post.Post.PostedAtUtc))
            .GroupBy(cellOf, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (Cell: group.Key, Posts: group.ToArray()))
            .ToArray();
        var n = groups.Sum(group => group.Posts.Length);
        if (groups.Count(group => group.Posts.Length >= LeastInCell) < 2)
        {
            // Two groups of five are the least that can be compared.
            var sizes = groups.Select(group => group.Posts.Length).Concat([0, 0]).OrderDescending().Take(2);
            return new GroupReport([], 0, 0, 0, 1, Finding.Of(new Refusal(RefusalReason.TooFewPosts, n, sizes.Sum(size => Math.Max(0, LeastInCell - size)))));
        }

        var residuals = groups.Select(group => Array.ConvertAll(group.Posts, post => post.Winsorised!.Value)).ToArray();
        var within = PooledVariance(residuals);
        var means = Array.ConvertAll(residuals, values => values.Average());
        var variances = Array.ConvertAll(residuals, values => within / values.Length);
        var (mean, between) = DerSimonianLaird(means, variances);
        var p = PermutationP(residuals, seed);
        var cells = groups
            .Select((group, index) => Shrink(group.Cell, means[index], variances[index], mean, between, group.Posts))
            .OrderByDescending(cell => cell.Effect).ThenByDescending(cell => cell.N).ThenBy(cell => cell.Cell, StringComparer.Ordinal)
            .ToArray();
        var best = cells.First(cell => cell.N >= LeastInCell);
        var finding = p < Alpha && best.Interval.Low > 0
            ? Finding.Of(new Claim(
                $"{family}:{best.Cell}", best.N, Lift.FromLog(best.Effect), best.Interval.ToLift(), p, scope.Window, scope.Zone.Id, best.PostIds))
            : Finding.Of(Refuse(n, Math.Sqrt(within), best.Mean - mean));
        return new GroupReport(cells, mean, within, between, p, finding);
    }

    /// <summary>s² = Σ (n_j − 1) s_j² / Σ (n_j − 1): every group has its own mean and all share one scatter.</summary>
    public static double PooledVariance(IReadOnlyList<double[]> groups)
    {
        var (squares, freedom) = (0.0, 0);
        foreach (var values in groups.Where(values => values.Length > 1))
        {
            var mean = values.Average();
            squares += values.Sum(value => (value - mean) * (value - mean));
            freedom += values.Length - 1;
        }

        return freedom == 0 ? LeastVariance : Math.Max(LeastVariance, squares / freedom);
    }

    /// <summary>
    /// DerSimonian and Laird (1986): w = 1/v, Q = Σ w (m − m̄)², τ² = max(0, (Q − (k − 1)) / (Σw − Σw²/Σw)); μ is the mean with weights
    /// 1/(v + τ²).
    /// </summary>
    /// <param name="means">One per group.</param>
    /// <param name="variances">Sampling variance of each mean, above 0.</param>
    public static (double Mean, double Between) DerSimonianLaird(IReadOnlyList<double> means, IReadOnlyList<double> variances)
    {
        double sum = 0, squares = 0, weighted = 0;
        for (var index = 0; index < means.Count; index++)
        {
            var weight = 1 / variances[index];
            (sum, squares, weighted) = (sum + weight, squares + (weight * weight), weighted + (weight * means[index]));
        }

        var common = weighted / sum;
        var heterogeneity = means.Zip(variances, (mean, variance) => (mean - common) * (mean - common) / variance).Sum();
        var scale = sum - (squares / sum);
        var between = scale > 0 ? Math.Max(0, (heterogeneity - (means.Count - 1)) / scale) : 0;
        var weights = variances.Select(variance => 1 / (variance + between)).ToArray();
        return (means.Zip(weights, (mean, weight) => mean * weight).Sum() / weights.Sum(), between);
    }

    /// <summary>
    /// p = (1 + shuffles at least as extreme) / (1 + shuffles), extreme meaning the between-group sum of squares; its part that a shuffle can
    /// change is Σ (sum of group)² / n_j.
    /// </summary>
    public static double PermutationP(IReadOnlyList<double[]> groups, ulong seed, int shuffles = Shuffles)
    {
        var grand = groups.SelectMany(values => values).Average();
        var values = groups.SelectMany(values => values).Select(value => value - grand).ToArray();
        var sizes = groups.Select(values => values.Length).ToArray();
        // Rounding must not make a shuffle of equal values look less extreme.
        var observed = BetweenSquares(values, sizes) * (1 - 1e-9);
        var random = new SplitMix64(seed);
        var extreme = 1;
        for (var shuffle = 0; shuffle < shuffles; shuffle++)
        {
            random.Shuffle(values);
            extreme += BetweenSquares(values, sizes) >= observed ? 1 : 0;
        }

        return (double)extreme / (shuffles + 1);
    }

    /// <summary>
    /// N ≈ 5·(2s / ln(1 + lift))²: five groups, each large enough that the lift is two standard errors. Counted from the lift seen, or from the
    /// smallest one worth acting on.
    /// </summary>
    public static int PostsToSee(double lift, double standardDeviation)
    {
        var ratio = 2 * standardDeviation / Math.Log(1 + Math.Max(lift, SmallestLift));
        return Math.Max(LeastInCell, (int)Math.Ceiling(5 * ratio * ratio));
    }

    /// <summary>With more posts than a lift needs and still no lift worth acting on, "more posts" would be a false promise.</summary>
    public static Refusal Refuse(int n, double standardDeviation, double bestDifference)
    {
        var lift = Lift.FromLog(bestDifference);
        var needed = PostsToSee(lift, standardDeviation);
        return (needed > n, lift < SmallestLift) switch
        {
            (true, _) => new Refusal(RefusalReason.NotEnoughEvidence, n, needed - n),
            (false, true) => new Refusal(RefusalReason.NoDifference, n, 0),
            (false, false) => new Refusal(RefusalReason.NotEnoughEvidence, n, needed),
        };
    }

    private static CellEffect Shrink(string cell, double cellMean, double variance, double mean, double between, ScoredPost[] posts)
    {
        var shrinkage = variance / (variance + between);
        // Given μ, the posterior variance of θ is (1 − B) s²/n. The groups are all there are, not a sample of groups, so μ is their mean, not an estimate.
        return new CellEffect(
            cell, posts.Length, cellMean, shrinkage, (1 - shrinkage) * (cellMean - mean), Math.Sqrt((1 - shrinkage) * variance),
            [.. posts.Select(post => post.Post.Id)]);
    }

    private static double BetweenSquares(double[] values, int[] sizes)
    {
        var (squares, next) = (0.0, 0);
        foreach (var size in sizes)
        {
            var sum = 0.0;
            for (var end = next + size; next < end; next++)
            {
                sum += values[next];
            }

            squares += sum * sum / size;
        }

        return squares;
    }
}
