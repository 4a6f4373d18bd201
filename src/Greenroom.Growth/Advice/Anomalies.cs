using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace Greenroom.Growth.Advice;

/// <param name="Claims">One per unusual post, oldest first: effect is its lift, interval the usual range of lifts.</param>
/// <param name="Refusal">When no post could be judged.</param>
internal sealed record AnomalyReport(IReadOnlyList<Claim> Claims, int Judged, Refusal? Refusal);

/// <summary>
/// Posts far outside the account's usual scatter: robust z = (r − median) / (1.4826·MAD) against the previous 25 residuals (at least 15),
/// unusual when |z| &gt; 3.5 (Iglewicz and Hoaglin 1993). Median and MAD, because one viral post would hide the next behind its own variance.
/// </summary>
internal static class Anomalies
{
    public const int Previous = 25;
    public const int LeastPrevious = 15;
    public const double Threshold = 3.5;

    // Makes the MAD of a normal distribution its standard deviation: 1 / Φ⁻¹(0.75).
    public static readonly double MadToDeviation = 1 / Normal.InvCDF(0, 1, 0.75);

    public static AnomalyReport Study(IReadOnlyList<ScoredPost> posts, Scope scope)
    {
        var known = posts.Where(post => post.Residual is not null).ToArray();
        var claims = new List<Claim>();
        var judged = 0;
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

            judged++;
            var residual = post.Residual!.Value;
            var z = (residual - usual.Median) / usual.Deviation;
            if (Math.Abs(z) > Threshold)
            {
                var reach = Threshold * usual.Deviation;
                claims.Add(new Claim(
                    z > 0 ? "anomaly:high" : "anomaly:low", before.Length, Lift.FromLog(residual),
                    new Interval(usual.Median - reach, usual.Median + reach).ToLift(), 2 * Normal.CDF(0, 1, -Math.Abs(z)), scope.Window,
                    scope.Zone.Id, [post.Post.Id]));
            }
        }

        var refusal = judged > 0 ? null : new Refusal(RefusalReason.TooFewPosts, known.Length, Math.Max(1, LeastPrevious + 1 - known.Length));
        return new AnomalyReport(claims, judged, refusal);
    }

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
