using Greenroom.Growth;
using Greenroom.Growth.Advice;
using static Greenroom.UnitTests.Growth.Advice.Samples;

namespace Greenroom.UnitTests.Growth.Advice;

public sealed class LongTrendTests
{
    private static readonly double[] X = [0, 1, 2, 3, 5, 6, 7, 9, 10, 11];
    private static readonly double[] Y = [2.3, 2.1, 2.5, 2.5, 3.0, 2.8, 9.9, 3.1, 3.4, 3.0];

    [Fact]
    public void Mann_Kendall_by_hand()
    {
        // 5 6 11 8 10: 8 rising pairs, 2 falling. Var = 5·4·15/18, z = (6 − 1)/√16.67.
        var result = LongTrend.MannKendall([5, 6, 11, 8, 10]);

        result.S.ShouldBe(6);
        result.Variance.ShouldBe(300 / 18.0, 1e-12);
        result.Z.ShouldBe(1.2247449, 1e-7);
        result.P.ShouldBe(0.2206714, 1e-6);
    }

    [Fact]
    public void Mann_Kendall_with_ties_agrees_with_an_independent_calculation()
    {
        var result = LongTrend.MannKendall(Y);

        // Plain Python; two pairs of ties (2.5 and 3.0).
        result.S.ShouldBe(29);
        result.Variance.ShouldBe(123, 1e-12);
        result.Z.ShouldBe(2.5246749770688104, 1e-12);
        result.P.ShouldBe(0.011580533836671708, 1e-9);
    }

    [Fact]
    public void The_slope_ignores_a_wild_point_and_has_Sens_interval()
    {
        var slopes = LongTrend.Slopes(X, Y);

        // Plain Python: the median of 45 slopes, and the slopes of interpolated ranks (45 ∓ 1.96·√123)/2 (+ 1).
        slopes.Length.ShouldBe(45);
        LongTrend.TheilSen(X, Y).ShouldBe(0.1, 1e-12);
        LongTrend.SenInterval(slopes, 123).Low.ShouldBe(0.04982292794164008, 1e-9);
        LongTrend.SenInterval(slopes, 123).High.ShouldBe(0.17895086869648555, 1e-9);
    }

    [Theory]
    [InlineData(0.02, "trend:up")]
    [InlineData(-0.02, "trend:down")]
    public void Steady_growth_is_claimed_with_its_rate(double slope, string subject)
    {
        var random = new SplitMix64(4);
        var posts = Enumerable.Range(0, 120).Select(number => Scored(number + 1, (slope * number / 4) + (0.2 * random.Normal()), Now.AddDays((number * 1.75) - 300))).ToArray();

        var report = LongTrend.Study(posts, Always);

        var claim = report.Finding.Claim.ShouldNotBeNull();
        claim.Subject.ShouldBe(subject);
        claim.Interval.Contains(Math.Exp(slope) - 1).ShouldBeTrue();
        claim.N.ShouldBe(120);
        report.Weeks.Count.ShouldBeInRange(30, 31);
    }

    [Fact]
    public void A_flat_account_has_no_trend_and_rarely_hears_of_one()
    {
        var random = new SplitMix64(5);

        var claims = Enumerable.Range(0, 300).Count(_ => LongTrend.Study(
            [.. Enumerable.Range(0, 80).Select(number => Scored(number + 1, 0.4 * random.Normal(), Now.AddDays((2 * number) - 300)))], Always).Finding.Claim is not null);

        // 300 · 0.05 and three standard deviations.
        claims.ShouldBeLessThanOrEqualTo(26);
    }

    [Fact]
    public void Eight_weeks_are_the_least()
    {
        var seven = Enumerable.Range(1, 7).Select(week => Scored(week, week, Now.AddDays(7 * (week - 20)))).ToArray();

        LongTrend.Study([], Always).Finding.Refusal.ShouldBe(new Refusal(RefusalReason.TooFewPosts, 0, 8, 56));
        LongTrend.Study(seven[..1], Always).Finding.Refusal.ShouldBe(new Refusal(RefusalReason.TooFewPosts, 1, 7, 49));
        LongTrend.Study(seven, Always).Finding.Refusal.ShouldBe(new Refusal(RefusalReason.TooFewPosts, 7, 1, 7));
        LongTrend.Study([.. seven, Scored(8, 8, Now.AddDays(-80))], Always).Finding.Claim.ShouldNotBeNull();
    }

    [Fact]
    public void Equal_weeks_have_no_trend_and_no_nan()
    {
        var report = LongTrend.Study([.. Enumerable.Range(1, 20).Select(week => Scored(week, 1, Now.AddDays(7 * (week - 30))))], Always);

        report.GrowthPerWeek.ShouldBe(0);
        report.P.ShouldBe(1);
        report.Finding.Refusal!.Reason.ShouldBe(RefusalReason.NoDifference);
    }
}
