namespace Greenroom.Growth.Platforms.Sandbox;

/// <summary>The sandbox creator lives in Berlin and posts by the clock on the wall, through both changes of it.</summary>
internal static class SandboxZone
{
    public const string Id = "Europe/Berlin";

    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById(Id);

    public static DateTime ToLocal(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(utc, Zone);

    /// <summary>A time that spring skips is read as one hour later; one that autumn repeats as the second of the two.</summary>
    public static DateTime ToUtc(DateTime local) =>
        TimeZoneInfo.ConvertTimeToUtc(Zone.IsInvalidTime(local) ? local.AddHours(1) : local, Zone);
}

/// <summary>The five parts of a local day in which a post may be published. Written apart from the advice on purpose: it is the truth that the advice is tested against.</summary>
internal enum SandboxDaypart
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

internal static class SandboxDayparts
{
    public static SandboxDaypart Of(DateTime local) => local.Hour switch
    {
        < 5 => SandboxDaypart.Night,
        < 11 => SandboxDaypart.Morning,
        < 15 => SandboxDaypart.Midday,
        < 18 => SandboxDaypart.Afternoon,
        < 22 => SandboxDaypart.Evening,
        _ => SandboxDaypart.Night,
    };
}
