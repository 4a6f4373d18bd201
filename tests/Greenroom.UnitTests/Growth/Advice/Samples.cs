using Greenroom.Growth.Advice;

namespace Greenroom.UnitTests.Growth.Advice;

/// <summary>Posts for the tests, from explicit numbers or from an explicit seed.</summary>
internal static class Samples
{
    public static readonly DateTime Now = new(2026, 6, 1, 12, 0, 0, DateTimeKind.Utc);
    public static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    public static readonly Scope Always = new(new Window(Now.AddYears(-10), Now.AddYears(1)), TimeZoneInfo.Utc);

    public static Guid Id(int number) => new(number, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    public static PostSample Post(int number, DateTime postedAt, int? likes = 100, string? caption = null, string type = "IMAGE", bool isReel = false) =>
        new(Id(number), postedAt, type, isReel, caption, likes, 0, null, null, null);

    /// <summary>A post with this residual, whatever its counts; number n is n days old at most 999.</summary>
    public static ScoredPost Scored(int number, double residual, DateTime? postedAt = null, string? caption = null, string type = "IMAGE") =>
        new(Post(number, postedAt ?? Now.AddDays(number - 1000), caption: caption, type: type), 1000, 100, residual, 0);
}
