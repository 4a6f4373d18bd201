namespace Greenroom.Growth.Advice;

/// <summary>Parts of the local day. Raw hours are never ranked: 24 cells of a few posts each rank noise.</summary>
internal enum Daypart
{
    /// <summary>05–11.</summary>
    Morning,

    /// <summary>11–15.</summary>
    Midday,

    /// <summary>15–18.</summary>
    Afternoon,

    /// <summary>18–22.</summary>
    Evening,

    /// <summary>22–05.</summary>
    Night,
}

/// <summary>When a post was made, on the clock of the account's time zone; daylight saving is the zone's business.</summary>
internal static class Dayparts
{
    public static Daypart Of(DateTime utc, TimeZoneInfo zone) => OfHour(HourOf(utc, zone));

    public static Daypart OfHour(int hour) => hour switch
    {
        >= 5 and < 11 => Daypart.Morning,
        >= 11 and < 15 => Daypart.Midday,
        >= 15 and < 18 => Daypart.Afternoon,
        >= 18 and < 22 => Daypart.Evening,
        _ => Daypart.Night,
    };

    public static int HourOf(DateTime utc, TimeZoneInfo zone) => Local(utc, zone).Hour;

    public static DayOfWeek WeekdayOf(DateTime utc, TimeZoneInfo zone) => Local(utc, zone).DayOfWeek;

    /// <summary>Number of the local week, Monday first. Day 0 of the calendar is a Monday.</summary>
    public static int WeekOf(DateTime utc, TimeZoneInfo zone) => DateOnly.FromDateTime(Local(utc, zone)).DayNumber / 7;

    public static GroupReport StudyDayparts(IReadOnlyList<ScoredPost> posts, Scope scope) =>
        GroupEffects.Study("daypart", posts, post => Name(Of(post.Post.PostedAtUtc, scope.Zone)), scope);

    public static GroupReport StudyWeekdays(IReadOnlyList<ScoredPost> posts, Scope scope) =>
        GroupEffects.Study("weekday", posts, post => Name(WeekdayOf(post.Post.PostedAtUtc, scope.Zone)), scope);

    public static GroupReport StudyTypes(IReadOnlyList<ScoredPost> posts, Scope scope) =>
        GroupEffects.Study("type", posts, post => Name(post.Post.Type), scope);

    public static string Name<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static DateTime Local(DateTime utc, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), zone);
}
