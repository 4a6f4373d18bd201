using Greenroom.Platform.Data;
using Microsoft.Extensions.Caching.Memory;

namespace Greenroom.Growth.Platforms.Instagram;

/// <summary>
/// What an account is asked for after the platform has refused more, so that not every call is refused again. For that account alone and for an hour: the
/// refusal may have been a mistake, and nobody else's posts are to lose a field by it.
/// </summary>
internal sealed class Refusals(TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);

    // A few hundred bytes each; what finds no room is found out again, for one refused call more.
    private const int Most = 20_000;
    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = Most });

    /// <returns>The default where nothing was refused within the hour.</returns>
    public T? Find<T>(GraphAccount account, string about) =>
        _kept.TryGetValue(KeyOf(account, about), out Entry<T>? entry) && clock.UtcNow() < entry!.Until ? entry.Instead : default;

    public void Keep<T>(GraphAccount account, string about, T instead) => _kept.Set(
        KeyOf(account, about), new Entry<T>(instead, clock.UtcNow() + Life), new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Life });

    public void Dispose() => _kept.Dispose();

    private static string KeyOf(GraphAccount account, string about) => $"{GraphAccount.KeyOf(account.Token)} {about}";

    private sealed record Entry<T>(T Instead, DateTime Until);
}
