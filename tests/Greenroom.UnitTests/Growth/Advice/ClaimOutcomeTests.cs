using Greenroom.Growth.Advice;
using static Greenroom.UnitTests.Growth.Advice.Samples;

namespace Greenroom.UnitTests.Growth.Advice;

public sealed class ClaimOutcomeTests
{
    private static readonly DateTime Made = Now.AddDays(-30);

    [Fact]
    public void A_groups_outcome_is_its_mean_over_the_mean_of_the_groups_on_new_posts_only()
    {
        // Old posts say the opposite and are not asked.
        ScoredPost[] posts =
        [
            .. Enumerable.Range(1, 20).Select(n => Scored(n, -1, Made.AddDays(-n), type: "VIDEO")),
            .. Enumerable.Range(21, 5).Select(n => Scored(n, 0.5, Made.AddDays(n - 20), type: "VIDEO")),
            .. Enumerable.Range(31, 9).Select(n => Scored(n, 0.1, Made.AddDays(n - 30))),
        ];

        ClaimOutcome.Of("type:video", Made, posts, TimeZoneInfo.Utc)!.Value.ShouldBe(Math.Exp(0.5 - 0.3) - 1, 1e-9);
        ClaimOutcome.Of("type:reel", Made, posts, TimeZoneInfo.Utc).ShouldBeNull();
    }

    [Fact]
    public void Four_new_posts_are_too_few()
    {
        ScoredPost[] posts =
        [
            .. Enumerable.Range(1, 4).Select(n => Scored(n, 0.5, Made.AddDays(n), caption: "#tea")),
            .. Enumerable.Range(11, 9).Select(n => Scored(n, 0.1, Made.AddDays(n))),
        ];

        ClaimOutcome.Of("tag:tea", Made, posts, TimeZoneInfo.Utc).ShouldBeNull();
        ClaimOutcome.Of("tag:tea", Made, [.. posts, Scored(30, 0.5, Made.AddDays(5), caption: "#Tea")], TimeZoneInfo.Utc)!.Value.ShouldBe(Math.Exp(0.4) - 1, 1e-9);
    }

    [Fact]
    public void A_trends_outcome_is_the_change_a_week_against_the_four_weeks_before()
    {
        ScoredPost[] posts =
        [
            .. Enumerable.Range(1, 6).Select(n => Scored(n, 5.0, Made.AddDays(-n))),
            .. Enumerable.Range(11, 6).Select(n => Scored(n, 5.2, Made.AddDays(n))),
        ];

        ClaimOutcome.Of("trend:up", Made, posts, TimeZoneInfo.Utc)!.Value.ShouldBe(Math.Exp(0.05) - 1, 1e-9);
        ClaimOutcome.Of("anomaly:high", Made, posts, TimeZoneInfo.Utc).ShouldBeNull();
    }
}
