using Greenroom.Growth;
using Greenroom.Growth.Advice;
using static Greenroom.UnitTests.Growth.Advice.Samples;

namespace Greenroom.UnitTests.Growth.Advice;

public sealed class FollowerForecastTests
{
    private static readonly DateOnly First = new(2026, 1, 5);

    [Fact]
    public void A_straight_line_is_continued_damped()
    {
        var outlook = FollowerForecast.Forecast(Days(120, day => 1000 + (3 * day)), 4).Outlook.ShouldNotBeNull();

        // Python: 3 · Σ 0.9^(d/7) over the days of 1 to 4 weeks.
        outlook.Method.ShouldBe(ForecastMethod.DampedTrend);
        double[] sums = [6.593980535432647, 12.528563017322032, 17.869687251022473, 22.676699061352878];
        for (var week = 0; week < 4; week++)
        {
            outlook.Points[week].Followers.ShouldBe(1357 + (3 * sums[week]), 1e-6);
            outlook.Points[week].Day.ShouldBe(First.AddDays(119 + (7 * (week + 1))));
        }
    }

    [Fact]
    public void Without_growth_the_naive_forecast_is_shown()
    {
        var random = new SplitMix64(1);
        var noisy = Days(150, _ => 1000 + (int)(5 * random.Normal()));

        var outlook = FollowerForecast.Forecast(noisy, 4).Outlook.ShouldNotBeNull();

        outlook.Points.ShouldAllBe(point => point.Followers == outlook.Points[0].Followers || outlook.Method == ForecastMethod.DampedTrend);
        FollowerForecast.Forecast(Days(150, _ => 1000), 4).Outlook!.Method.ShouldBe(ForecastMethod.Naive);
    }

    [Fact]
    public void A_trend_that_turned_out_worse_than_nothing_is_not_shown()
    {
        // Up for four weeks, down for four weeks: any slope is out of date by the time it is known.
        var zigzag = Days(200, day => 2000 + (10 * Math.Abs((day % 56) - 28)));

        var outlook = FollowerForecast.Forecast(zigzag, 4).Outlook.ShouldNotBeNull();

        outlook.Method.ShouldBe(ForecastMethod.Naive);
        outlook.Backtest!.Error.ShouldBe(outlook.Backtest.NaiveError);
    }

    [Theory]
    [InlineData(6, 3)]
    [InlineData(3, 3)]
    public void Four_of_five_true_values_lie_in_the_interval(double gains, double losses)
    {
        // Histories of 120 days with Poisson gains and losses, each judged by the four weeks that followed.
        var random = new SplitMix64(20260601);
        var (inside, all) = (0, 0);
        for (var run = 0; run < 100; run++)
        {
            var level = 2400;
            var truth = Days(148, _ => level += random.Poisson(gains) - random.Poisson(losses));
            var outlook = FollowerForecast.Forecast(truth[..120], 4, (ulong)run).Outlook!;
            foreach (var point in outlook.Points)
            {
                all++;
                inside += point.Interval.Contains(truth.Single(day => day.Day == point.Day).Followers) ? 1 : 0;
            }
        }

        ((double)inside / all).ShouldBeInRange(0.72, 0.90);
    }

    [Fact]
    public void The_backtest_says_how_wrong_it_was()
    {
        var random = new SplitMix64(9);
        var level = 2400;

        var outlook = FollowerForecast.Forecast(Days(200, _ => level += random.Poisson(6) - random.Poisson(2)), 4).Outlook!;

        outlook.Method.ShouldBe(ForecastMethod.DampedTrend);
        outlook.Backtest!.Origins.ShouldBe(21);
        outlook.Backtest.Error.ShouldBeLessThan(outlook.Backtest.NaiveError);
        outlook.Backtest.NaiveError.ShouldBe(4 * 7 * 2.5, 15);
        outlook.Backtest.Coverage.ShouldBeInRange(0.6, 1);
        outlook.Days.ShouldBe(200);
    }

    [Fact]
    public void A_short_history_is_refused_or_shown_without_a_claim_to_skill()
    {
        FollowerForecast.Forecast([], 4).Refusal.ShouldBe(new Refusal(RefusalReason.TooFewPosts, 0, 0, 14));
        FollowerForecast.Forecast(Days(13, day => day), 4).Refusal!.MoreDays.ShouldBe(1);
        var fourteen = FollowerForecast.Forecast(Days(14, day => 100 + day), 1).Outlook!;
        fourteen.Method.ShouldBe(ForecastMethod.Naive);
        fourteen.Backtest.ShouldBeNull();
    }

    [Fact]
    public void Missing_days_are_bridged_and_order_does_not_matter()
    {
        var all = Days(120, day => 1000 + (3 * day));
        var gaps = all.Where((_, day) => day % 5 != 2 && day is < 40 or > 60).Reverse().ToArray();

        var (whole, holed) = (FollowerForecast.Forecast(all, 4).Outlook!, FollowerForecast.Forecast(gaps, 4).Outlook!);

        holed.Points.Select(point => Math.Round(point.Followers, 6)).ShouldBe(whole.Points.Select(point => Math.Round(point.Followers, 6)));
        holed.Days.ShouldBe(120);
    }

    [Fact]
    public void Followers_are_never_negative_and_the_horizon_is_four_weeks()
    {
        var dying = FollowerForecast.Forecast(Days(100, day => Math.Max(0, 300 - (3 * day))), 4).Outlook!;

        dying.Points.ShouldAllBe(point => point.Followers >= 0 && point.Interval.Low >= 0 && double.IsFinite(point.Interval.High));
        Should.Throw<ArgumentOutOfRangeException>(() => FollowerForecast.Forecast([], 5));
        Should.Throw<ArgumentOutOfRangeException>(() => FollowerForecast.Forecast([], 0));
    }

    private static FollowerDay[] Days(int count, Func<int, int> followers) =>
        [.. Enumerable.Range(0, count).Select(day => new FollowerDay(First.AddDays(day), followers(day)))];
}
