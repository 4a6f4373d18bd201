using Greenroom.Growth;
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
            report.Claims[0].P.ShouldBe(Anomalies.PValue((0.82 - 0.035) / 0.22239033277584033, 16), 1e-9);
        }
    }

    [Theory]
    [InlineData(3.5, 25, 0.0076291)]
    [InlineData(-5, 25, 0.00083977)]
    [InlineData(3.5, 16, 0.0159310)]
    [InlineData(2, 15, 0.1096884)]
    public void P_agrees_with_an_independent_calculation(double z, int before, double p) =>
        // Plain Python: the density of Student's t with 0.37·n degrees of freedom, integrated from |z| / √(1 + π/2n).
        Anomalies.PValue(z, before).ShouldBe(p, 1e-6);

    [Fact]
    public void P_is_how_often_an_ordinary_post_lies_so_far_out()
    {
        var random = new SplitMix64(5);
        double[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => random.Normal())];

        var far = Enumerable.Range(0, 20_000).Count(_ =>
        {
            var usual = Anomalies.Usual(Draw(25))!.Value;
            return Math.Abs(Draw(1)[0] - usual.Median) / usual.Deviation > 3.5;
        });

        // The normal distribution would say 9. Three standard deviations of the count, and a tenth for what is an approximation.
        far.ShouldBeInRange(100, 200);
        (20_000 * Anomalies.PValue(3.5, 25)).ShouldBeInRange(far * 0.85, far * 1.35);
    }

    [Fact]
    public void Of_many_ordinary_posts_none_is_named_for_being_the_furthest()
    {
        // One post at 4 deviations of the scatter: alone it is unusual, among two hundred there is such a one.
        var posts = Enumerable.Range(0, 208).Select(index => Before[index % 16] + (index == 100 ? 0.96 : 0)).ToArray();
        ScoredPost[] Score(IEnumerable<double> residuals) => [.. residuals.Select((value, index) => Scored(index + 1, value))];

        var among = Anomalies.Study(Score(posts), Always);
        var alone = Anomalies.Study(Score(posts[75..101]), Always with { Window = new Window(Now.AddDays(26 - 1000), Now) });

        among.Judged.ShouldBe(193);
        among.Claims.ShouldBeEmpty();
        alone.Claims.ShouldHaveSingleItem();
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
