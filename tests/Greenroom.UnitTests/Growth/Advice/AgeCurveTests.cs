using Greenroom.Growth.Advice;
using static Greenroom.UnitTests.Growth.Advice.Samples;

namespace Greenroom.UnitTests.Growth.Advice;

public sealed class AgeCurveTests
{
    private static readonly double[] WatchedAt = [1, 3, 6, 12, 24, 48, 96, 240, 720];

    [Theory]
    [InlineData(1, 0.55)]
    [InlineData(24, 0.80)]
    [InlineData(120, 0.90)]
    [InlineData(720, 0.97)]
    public void The_feed_curve_fits_the_published_figures(double hours, double share) => AgeCurve.Feed.ShareAt(hours).ShouldBe(share, 0.005);

    // Computed in plain Python: 1 - math.exp(-(h / 20) ** 0.35).
    [Theory]
    [InlineData(1, 0.29563658617)]
    [InlineData(24, 0.65557970273)]
    [InlineData(720, 0.96995755568)]
    public void The_curve_of_reels_is_slower_and_marked_as_a_guess(double hours, double share)
    {
        AgeCurve.Reels.ShareAt(hours).ShouldBe(share, 1e-9);
        AgeCurve.Reels.Source.ShouldBe(CurveSource.Guess);
    }

    [Fact]
    public void Adjusting_asks_what_the_post_would_have_at_thirty_days()
    {
        AgeCurve.Feed.Adjust(100, 720).ShouldBe(100, 1e-9);
        AgeCurve.Feed.Adjust(80, 24).ShouldBe(80 / (0.7999949113 / 0.9676591885), 1e-6);
        AgeCurve.Feed.Adjust(100, 5000).ShouldBeInRange(96.7, 100);
    }

    [Fact]
    public void A_post_of_no_age_stays_finite()
    {
        AgeCurve.Feed.ShareAt(0).ShouldBe(0);
        AgeCurve.Feed.Adjust(3, 0).ShouldBe(AgeCurve.Feed.Adjust(3, 1));
        AgeCurve.Reels.Adjust(0, 0).ShouldBe(0);
    }

    [Theory]
    [InlineData(0.30, 6)]
    [InlineData(0.45, 15)]
    public void An_account_that_was_watched_gets_its_own_curve(double shape, double scale)
    {
        var truth = new AgeCurve(shape, scale, CurveSource.OwnHistory);
        var posts = Enumerable.Range(1, 20).Select(number => Watched(number, truth, 40 * number * number, WatchedAt)).ToArray();

        var fitted = AgeCurves.Fit(posts);

        fitted.Feed.Source.ShouldBe(CurveSource.OwnHistory);
        fitted.Reels.ShouldBe(AgeCurve.Reels);
        foreach (var hours in new[] { 1.0, 24, 72, 240 })
        {
            fitted.Feed.ProgressAt(hours).ShouldBe(truth.ProgressAt(hours), 0.02, $"at {hours} h");
        }
    }

    [Fact]
    public void Posts_that_were_watched_for_four_days_are_not_taken_for_finished()
    {
        var truth = new AgeCurve(0.3, 6, CurveSource.OwnHistory);
        var posts = Enumerable.Range(1, 20).Select(number => Watched(number, truth, 50_000, WatchedAt[..7])).ToArray();

        AgeCurves.Fit(posts).Feed.ProgressAt(96).ShouldBe(truth.ProgressAt(96), 0.03);
    }

    [Fact]
    public void A_single_viral_post_does_not_draw_the_curve()
    {
        var truth = new AgeCurve(0.3, 6, CurveSource.OwnHistory);
        var slow = new AgeCurve(1, 200, CurveSource.OwnHistory);
        var posts = Enumerable.Range(1, 30).Select(number => Watched(number, truth, 2_000, WatchedAt))
            .Append(Watched(31, slow, 1_000_000, WatchedAt)).ToArray();

        AgeCurves.Fit(posts).Feed.ProgressAt(24).ShouldBe(truth.ProgressAt(24), 0.05);
    }

    [Fact]
    public void Too_few_watched_posts_keep_the_published_curve()
    {
        var truth = new AgeCurve(0.3, 6, CurveSource.OwnHistory);
        PostSample[] Posts(int count, double[] hours) => [.. Enumerable.Range(1, count).Select(number => Watched(number, truth, 1000, hours))];

        AgeCurves.Fit([]).ShouldBe(AgeCurves.Default);
        AgeCurves.Fit(Posts(14, WatchedAt)).ShouldBe(AgeCurves.Default);
        AgeCurves.Fit(Posts(40, [6, 24, 96])).ShouldBe(AgeCurves.Default);
        AgeCurves.Fit(Posts(40, [1, 2, 3, 4])).ShouldBe(AgeCurves.Default);
        AgeCurves.Fit(Posts(40, [700, 706, 712, 718])).ShouldBe(AgeCurves.Default);
        AgeCurves.Fit(Posts(15, WatchedAt)).Feed.Source.ShouldBe(CurveSource.OwnHistory);
    }

    [Fact]
    public void Posts_without_visible_likes_or_any_engagement_do_not_count_as_watched()
    {
        var truth = new AgeCurve(0.3, 6, CurveSource.OwnHistory);
        var empty = Enumerable.Range(1, 20).Select(number => Watched(number, truth, 0, WatchedAt));
        var hidden = Enumerable.Range(21, 20).Select(number => Watched(number, truth, 500, WatchedAt))
            .Select(post => post with { Likes = null, Snapshots = [.. post.Snapshots!.Select(counts => counts with { Likes = null })] });

        AgeCurves.Fit([.. empty, .. hidden]).ShouldBe(AgeCurves.Default);
    }

    private static PostSample Watched(int number, AgeCurve curve, int final, double[] hours)
    {
        var posted = Now.AddDays(-40).AddHours(-number);
        return Post(number, posted, final) with
        {
            Snapshots = [.. hours.Select(hour => new CountSnapshot(posted.AddHours(hour), (int)Math.Round(final * curve.ProgressAt(hour)), 0, null, null))],
        };
    }
}
