using Greenroom.Growth.Platforms.Sandbox;

namespace Greenroom.UnitTests.Growth.Sandbox;

/// <summary>The clock on the wall in Berlin, and the days counted by it.</summary>
public sealed class SandboxTimeTests
{
    private static readonly DateTime SummerTime = new(2026, 3, 29, 1, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData("2026-01-15 12:00", "2026-01-15 11:00")]
    [InlineData("2026-07-15 12:00", "2026-07-15 10:00")]
    [InlineData("2026-03-29 02:30", "2026-03-29 01:30")] // skipped: read as 03:30
    [InlineData("2026-10-25 02:30", "2026-10-25 01:30")] // twice: the second
    public void A_local_time_becomes_an_instant(string local, string utc)
    {
        var instant = SandboxZone.ToUtc(DateTime.Parse(local));

        instant.Kind.ShouldBe(DateTimeKind.Utc);
        instant.ShouldBe(DateTime.Parse(utc));
    }

    [Theory]
    [InlineData(4, "Night")]
    [InlineData(5, "Morning")]
    [InlineData(10, "Morning")]
    [InlineData(11, "Midday")]
    [InlineData(14, "Midday")]
    [InlineData(15, "Afternoon")]
    [InlineData(17, "Afternoon")]
    [InlineData(18, "Evening")]
    [InlineData(21, "Evening")]
    [InlineData(22, "Night")]
    [InlineData(0, "Night")]
    public void A_day_has_five_parts(int hour, string daypart) =>
        SandboxDayparts.Of(new DateTime(2026, 5, 1, hour, 59, 59)).ToString().ShouldBe(daypart);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Posts_peak_at_noon_and_in_the_evening_in_winter_and_in_summer_alike(bool summer)
    {
        var hours = SandboxSample.Creators
            .Where(post => post.Post.PostedAt >= SummerTime == summer)
            .CountBy(post => post.Local.Hour)
            .OrderByDescending(hour => hour.Value)
            .Take(4)
            .Select(hour => hour.Key)
            .Order();

        hours.ShouldBe([12, 18, 19, 20]);
    }

    [Fact]
    public void The_peak_moves_by_an_hour_of_utc_when_the_clocks_change()
    {
        var winter = Share(SandboxSample.Creators.Where(post => post.Post.PostedAt < SummerTime), 20);
        var summer = Share(SandboxSample.Creators.Where(post => post.Post.PostedAt >= SummerTime), 20);

        // 20 h UTC is 21 h in winter and already 22 h in summer, when hardly anybody posts.
        winter.ShouldBeGreaterThan(summer * 1.3);

        static double Share(IEnumerable<Seen> posts, int hour) => posts.Average(post => post.Post.PostedAt.Hour == hour ? 1.0 : 0);
    }

    [Fact]
    public void The_evening_of_the_truth_is_the_evening_in_berlin()
    {
        var truth = SandboxTruth.At(1, SandboxPersona.Creator, SandboxSample.StartedAt, SandboxSample.ConnectedAt);

        truth.Posts.ShouldAllBe(post => post.LocalTime == SandboxSample.Local(post.PostedAt));
        truth.Posts.ShouldAllBe(post => post.Daypart == SandboxDaypart.Evening == (post.LocalTime.Hour >= 18 && post.LocalTime.Hour < 22));
    }

    [Fact]
    public void Followers_are_counted_by_local_day_from_2400()
    {
        var account = SandboxSample.At(1, SandboxPersona.Creator, SandboxSample.ReadAt);
        var days = account.FollowersByDay;

        days[0].Day.ShouldBe(new DateOnly(2025, 11, 24));
        days[0].Followers.ShouldBeInRange(2375, 2425);
        days[^1].Day.ShouldBe(DateOnly.FromDateTime(SandboxSample.Local(SandboxSample.ReadAt)));
        days[^1].Followers.ShouldBe(account.Followers);
        days.Select(day => day.Day.DayNumber).ShouldBe(Enumerable.Range(days[0].Day.DayNumber, days.Count));
    }

    [Fact]
    public void Followers_come_and_go()
    {
        var days = SandboxSample.At(1, SandboxPersona.Creator, SandboxSample.ReadAt).FollowersByDay;

        var changes = days.Zip(days.Skip(1), (earlier, later) => later.Followers - earlier.Followers).ToList();

        changes.Count(change => change > 0).ShouldBeGreaterThan(changes.Count / 2);
        changes.Count(change => change < 0).ShouldBeGreaterThan(changes.Count / 20);
    }

    [Fact]
    public void The_account_without_effects_neither_wins_nor_loses_followers_on_average()
    {
        var ends = SandboxSample.Seeds.Select(seed => SandboxSample.At(seed, SandboxPersona.Null, SandboxSample.ConnectedAt).Followers).ToList();

        // A walk of 280 days with a variance of 9 a day.
        ends.Average().ShouldBe(2400, 4 * Math.Sqrt(280 * 9.0 / ends.Count));
    }

    [Fact]
    public void A_day_that_is_over_keeps_its_number()
    {
        var early = SandboxSample.At(1, SandboxPersona.Creator, SandboxSample.ConnectedAt).FollowersByDay;
        var late = SandboxSample.At(1, SandboxPersona.Creator, SandboxSample.ReadAt).FollowersByDay;

        late.Take(early.Count - 1).ShouldBe(early.Take(early.Count - 1));
    }
}
