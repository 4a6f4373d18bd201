using Greenroom.Growth.Insights;

namespace Greenroom.UnitTests.Growth.Insights;

public sealed class PeriodStatsTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Fact]
    public void Figures_stand_until_the_first_day_of_the_series_is_another_whatever_the_clocks_did_between()
    {
        // 22:30 in winter; ninety days before it was 23:30, in summer, and half an hour later another day.
        var now = new DateTime(2026, 11, 28, 21, 30, 0, DateTimeKind.Utc);

        var until = new PeriodStats([], 90, now, Berlin).GoodUntil();

        until.ShouldBe(new DateTime(2026, 11, 28, 22, 0, 0, DateTimeKind.Utc).AddTicks(-1));
        new PeriodStats([], 90, until, Berlin).Series()[0].Date.ShouldBe(new DateOnly(2026, 8, 30));
        new PeriodStats([], 90, until.AddTicks(1), Berlin).Series()[0].Date.ShouldBe(new DateOnly(2026, 8, 31));
    }

    [Fact]
    public void A_post_whose_saves_are_not_told_is_not_measured_against_one_with_saves()
    {
        var now = new DateTime(2026, 11, 28, 12, 0, 0, DateTimeKind.Utc);
        var told = Post(days: 5, likes: 80, saves: 25);
        var untold = Post(days: 45, likes: 100, saves: null);

        var best = new PeriodStats([told, untold], 90, now, Berlin).BestPost;

        best.ShouldBe(untold);

        CountedPost Post(int days, int likes, int? saves) =>
            new(new Guid(days, 0, 0, new byte[8]), now.AddDays(-days), "IMAGE", IsReel: false, likes, CommentsCount: 0, saves, SharesCount: null, ReachCount: null, now);
    }
}
