namespace Greenroom.Growth.Platforms.Sandbox;

/// <summary>One post that is to be published.</summary>
/// <param name="Week">Since the account began, from 0.</param>
/// <param name="Index">Within the week, in the order of drawing.</param>
internal readonly record struct SandboxSlot(int Week, int Index, DateTime PostedAt)
{
    public const int SlotsPerWeek = 100;

    /// <summary>Names the post's own streams. It never depends on which other posts there are.</summary>
    public long Key => ((long)Week * SlotsPerWeek) + Index;
}

/// <summary>When the sandbox posts: each week from its own stream, so that a later reading finds the same earlier weeks.</summary>
internal static class SandboxSchedule
{
    public const int HistoryWeeks = 40;
    public const int DaysWithoutPost = 9;

    private const double PostsPerWeek = 4.5;

    /// <summary>Peaks at noon and from 18 to 20, on the clock in Berlin.</summary>
    private static readonly double[] Hours =
    [
        0.2, 0.1, 0.1, 0.1, 0.1, 0.2, 0.6, 1.2, 2.0, 2.2, 2.4, 3.5,
        6.0, 4.0, 2.5, 2.2, 2.4, 3.2, 6.5, 7.0, 6.0, 3.0, 1.6, 0.8,
    ];

    /// <summary>The moment of connecting, at which the account already has forty weeks of posts.</summary>
    public static DateTime ConnectedAt(DateTime startedAt) => startedAt.AddDays(7 * HistoryWeeks);

    /// <summary>All posts of the forty weeks, whatever the time now, and those since then up to it; oldest first.</summary>
    public static IReadOnlyList<SandboxSlot> Until(ulong seed, DateTime startedAt, DateTime now)
    {
        var end = new DateTime(Math.Max(now.Ticks, ConnectedAt(startedAt).Ticks), DateTimeKind.Utc);
        var weeks = (int)((end - startedAt).TotalDays / 7) + 1;
        var firstDay = SandboxZone.ToLocal(startedAt).Date;
        var pause = firstDay.AddDays(60 + SplitMix64.Stream(seed, "pause").Below(140));
        return
        [
            .. Enumerable.Range(0, weeks + 1)
                .SelectMany(week => OfWeek(seed, week, firstDay))
                .Where(slot => slot.Local < pause || slot.Local >= pause.AddDays(DaysWithoutPost))
                .Select(slot => new SandboxSlot(slot.Week, slot.Index, SandboxZone.ToUtc(slot.Local)))
                .Where(slot => slot.PostedAt >= startedAt && slot.PostedAt <= end)
                .OrderBy(slot => slot.PostedAt).ThenBy(slot => slot.Key),
        ];
    }

    private static IEnumerable<(int Week, int Index, DateTime Local)> OfWeek(ulong seed, int week, DateTime firstDay)
    {
        var stream = SplitMix64.Stream(seed, "schedule", week);
        var posts = stream.Poisson(PostsPerWeek);
        for (var index = 0; index < posts; index++)
        {
            var day = firstDay.AddDays((7 * week) + stream.Below(7));
            var hour = stream.Weighted(Hours);
            yield return (week, index, day.AddHours(hour).AddSeconds(stream.Below(3600)));
        }
    }
}
