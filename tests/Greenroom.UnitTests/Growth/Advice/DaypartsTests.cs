using System.Globalization;
using Greenroom.Growth.Advice;
using static Greenroom.UnitTests.Growth.Advice.Samples;

namespace Greenroom.UnitTests.Growth.Advice;

public sealed class DaypartsTests
{
    [Theory]
    [InlineData("04:59", "night")]
    [InlineData("05:00", "morning")]
    [InlineData("10:59", "morning")]
    [InlineData("11:00", "midday")]
    [InlineData("15:00", "afternoon")]
    [InlineData("17:59", "afternoon")]
    [InlineData("18:00", "evening")]
    [InlineData("21:59", "evening")]
    [InlineData("22:00", "night")]
    [InlineData("00:00", "night")]
    public void The_day_has_five_parts(string time, string part) =>
        Dayparts.Name(Dayparts.Of(At($"2026-01-15T{time}:00Z"), TimeZoneInfo.Utc)).ShouldBe(part);

    [Theory]
    // The clocks in Berlin go forward on 29 March 2026 and back on 25 October 2026.
    [InlineData("2026-03-28T03:30:00Z", "Europe/Berlin", "night", DayOfWeek.Saturday)]
    [InlineData("2026-03-29T03:30:00Z", "Europe/Berlin", "morning", DayOfWeek.Sunday)]
    [InlineData("2026-10-24T20:30:00Z", "Europe/Berlin", "night", DayOfWeek.Saturday)]
    [InlineData("2026-10-25T20:30:00Z", "Europe/Berlin", "evening", DayOfWeek.Sunday)]
    [InlineData("2026-10-24T22:30:00Z", "Europe/Berlin", "night", DayOfWeek.Sunday)]
    [InlineData("2026-10-25T22:30:00Z", "Europe/Berlin", "night", DayOfWeek.Sunday)]
    [InlineData("2026-06-01T23:29:00Z", "Asia/Kolkata", "night", DayOfWeek.Tuesday)]
    [InlineData("2026-06-01T23:30:00Z", "Asia/Kolkata", "morning", DayOfWeek.Tuesday)]
    [InlineData("2026-06-01T04:00:00Z", "America/Los_Angeles", "evening", DayOfWeek.Sunday)]
    public void The_local_clock_decides_daylight_saving_included(string utc, string zone, string part, DayOfWeek weekday)
    {
        var local = TimeZoneInfo.FindSystemTimeZoneById(zone);

        Dayparts.Name(Dayparts.Of(At(utc), local)).ShouldBe(part);
        Dayparts.WeekdayOf(At(utc), local).ShouldBe(weekday);
    }

    [Fact]
    public void A_local_week_begins_on_monday_at_midnight()
    {
        var monday = At("2026-06-01T00:00:00Z");

        Dayparts.WeekOf(monday.AddSeconds(-1), TimeZoneInfo.Utc).ShouldBe(Dayparts.WeekOf(monday, TimeZoneInfo.Utc) - 1);
        Dayparts.WeekOf(monday.AddDays(7).AddSeconds(-1), TimeZoneInfo.Utc).ShouldBe(Dayparts.WeekOf(monday, TimeZoneInfo.Utc));
        Dayparts.WeekOf(monday.AddHours(-2), Berlin).ShouldBe(Dayparts.WeekOf(monday, TimeZoneInfo.Utc));
    }

    private static DateTime At(string utc) => DateTime.Parse(utc, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
}
