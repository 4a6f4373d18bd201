using Greenroom.Growth.Advice;

namespace Greenroom.Growth.Insights;

internal static class StatsViews
{
    public static SignalView Of(SignalReport signal) => new(
        signal.IsEvident,
        signal.Change is { } change ? new ChangeView(change.Effect * 100, change.Interval.Low * 100, change.Interval.High * 100, change.P, change.N) : null,
        signal.Refusal?.MorePosts,
        new SplitView(signal.Split.MorePosts, signal.Split.BetterPosts, signal.Split.YoungerPosts, signal.Split.Total));
}
