namespace Greenroom.Growth.Platforms.Sandbox;

/// <summary>The followers at the end of a local day; for the last day, up to the moment of reading.</summary>
internal sealed record SandboxFollowerDay(DateOnly Day, int Followers);

internal static class SandboxFollowers
{
    public const int AtStart = 2400;

    /// <summary>Every local day since the account began, oldest first; none before it.</summary>
    public static IReadOnlyList<SandboxFollowerDay> Until(ulong seed, SandboxPersona persona, DateTime startedAt, DateTime now)
    {
        var local = SandboxZone.ToLocal(now);
        var today = DateOnly.FromDateTime(local);
        var first = DateOnly.FromDateTime(SandboxZone.ToLocal(startedAt));
        var followers = AtStart;
        var days = new List<SandboxFollowerDay>();
        for (var day = first; day <= today && now >= startedAt; day = day.AddDays(1))
        {
            var stream = SplitMix64.Stream(seed, "followers", day.DayNumber - first.DayNumber);
            var gained = stream.Poisson(persona.Effects.FollowersGained);
            var lost = stream.Poisson(persona.Effects.FollowersLost);
            var passed = day == today ? local.TimeOfDay.TotalDays : 1;
            followers += (int)(gained * passed) - (int)(lost * passed);
            days.Add(new SandboxFollowerDay(day, followers));
        }

        return days;
    }
}
