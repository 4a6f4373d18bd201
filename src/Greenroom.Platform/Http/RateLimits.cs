using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using Greenroom.Platform.Audit;
using Greenroom.Platform.Data;
using Greenroom.Platform.Errors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Greenroom.Platform.Http;

/// <summary>How often what may be done. Counted in fixed windows over all nodes.</summary>
public sealed class RateLimitOptions
{
    /// <summary>False switches every limit off; refused in Production.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Requests a minute for an address that is not signed in.</summary>
    [Range(1, 1_000_000)]
    public int AnonymousPerMinute { get; set; } = 120;

    /// <summary>Requests a minute for a signed-in user.</summary>
    [Range(1, 1_000_000)]
    public int UserPerMinute { get; set; } = 600;

    /// <summary>Turns of an interview a minute for a user.</summary>
    [Range(1, 1_000_000)]
    public int AppendPerMinute { get; set; } = 30;

    /// <summary>Attempts to log in a minute from one IP address.</summary>
    [Range(1, 1_000_000)]
    public int LoginPerMinute { get; set; } = 50;

    /// <summary>Attempts to log in a minute for one account.</summary>
    [Range(1, 1_000_000)]
    public int LoginPerAccountPerMinute { get; set; } = 5;

    /// <summary>Registrations an hour from one IP address.</summary>
    [Range(1, 1_000_000)]
    public int RegisterPerHour { get; set; } = 60;

    /// <summary>Registrations an hour for one e-mail address.</summary>
    [Range(1, 1_000_000)]
    public int RegisterPerAddressPerHour { get; set; } = 5;

    /// <summary>Refreshes a minute from one IP address.</summary>
    [Range(1, 1_000_000)]
    public int TokenPerMinute { get; set; } = 120;

    /// <summary>Mails with a link an hour that one IP address asks for: forgotten passwords, and places on the waitlist.</summary>
    [Range(1, 1_000_000)]
    public int ForgotPerHour { get; set; } = 20;

    /// <summary>The same for one e-mail address.</summary>
    [Range(1, 1_000_000)]
    public int ForgotPerAddressPerHour { get; set; } = 5;

    /// <summary>Guest accounts an hour from one IP address.</summary>
    [Range(1, 1_000_000)]
    public int DemoPerHour { get; set; } = 30;

    /// <summary>Exports of one's own data a day for a user.</summary>
    [Range(1, 1_000_000)]
    public int ExportsPerDay { get; set; } = 5;
}

/// <summary>Permits used in one window of one key, or what is counted without a limit.</summary>
internal sealed class RateLimitWindow
{
    public string Key { get; private set; } = "";

    public DateTime StartsAt { get; private set; }

    public int Used { get; private set; }

    public DateTime ExpiresAt { get; private set; }
}

/// <summary>Counts in the database, so that two nodes share one limit.</summary>
/// <remarks>
/// A write for each request would cost more than the request. Large limits are therefore taken from the database in
/// lots of a twentieth and spent from memory; small ones (log in: 5) one by one. A node may refuse a little early when
/// another holds an unspent lot, never late. See docs/adr/0006-rate-limits.md.
/// </remarks>
public sealed class RateLimits(IServiceScopeFactory scopes, IOptions<RateLimitOptions> options, TimeProvider clock)
{
    private const int LotsPerWindow = 20;
    private readonly ConcurrentDictionary<(string Key, DateTime StartsAt), Lot> _lots = new();
    private long _lastSweep;

    /// <summary>Takes one permit. Null when there was one, otherwise the refusal with the seconds until the window ends.</summary>
    public async ValueTask<Failure?> TakeAsync(string key, int limit, TimeSpan window, CancellationToken ct)
    {
        if (!options.Value.Enabled)
        {
            return null;
        }

        var now = clock.UtcNow();
        var startsAt = WindowStart(now, window);
        var lot = _lots.GetOrAdd((key, startsAt), static (_, end) => new Lot(end), startsAt + window);
        SweepOnceAMinute(now);

        if (lot.TrySpend() || (!lot.Exhausted && await RefillAsync(key, startsAt, window, limit, lot, ct)))
        {
            return null;
        }

        return CommonFailures.RateLimited(startsAt + window - now);
    }

