using Greenroom.Growth.Advice;
using static Greenroom.UnitTests.Growth.Advice.Samples;

namespace Greenroom.UnitTests.Growth.Advice;

public sealed class AnomaliesTests
{
    private static readonly double[] Before = [.1, -.2, .3, .05, -.1, .2, -.3, .15, 0, -.05, .25, -.15, .1, -.25, .35, .02];

    [Fact]
    public void The_usual_range_agrees_with_an_independent_calculation()
    {
        // Plain Python: median 0.035, MAD 0.15, 1.4826·MAD = 0.22239, upper end 0.035 + 3.5·0.22239 = 0.81337.
        var usual = Anomalies.Usual(Before).ShouldNotBeNull();

        usual.Median.ShouldBe(0.035, 1e-12);
        usual.Deviation.ShouldBe(0.22239033277584033, 1e-9);
    }

    [Theory]
    [InlineData(0.82, "anomaly:high")]
    [InlineData(0.80, null)]
    [InlineData(-0.73, null)]
    [InlineData(-0.75, "anomaly:low")]
    public void A_post_beyond_three_and_a_half_deviations_is_unusual(double residual, string? subject)
    {
        var report = Anomalies.Study([.. Before.Append(residual).Select((value, index) => Scored(index + 1, value))], Always);

        report.Claims.SingleOrDefault()?.Subject.ShouldBe(subject);
        report.Claims.Count.ShouldBe(subject is null ? 0 : 1);
        if (subject == "anomaly:high")
        {
            report.Claims[0].PostIds.ShouldBe([Id(17)]);
            report.Claims[0].N.ShouldBe(16);
            report.Claims[0].Interval.High.ShouldBe(Math.Exp(0.8133661647154413) - 1, 1e-9);
            report.Claims[0].P.ShouldBeLessThan(0.001);
        }
    }

    [Fact]
    public void A_viral_post_does_not_hide_the_next()
    {
        var report = Anomalies.Study([.. Before.Concat([3, 3, 0.1]).Select((value, index) => Scored(index + 1, value))], Always);

        report.Claims.Select(claim => claim.PostIds[0]).ShouldBe([Id(17), Id(18)]);
    }

    [Fact]
    public void Fifteen_posts_before_are_the_least()
    {
        var posts = Before.Select((value, index) => Scored(index + 1, value)).ToArray();

        Anomalies.Study([], Always).Refusal.ShouldBe(new Refusal(RefusalReason.TooFewPosts, 0, 16));
        Anomalies.Study(posts[..15], Always).Refusal.ShouldBe(new Refusal(RefusalReason.TooFewPosts, 15, 1));
        Anomalies.Study(posts, Always).Judged.ShouldBe(1);
    }

    [Fact]
    public void Without_scatter_nothing_is_judged()
    {
        var report = Anomalies.Study([.. Enumerable.Range(1, 40).Select(number => Scored(number, number == 40 ? 1 : 0.5))], Always);

        report.Claims.ShouldBeEmpty();
        report.Refusal.ShouldNotBeNull();
    }

    [Fact]
    public void Earlier_posts_are_history_even_when_the_window_is_short()
    {
        var posts = Before.Concat([2]).Select((value, index) => Scored(index + 1, value)).ToArray();
        var lastDay = Always with { Window = new Window(posts[^1].Post.PostedAtUtc, Now) };

        Anomalies.Study(posts, lastDay).Claims.ShouldHaveSingleItem();
    }
}
