using Greenroom.Growth.Advice;

namespace Greenroom.Growth.Insights;

internal static class StatsViews
{
    // Of a large account there are thousands in a period, and nobody looks through them.
    public const int MostPostIds = 100;

    public static SignalView Of(SignalReport signal) => new(
        signal.IsEvident,
        signal.Change is { } change ? Of(change) : null,
        signal.Refusal?.MorePosts,
        new SplitView(signal.Split.MorePosts, signal.Split.BetterPosts, signal.Split.YoungerPosts, signal.Split.Total));

    private static ChangeView Of(Claim change) => new(
        change.Effect * 100, change.Interval.Low * 100, change.Interval.High * 100, change.P, change.N, change.Window.FromUtc, change.Window.ToUtc, change.TimeZone,
        [.. change.PostIds.TakeLast(MostPostIds)]);
}