    /// <summary>Counts in the database and refuses nothing, where limits are off as well: one write, always.</summary>
    public async Task CountAsync(string key, TimeSpan window, CancellationToken ct)
    {
        var startsAt = WindowStart(clock.UtcNow(), window);
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<PlatformDb>().Database.ExecuteSqlAsync(
            $"""
            INSERT INTO rate_limits (key, starts_at, used, expires_at) VALUES ({key}, {startsAt}, 1, {startsAt + window})
            ON CONFLICT (key, starts_at) DO UPDATE SET used = rate_limits.used + 1
            """,
            ct);
    }

    private static DateTime WindowStart(DateTime now, TimeSpan window) => new(now.Ticks - (now.Ticks % window.Ticks), DateTimeKind.Utc);

    /// <summary>One at a time for each key: thirty requests at once would otherwise take thirty lots, use one permit of each, and leave nothing for the rest.</summary>
    private async Task<bool> RefillAsync(string key, DateTime startsAt, TimeSpan window, int limit, Lot lot, CancellationToken ct)
    {
        await lot.Refill.WaitAsync(ct);
        try
        {
            if (lot.TrySpend())
            {
                return true;
            }

            var granted = lot.Exhausted ? 0 : await ReserveAsync(key, startsAt, window, Math.Max(1, limit / LotsPerWindow), limit, lot, ct);
            if (granted == 0 && !lot.Exhausted)
            {
                lot.Exhausted = true;
                await RecordAsync(key, ct);
            }

            lot.Add(Math.Max(0, granted - 1));
            return granted > 0;
        }
        finally
        {
            lot.Refill.Release();
        }
    }

    /// <summary>Once for each window: a flood must not fill the table as well.</summary>
    private async Task RecordAsync(string key, CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var (rule, subject) = (key.Split(':')[0], key.Split(':')[^1]);
            Guid? user = Guid.TryParseExact(subject, "N", out var id) ? id : null;
            await scope.ServiceProvider.GetRequiredService<AuditLog>().RecordAsync(new AuditEntry(AuditNames.RateLimited, user, $"limit {rule}"), ct);
        }
        catch (Exception exception) when (DatabaseFailures.From(exception) is not null)
        {
            // The refusal stands whether it can be written down or not.
        }
    }

    /// <summary>Adds a lot to the shared counter and returns how much of it is still below the limit.</summary>
    private async Task<int> ReserveAsync(string key, DateTime startsAt, TimeSpan window, int size, int limit, Lot lot, CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            var used = (await db.Database.SqlQuery<int>(
                $"""
                INSERT INTO rate_limits (key, starts_at, used, expires_at) VALUES ({key}, {startsAt}, {size}, {startsAt + window})
                ON CONFLICT (key, starts_at) DO UPDATE SET used = rate_limits.used + {size}
                RETURNING used AS "Value"
                """).ToListAsync(ct))[0];
            await transaction.CommitAsync(ct);
            return Math.Clamp(limit - (used - size), 0, size);
        }
        catch (Exception exception) when (DatabaseFailures.From(exception) is not null)
        {
            // A full disk must not stop people from reading: until the database writes again, this node counts alone.
            return lot.CountAlone() <= limit ? 1 : 0;
        }
    }

    private void SweepOnceAMinute(DateTime now)
    {
        var last = Interlocked.Read(ref _lastSweep);
        if (now.Ticks - last < TimeSpan.TicksPerMinute || Interlocked.CompareExchange(ref _lastSweep, now.Ticks, last) != last)
        {
            return;
        }

        foreach (var (id, lot) in _lots)
        {
            if (lot.EndsAt < now)
            {
                _lots.TryRemove(id, out _);
            }
        }
    }

#pragma warning disable CA1001 // A SemaphoreSlim whose wait handle nobody asked for holds nothing to dispose.
    private sealed class Lot(DateTime endsAt)
#pragma warning restore CA1001
    {
        private int _left;
        private int _alone;

        public DateTime EndsAt { get; } = endsAt;

        public SemaphoreSlim Refill { get; } = new(1, 1);

        public bool Exhausted { get; set; }

        public bool TrySpend()
        {
            if (Interlocked.Decrement(ref _left) >= 0)
            {
                return true;
            }

            Interlocked.Increment(ref _left);
            return false;
        }

        public void Add(int permits) => Interlocked.Add(ref _left, permits);

        public int CountAlone() => Interlocked.Increment(ref _alone);
    }
}
