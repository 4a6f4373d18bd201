using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace Greenroom.Growth.Advice;

/// <param name="Claims">One per unusual post, oldest first: effect is its lift, interval the usual range of lifts.</param>
/// <param name="Refusal">When no post could be judged.</param>
internal sealed record AnomalyReport(IReadOnlyList<Claim> Claims, int Judged, Refusal? Refusal);

/// <summary>
/// Posts far outside the account's usual scatter: robust z = (r − median) / (1.4826·MAD) against the previous 25 residuals (at least 15),
/// unusual when |z| &gt; 3.5 (Iglewicz and Hoaglin 1993). Median and MAD, because one viral post would hide the next behind its own variance.
/// Of a hundred ordinary posts nearly one lies beyond 3.5 by chance, so a post is named only if it also passes Benjamini–Hochberg among all that were judged.
/// </summary>
internal static class Anomalies
{
    public const int Previous = 25;
    public const int LeastPrevious = 15;
    public const double Threshold = 3.5;
    public const double FalseDiscoveryRate = 0.05;

    // What the MAD of normal values knows of their scatter, against the standard deviation (Rousseeuw and Croux 1993).
    private const double MadEfficiency = 0.37;

    // Makes the MAD of a normal distribution its standard deviation: 1 / Φ⁻¹(0.75).
    public static readonly double MadToDeviation = 1 / Normal.InvCDF(0, 1, 0.75);

    public static AnomalyReport Study(IReadOnlyList<ScoredPost> posts, Scope scope)
    {
        var known = posts.Where(post => post.Residual is not null).ToArray();
        var judged = new List<Claim>();
        var isFar = new List<bool>();
        for (var index = LeastPrevious; index < known.Length; index++)
        {
            var post = known[index];
            if (!scope.Window.Contains(post.Post.PostedAtUtc))
            {
                continue;
            }

            var before = known[Math.Max(0, index - Previous)..index];
            if (Usual([.. before.Select(other => other.Residual!.Value)]) is not { } usual)
            {
                continue;
            }

            var residual = post.Residual!.Value;
            var z = (residual - usual.Median) / usual.Deviation;
            var reach = Threshold * usual.Deviation;
            isFar.Add(Math.Abs(z) > Threshold);
            judged.Add(new Claim(
                z > 0 ? "anomaly:high" : "anomaly:low", before.Length, Lift.FromLog(residual),
                new Interval(usual.Median - reach, usual.Median + reach).ToLift(), PValue(z, before.Length), scope.Window, scope.Zone.Id, [post.Post.Id]));
        }

        var passed = MultipleTests.BenjaminiHochberg([.. judged.Select(claim => claim.P)], FalseDiscoveryRate);
        var refusal = judged.Count > 0 ? null : new Refusal(RefusalReason.TooFewPosts, known.Length, Math.Max(1, LeastPrevious + 1 - known.Length));
        return new AnomalyReport([.. judged.Where((_, index) => isFar[index] && passed[index])], judged.Count, refusal);
    }

    /// <summary>
    /// Two-sided, of a post like the <paramref name="before"/> ones. Median and MAD are estimates themselves: their scatter makes z follow not the normal
    /// distribution but about Student's t, with as many degrees of freedom as the MAD is worth, widened by the variance π/2n of a median.
    /// </summary>
    public static double PValue(double z, int before) =>
        2 * StudentT.CDF(0, Math.Sqrt(1 + (Math.PI / (2 * before))), MadEfficiency * before, -Math.Abs(z));

    /// <summary>Null when there are too few, or when more than half are equal and there is no scatter to measure by.</summary>
    public static (double Median, double Deviation)? Usual(IReadOnlyList<double> residuals)
    {
        if (residuals.Count < LeastPrevious)
        {
            return null;
        }

        var median = residuals.Median();
        var deviation = MadToDeviation * residuals.Select(residual => Math.Abs(residual - median)).Median();
        return deviation > 1e-9 ? (median, deviation) : null;
    }
}
