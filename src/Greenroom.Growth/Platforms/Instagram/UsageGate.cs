using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text.Json;
using Greenroom.Platform.Data;

namespace Greenroom.Growth.Platforms.Instagram;

/// <summary>
/// Reads from the usage headers how much of an allowance is spent, and stops asking shortly before all of it is: calls beyond the limit prolong the
/// wait. An account has its own allowance, and the app has one for all.
/// </summary>
internal sealed class UsageGate(TimeProvider clock)
{
    private const int NearlyAll = 95;
    private const string App = "app";
    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(15);

    /// <summary>Allowances are counted over a day at most.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    private readonly ConcurrentDictionary<string, DateTime> _pausedUntil = new(StringComparer.Ordinal);

    /// <exception cref="PlatformException">The platform must not be asked with this token now.</exception>
    public void Check(string token)
    {
        if (PausedUntil(token) is { } until)
        {
            throw new PlatformException(PlatformTrouble.RateLimited, "Instagram's allowance of calls is nearly spent. Greenroom goes on by itself.", until - clock.UtcNow());
        }
    }

    /// <summary>The later of both pauses; null when there is none. What is known here is gone with the process: the accounts' rows keep it (<c>InstagramAccount.PausedUntil</c>).</summary>
    public DateTime? PausedUntil(string token)
    {
        var now = clock.UtcNow();
        DateTime? latest = null;
        foreach (var key in new[] { App, GraphAccount.KeyOf(token) })
        {
            if (!_pausedUntil.TryGetValue(key, out var until))
            {
                continue;
            }

            if (until > now)
            {
                latest = latest > until ? latest : until;
            }
            else
            {
                _pausedUntil.TryRemove(KeyValuePair.Create(key, until));
            }
        }

        return latest;
    }

    /// <summary>How long the platform asks to be left alone; null when it does not say.</summary>
    /// <param name="token">Whose allowance this was; null where none is counted.</param>
    /// <param name="isLimited">The platform refused this call for the number of them.</param>
    public TimeSpan? Note(HttpResponseHeaders headers, string? token, bool isLimited)
    {
        var account = Read(headers, "X-Business-Use-Case-Usage");
        var app = Read(headers, "X-App-Usage");
        if (token is not null && (isLimited || account.Percent >= NearlyAll))
        {
            Pause(GraphAccount.KeyOf(token), account.Wait);
        }

        if (app.Percent >= NearlyAll)
        {
            Pause(App, app.Wait);
        }

        return account.Wait ?? app.Wait;
    }

    private void Pause(string key, TimeSpan? wait)
    {
        var now = clock.UtcNow();
        foreach (var over in _pausedUntil.Where(p => p.Value <= now))
        {
            _pausedUntil.TryRemove(over);
        }

        _pausedUntil[key] = now + (wait ?? Usual);
    }

    /// <summary>The fullest of all counters of a header, and the longest wait that it names.</summary>
    private static (int Percent, TimeSpan? Wait) Read(HttpResponseHeaders headers, string name)
    {
        var (percent, minutes) = (0, 0);
        foreach (var text in headers.TryGetValues(name, out var values) ? values : [])
        {
            foreach (var usage in Usages(text))
            {
                percent = new[] { percent, usage.Number("call_count") ?? 0, usage.Number("total_cputime") ?? 0, usage.Number("total_time") ?? 0 }.Max();
                minutes = Math.Max(minutes, usage.Number("estimated_time_to_regain_access") ?? 0);
            }
        }

        return (percent, minutes == 0 ? null : TimeSpan.FromMinutes(Math.Min(minutes, Longest.TotalMinutes)));
    }

    /// <summary><c>X-App-Usage</c> is one usage, <c>X-Business-Use-Case-Usage</c> a list of them for each id.</summary>
    private static List<JsonElement> Usages(string text)
    {
        try
        {
            var header = JsonElement.Parse(text);
            return header.ValueKind != JsonValueKind.Object ? []
                : [header, .. header.EnumerateObject().SelectMany(id => id.Value.ValueKind == JsonValueKind.Array ? id.Value.EnumerateArray().ToArray() : [])];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
