using System.Runtime.InteropServices;
using Greenroom.Growth.Connections;
using Microsoft.Extensions.Caching.Memory;

namespace Greenroom.Growth.Insights;

/// <summary>
/// Figures that were computed, for as long as they are what a recount would give: while the account's row stands, which every page of a sync touches
/// after its posts are written, and until the next post leaves a window (ADR 0015). Each node has its own; none has to tell another.
/// </summary>
internal sealed class StatsCache : IDisposable
{
    // A day of a series takes some 60 bytes, so this is a few megabytes.
    private const int MostDays = 50_000;
    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = MostDays });

    public StatsView? Find(InstagramAccount account, int days, DateTime now) =>
        _kept.TryGetValue(new Key(account.Id, days), out Entry? entry) && entry!.Version == VersionOf(account) && entry.From <= now && now <= entry.GoodUntil ? entry.Stats : null;

    /// <param name="account">As it was read before its posts: what was written since makes the figures newer than they say, never older.</param>
    public void Keep(InstagramAccount account, int days, StatsView stats, DateTime goodUntil) =>
        _kept.Set(new Key(account.Id, days), new Entry(VersionOf(account), stats.To, goodUntil, stats), new MemoryCacheEntryOptions { Size = days });

    public void Dispose() => _kept.Dispose();

    private static Version VersionOf(InstagramAccount account) => new(account.SyncVersion, account.SyncPosts, account.UpdatedAt);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Key(Guid AccountId, int Days);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Version(int Sync, int Posts, DateTime UpdatedAt);

    private sealed record Entry(Version Version, DateTime From, DateTime GoodUntil, StatsView Stats);
}
