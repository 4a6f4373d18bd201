using System.Runtime.InteropServices;
using Greenroom.Growth.Connections;
using Microsoft.Extensions.Caching.Memory;

namespace Greenroom.Growth.Insights;

/// <summary>
/// Figures that were computed, for as long as they are what a recount would give: while the account's row stands, which every write of a sync touches
/// after its posts, and until the next post leaves a window or a day of the series begins or ends (ADR 0015). Each node has its own; none has to tell another.
/// </summary>
internal sealed class StatsCache : IDisposable
{
    // Of 16 bit characters, in all that is kept: some 50 megabytes, on a server that has that many people. A day of a series takes some 60 bytes.
    private const int MostSize = 25_000_000;
    private const int DaySize = 30;
    private const int IdSize = 8;
    private const int UsualSize = 500;
    private const int Turns = 64;
    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = MostSize });
    private readonly SemaphoreSlim[] _turns = [.. Enumerable.Range(0, Turns).Select(_ => new SemaphoreSlim(1, 1))];

    public StatsView? Find(InstagramAccount account, int days, DateTime now) =>
        _kept.TryGetValue(new Key(account.Id, days), out Entry? entry) && entry!.Version == VersionOf(account) && entry.From <= now && now <= entry.GoodUntil ? entry.Stats : null;

    /// <param name="account">As it was read before its posts: what was written since makes the figures newer than they say, never older.</param>
    public void Keep(InstagramAccount account, int days, StatsView stats, DateTime goodUntil) =>
        _kept.Set(new Key(account.Id, days), new Entry(VersionOf(account), stats.To, goodUntil, stats), new MemoryCacheEntryOptions { Size = SizeOf(stats), AbsoluteExpirationRelativeToNow = goodUntil - stats.To + TimeSpan.FromTicks(1) });

    /// <summary>
    /// For whoever found nothing: of all that look at an account at once one counts, and the others find it kept. Accounts share turns, so that a turn
    /// needs no account's lifetime.
    /// </summary>
    public async Task<T> InTurnAsync<T>(Guid accountId, Func<Task<T>> count, CancellationToken ct)
    {
        // Mixed: the bits of an id that differ are not always those at its end.
        var turn = _turns[(uint)HashCode.Combine(accountId) % Turns];
        await turn.WaitAsync(ct);
        try
        {
            return await count();
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose()
    {
        _kept.Dispose();
        Array.ForEach(_turns, turn => turn.Dispose());
    }

    private static int SizeOf(StatsView stats) =>
        UsualSize + (DaySize * stats.Series.Count) + (IdSize * (stats.Signal.Change?.PostIds.Count ?? 0)) + (stats.BestPost is { } best ? (best.Caption?.Length ?? 0) + (best.MediaUrl?.Length ?? 0) + (best.Permalink?.Length ?? 0) : 0);

    private static Version VersionOf(InstagramAccount account) => new(account.SyncVersion, account.SyncPosts, account.UpdatedAt);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Key(Guid AccountId, int Days);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Version(int Sync, int Posts, DateTime UpdatedAt);

    private sealed record Entry(Version Version, DateTime From, DateTime GoodUntil, StatsView Stats);
}
