using MathNet.Numerics.Statistics;

namespace Greenroom.Growth.Advice;

/// <summary>A mature post on the scale on which posts are compared.</summary>
/// <param name="Adjusted">A: engagement as it would be at 30 days.</param>
/// <param name="Y">ln(A + 1).</param>
/// <param name="Baseline">Median y of the posts before it; null for the first few.</param>
internal sealed record ScoredPost(PostSample Post, double AgeHours, double Adjusted, double Y, double? Baseline)
{
    /// <summary>y − baseline, log units.</summary>
    public double? Residual => Y - Baseline;

    /// <summary>exp(y − baseline) − 1: 0.28 is 28 % more than usual.</summary>
    public double? Lift => Residual is { } residual ? Advice.Lift.FromLog(residual) : null;

    /// <summary>The residual for group estimates: one viral post must not make its hour the best hour.</summary>
    public double? Winsorised => Residual is { } residual ? Math.Clamp(residual, -Advice.Lift.Cap, Advice.Lift.Cap) : null;
}

/// <summary>
/// Compares each post with the account itself a little earlier: y = ln(A + 1), baseline m = median y of the previous 20 (at least 5) mature
/// posts, lift = exp(y − m) − 1. A running baseline takes out growth and seasons without a model of them; logs make a post of 50 and one of
/// 5,000 comparable.
/// </summary>
internal static class Lift
{
    public const double MatureHours = 24;
    public const double RankableHours = 72;
    public const int BaselinePosts = 20;
    public const int LeastBaselinePosts = 5;

    /// <summary>Residuals are drawn in to ±1.5 (a factor of 4.5) for group estimates.</summary>
    public const double Cap = 1.5;

    /// <summary>The mature posts with visible likes, oldest first. Younger ones are "still counting".</summary>
    public static IReadOnlyList<ScoredPost> Score(IReadOnlyCollection<PostSample> posts, DateTime nowUtc, AgeCurves curves)
    {
        var parts = EngagementParts.Of(posts);
        var scored = new List<ScoredPost>(posts.Count);
        foreach (var post in posts.OrderBy(post => post.PostedAtUtc).ThenBy(post => post.Id))
        {
            var age = post.CountedAgeHours(nowUtc);
            if (age < MatureHours || parts.Of(post) is not { } engagement)
            {
                continue;
            }

            var adjusted = curves.For(post).Adjust(engagement, age);
            scored.Add(new ScoredPost(post, age, adjusted, Math.Log(adjusted + 1), Baseline(scored)));
        }

        return scored;
    }

    /// <summary>From log units to a lift.</summary>
    public static double FromLog(double difference) => Math.Exp(difference) - 1;

    private static double? Baseline(List<ScoredPost> before) =>
        before.Count < LeastBaselinePosts ? null : before.TakeLast(BaselinePosts).Select(post => post.Y).Median();
}
