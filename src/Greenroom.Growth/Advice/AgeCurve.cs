using MathNet.Numerics;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Optimization;

namespace Greenroom.Growth.Advice;

/// <summary>Where a curve's numbers come from; the page says it.</summary>
internal enum CurveSource
{
    PublicFigures,
    Guess,
    OwnHistory,
}

/// <summary>
/// Share of its final engagement that a post has after h hours: F(h) = 1 − exp(−(h/τ)^k), a stretched exponential (Weibull CDF).
/// </summary>
/// <param name="Shape">k, without unit.</param>
/// <param name="ScaleHours">τ, in hours.</param>
internal sealed record AgeCurve(double Shape, double ScaleHours, CurveSource Source)
{
    /// <summary>Age at which a post counts as finished.</summary>
    public const double FinalHours = 720;

    // Minutes after posting F is so small that one like would look like thousands; below this age the share of the first hour is used.
    private const double LeastHours = 1;

    /// <summary>Fits published figures: about 55 % after 1 h, 80 % after 24 h, 90 % after 5 days, 97 % after 30 days.</summary>
    public static readonly AgeCurve Feed = new(0.2226, 2.83, CurveSource.PublicFigures);

    /// <summary>Reels are found for longer; the numbers are a guess and marked so.</summary>
    public static readonly AgeCurve Reels = new(0.35, 20, CurveSource.Guess);

    /// <summary>F(h), between 0 and 1.</summary>
    public double ShareAt(double hours) => hours <= 0 ? 0 : Weibull.CDF(Shape, ScaleHours, hours);

    /// <summary>F(h) / F(720 h): how much of its 30-day engagement a post of this age shows.</summary>
    public double ProgressAt(double hours) => ShareAt(Math.Max(LeastHours, hours)) / ShareAt(FinalHours);

    /// <summary>A = E / (F(age) / F(720 h)): what the post would have at 30 days.</summary>
    public double Adjust(long engagement, double ageHours) => engagement / ProgressAt(ageHours);
}

/// <summary>The two curves of an account.</summary>
internal sealed record AgeCurves(AgeCurve Feed, AgeCurve Reels)
{
    public const int LeastPosts = 15;
    public const int LeastSnapshots = 4;

    // A post first seen after a day says nothing about the steep part, one last seen before three days nothing about the flat part.
    private const double LatestFirstHours = 24;
    private const double EarliestLastHours = 72;

    public static readonly AgeCurves Default = new(AgeCurve.Feed, AgeCurve.Reels);

    public AgeCurve For(PostSample post) => post.IsReel ? Reels : Feed;

    /// <summary>
    /// Replaces each curve by the account's own once enough posts of its kind have been watched (≥ 15 posts with ≥ 4 snapshots, the first
    /// within a day and the last after three). Given a post's last count E_m, its gains between snapshots are shares with
    /// expectation (F(h_i) − F(h_i−1)) / F(h_m), so the size of the post cancels out. k and τ minimise the mean cross-entropy of these shares
    /// (a multinomial likelihood in which every post weighs the same: one viral post must not draw the curve), by Nelder–Mead on ln k and ln τ.
    /// </summary>
    public static AgeCurves Fit(IReadOnlyCollection<PostSample> posts)
    {
        var parts = EngagementParts.Of(posts);
        return new AgeCurves(
            Fit(posts.Where(post => !post.IsReel), parts, AgeCurve.Feed),
            Fit(posts.Where(post => post.IsReel), parts, AgeCurve.Reels));
    }

    private static AgeCurve Fit(IEnumerable<PostSample> posts, EngagementParts parts, AgeCurve fallback)
    {
        var watched = posts.Select(post => Gains(post, parts)).Where(gains => gains.Length > 0).ToArray();
        if (watched.Length < LeastPosts)
        {
            return fallback;
        }

        try
        {
            var (shape, scale) = FindMinimum.OfFunction(
                (k, tau) => Loss(watched, fallback, k, tau), Math.Log(fallback.Shape), Math.Log(fallback.ScaleHours), 1e-7, 2000);
            var fitted = new AgeCurve(Math.Exp(shape), Math.Exp(scale), CurveSource.OwnHistory);
            return fitted.ShareAt(1) is > 0 and < 1 && fitted.ShareAt(AgeCurve.FinalHours) > 0 ? fitted : fallback;
        }
        catch (OptimizationException)
        {
            return fallback;
        }
    }

    private static double Loss((double From, double To, double Share)[][] watched, AgeCurve start, double logShape, double logScale)
    {
        // The weak pull towards the published curve keeps the search finite when the snapshots leave a direction open.
        var (awayShape, awayScale) = (logShape - Math.Log(start.Shape), logScale - Math.Log(start.ScaleHours));
        var loss = 1e-4 * ((awayShape * awayShape) + (awayScale * awayScale));
        var curve = new AgeCurve(Math.Exp(Math.Clamp(logShape, -4, 2)), Math.Exp(Math.Clamp(logScale, -8, 9)), CurveSource.OwnHistory);
        foreach (var post in watched)
        {
            var last = curve.ShareAt(post[^1].To);
            foreach (var (from, to, share) in post)
            {
                loss -= share * Math.Log(Math.Max(1e-12, (curve.ShareAt(to) - curve.ShareAt(from)) / last)) / watched.Length;
            }
        }

        return loss;
    }

    /// <summary>A post's gains as shares of its last count; empty when it was not watched well enough. Likes taken back count as no gain.</summary>
    private static (double From, double To, double Share)[] Gains(PostSample post, EngagementParts parts)
    {
        var counts = (post.Snapshots ?? [])
            .Select(counts => (Hours: (counts.TakenAtUtc - post.PostedAtUtc).TotalHours, Count: parts.Of(counts)))
            .Where(row => row is { Hours: > 0, Count: not null })
            .GroupBy(row => row.Hours)
            .Select(same => (Hours: same.Key, Count: same.Max(row => row.Count!.Value)))
            .OrderBy(row => row.Hours)
            .ToArray();
        if (counts.Length < LeastSnapshots || counts[0].Hours > LatestFirstHours || counts[^1].Hours < EarliestLastHours)
        {
            return [];
        }

        var gains = new (double From, double To, double Share)[counts.Length];
        var (hours, highest) = (0.0, 0L);
        for (var index = 0; index < counts.Length; index++)
        {
            var next = Math.Max(highest, counts[index].Count);
            gains[index] = (hours, counts[index].Hours, next - highest);
            (hours, highest) = (counts[index].Hours, next);
        }

        return highest == 0 ? [] : [.. gains.Select(gain => gain with { Share = gain.Share / highest })];
    }
}
