using Greenroom.Growth.Connections;
using Greenroom.Growth.Data;
using Greenroom.Platform.Data;
using Greenroom.Platform.Jobs;
using Greenroom.Platform.PersonalData;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Growth.Sync;

/// <summary>Decides when an account is read: one job for each account at a time, on any number of nodes.</summary>
internal sealed class SyncPlan(GrowthDb db, JobQueue jobs, ILeavingUsers leaving, TimeProvider clock)
{
    public static readonly TimeSpan Interval = TimeSpan.FromHours(6);

    /// <summary>For a person who waits: a sync that is planned stands for this one too, and one that waits for another try waits no longer.</summary>
    public async Task NowAsync(Guid accountId, CancellationToken ct)
    {
        await SoonAsync(accountId, ct);
        await jobs.HurryAsync(KeyOf(accountId), ct);
    }

    /// <summary>A sync that is planned, running or waiting for another try stands for this one too.</summary>
    public Task SoonAsync(Guid accountId, CancellationToken ct) =>
        jobs.PlanAsync(SyncAccountJob.Name, accountId.ToString("N"), clock.UtcNow(), KeyOf(accountId), ct);

    public async Task DueAsync(CancellationToken ct)
    {
        var now = clock.UtcNow();
        var due = await db.Accounts.AsNoTracking().Where(a => a.State == AccountState.Active && a.NextSyncAt <= now)
            .OrderBy(a => a.NextSyncAt).Select(a => new { a.Id, a.UserId }).ToListAsync(ct);

        // They stay due: who comes back is read at once.
        var left = await leaving.AmongAsync([.. due.Select(a => a.UserId).Distinct()], ct);
        foreach (var account in due.Where(a => !left.Contains(a.UserId)))
        {
            await SoonAsync(account.Id, ct);
        }
    }

    private static string KeyOf(Guid accountId) => $"{SyncAccountJob.Name}:{accountId:N}";
}

internal sealed class SyncAccountJob(AccountSync sync) : IJobHandler
{
    public const string Name = "growth.sync";

    public string Kind => Name;

    public Task HandleAsync(string? payload, CancellationToken ct) => sync.RunAsync(Guid.ParseExact(payload!, "N"), ct);
}

internal sealed class SyncDueJob(SyncPlan plan) : IJobHandler
{
    public const string Name = "growth.sync_due";

    public string Kind => Name;

    public Task HandleAsync(string? payload, CancellationToken ct) => plan.DueAsync(ct);
}

/// <summary>Connections that nobody came back from, and choices that nobody made.</summary>
internal sealed class ExpiredStatesJob(GrowthDb db, TimeProvider clock) : IJobHandler
{
    public const string Name = "growth.expired_states";

    public string Kind => Name;

    public async Task HandleAsync(string? payload, CancellationToken ct)
    {
        var now = clock.UtcNow();
        await db.ConnectStates.Where(s => s.ExpiresAt < now).ExecuteDeleteAsync(ct);
        await db.PendingConnections.Where(p => p.ExpiresAt < now).ExecuteDeleteAsync(ct);
    }
}
