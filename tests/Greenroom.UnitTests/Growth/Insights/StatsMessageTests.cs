using System.Text;
using Greenroom.Growth.Insights;

namespace Greenroom.UnitTests.Growth.Insights;

/// <summary>The rule table of the stats message: every branch, both sides of every boundary, and the texts byte for byte.</summary>
public sealed class StatsMessageTests
{
    private const string Nothing = "No posts yet in this period. Time to share something! \U0001F4F8";
    private const string Fire = "\U0001F525 You're on fire! Engagement is way up.";
    private const string Growing = "\U0001F4C8 Nice! You're growing steadily.";
    private const string Steady = "\U0001F60E Holding steady - keep doing your thing.";
    private const string Dip = "\U0001F4C9 Slight dip, but no worries - it happens.";
    private const string Down = "\U0001F4AA Engagement is down, but consistency is key!";
    private const string Missed = " Haven't posted this week though - your audience misses you!";
    private const string Hustle = " You've been posting a lot - great hustle!";

    [Theory]
    [InlineData(121, 100, Fire)]
    [InlineData(120, 100, Growing)]
    [InlineData(106, 100, Growing)]
    [InlineData(105, 100, Steady)]
    [InlineData(100, 100, Steady)]
    [InlineData(96, 100, Steady)]
    [InlineData(95, 100, Dip)]
    [InlineData(81, 100, Dip)]
    [InlineData(80, 100, Down)]
    [InlineData(0, 100, Down)]
    [InlineData(7, 6, Growing)]
    [InlineData(6, 5, Growing)]
    [InlineData(1_200_000_000_000_001, 1_000_000_000_000_000, Fire)]
    [InlineData(1_200_000_000_000_000, 1_000_000_000_000_000, Growing)]
    [InlineData(long.MaxValue, 1, Fire)]
    public void The_likes_decide(long current, long previous, string message) =>
        StatsMessage.For(posts: 3, new Trend(current, previous), postsThisWeek: 2).ShouldBe(message);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1_000_000)]
    public void With_nothing_before_it_is_steady_and_the_basis_says_so(long current)
    {
        var trend = new Trend(current, 0);

        StatsMessage.For(posts: 3, trend, postsThisWeek: 2).ShouldBe(Steady);
        trend.Percent.ShouldBe(0);
        trend.Basis.ShouldBe(TrendBasis.NoPrevious);
    }

    [Theory]
    [InlineData(0, Steady + Missed)]
    [InlineData(1, Steady)]
    [InlineData(4, Steady)]
    [InlineData(5, Steady + Hustle)]
    [InlineData(40, Steady + Hustle)]
    public void The_week_is_added(int postsThisWeek, string message) => StatsMessage.For(posts: 40, new Trend(100, 100), postsThisWeek).ShouldBe(message);

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(7)]
    public void Without_a_post_nothing_is_added(int postsThisWeek) => StatsMessage.For(posts: 0, new Trend(500, 100), postsThisWeek).ShouldBe(Nothing);

    [Theory]
    [InlineData(150, 100, 50)]
    [InlineData(50, 200, -75)]
    [InlineData(0, 100, -100)]
    [InlineData(4, 3, 33.333333333333336)]
    public void A_trend_is_in_percent_of_what_was_before(long current, long previous, double percent)
    {
        var trend = new Trend(current, previous);

        trend.Percent.ShouldBe(percent);
        trend.Basis.ShouldBe(TrendBasis.PreviousPeriod);
    }

    [Fact]
    public void The_emoji_are_the_four_bytes_of_the_contract() =>
        Encoding.UTF8.GetBytes(StatsMessage.For(posts: 1, new Trend(2, 1), postsThisWeek: 1))[..4].ShouldBe([0xF0, 0x9F, 0x94, 0xA5]);
}
