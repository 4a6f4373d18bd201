using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace Greenroom.Growth.Advice;

/// <summary>The account's usual post of a moment, at any age: median and robust deviation of y of the posts before, times the share that a post has by its age.</summary>
/// <param name="Median">Median y, log units.</param>
/// <param name="Deviation">1.4826 · MAD of y, log units.</param>
/// <param name="Posts">Posts that it was taken from.</param>
internal sealed record UsualPost(double Median, double Deviation, int Posts, AgeCurve Curve)
{
    // Four of five posts lie inside, if y scatters as a normal distribution does.
    private static readonly double Z80 = Normal.InvCDF(0, 1, 0.9);

    public double At(double ageHours) => Math.Max(0, Math.Exp(Median) - 1) * Curve.ProgressAt(ageHours);

    public Interval RangeAt(double ageHours)
    {
        var (progress, reach) = (Curve.ProgressAt(ageHours), Z80 * Deviation);
        return new Interval(Math.Max(0, Math.Exp(Median - reach) - 1) * progress, Math.Max(0, Math.Exp(Median + reach) - 1) * progress);
    }
}

/// <param name="AgeHours">When the counts were read.</param>
/// <param name="Lift">Over the usual at that age.</param>
/// <param name="Range">In which four of five posts lie.</param>
internal sealed record SameAgeResult(double AgeHours, long Engagement, double Usual, Interval Range, double Lift, int Posts)
{
    public bool IsStillCounting => AgeHours < Advice.Lift.MatureHours;
}

/// <summary>
/// One post against the usual post at the same age. The age is that of the counts, not of the clock on the wall: a sync that comes late must not
/// make a post look worse, and the same counts always say the same.
/// </summary>
internal static class SameAge
{
    /// <summary>The usual post just before this one: the same 5 to 20 mature posts as a lift's baseline. Null while there are fewer.</summary>
    /// <param name="scored">From <see cref="Lift.Score"/>, oldest first.</param>
    public static UsualPost? UsualBefore(PostSample post, IReadOnlyList<ScoredPost> scored, AgeCurves curves)
    {
        var before = scored.Where(other => other.Post.PostedAtUtc < post.PostedAtUtc && other.Post.Id != post.Id).TakeLast(Lift.BaselinePosts)
            .Select(other => other.Y).ToArray();
        if (before.Length < Lift.LeastBaselinePosts)
        {
            return null;
        }

        var median = before.Median();
        return new UsualPost(median, Anomalies.MadToDeviation * before.Select(y => Math.Abs(y - median)).Median(), before.Length, curves.For(post));
    }

    /// <param name="nowUtc">For a post that does not say when its counts were read.</param>
    /// <returns>Null for a post that hides its likes, or with nothing to compare.</returns>
    public static SameAgeResult? Compare(PostSample post, DateTime nowUtc, UsualPost? usual, EngagementParts parts)
    {
        if (usual is null || parts.Of(post) is not { } engagement)
        {
            return null;
        }

        var age = post.CountedAgeHours(nowUtc);
        var expected = usual.At(age);
        // On the scale of y, as every other lift: ln(A + 1) against the baseline.
        var lift = Lift.FromLog(Math.Log(usual.Curve.Adjust(engagement, age) + 1) - usual.Median);
        return new SameAgeResult(age, engagement, expected, usual.RangeAt(age), lift, usual.Posts);
    }
}
