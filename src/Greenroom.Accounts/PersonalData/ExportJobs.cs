using Greenroom.Accounts.Data;
using Greenroom.Platform.Data;
using Greenroom.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Accounts.PersonalData;

/// <summary>Makes one export. Slow, so that no clock of an interview waits behind it.</summary>
internal sealed class BuildExportJob(ExportBuilder builder) : IJobHandler
{
    public const string Name = "accounts.export";

    public string Kind => Name;

    public Task HandleAsync(string? payload, CancellationToken ct) => builder.BuildAsync(Guid.ParseExact(payload!, "N"), ct);

    public static Task PlanAsync(JobQueue jobs, Guid exportId, DateTime now, CancellationToken ct) =>
        jobs.PlanAsync(Name, exportId.ToString("N"), now, $"{Name}:{exportId:N}", ct);
}

/// <summary>Empties exports whose time is over, forgets old ones, and picks up what a crash left between the asking and the planning.</summary>
internal sealed class ExpiredExportsJob(AccountsDb db, JobQueue jobs, TimeProvider clock) : IJobHandler
{
    public const string Name = "accounts.expired_exports";

    /// <summary>So long an expired or failed export still stands in the list.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromDays(30);

    private static readonly TimeSpan Patience = TimeSpan.FromDays(1);

    public string Kind => Name;

    public async Task HandleAsync(string? payload, CancellationToken ct)
    {
        var now = clock.UtcNow();
        await db.Exports.Where(e => e.Status == ExportStatus.Ready && e.ExpiresAt <= now)
            .ExecuteUpdateAsync(set => set.SetProperty(e => e.Status, ExportStatus.Expired), ct);
        await db.Exports.Where(e => e.Status == ExportStatus.Pending && e.RequestedAt <= now - Patience)
            .ExecuteUpdateAsync(
                set => set.SetProperty(e => e.Status, ExportStatus.Failed).SetProperty(e => e.FinishedAt, now)
                    .SetProperty(e => e.Failure, "The server did not get to it within a day. Ask for another."), ct);
        await db.ExportParts.Where(p => db.Exports.Any(e => e.Id == p.ExportId && (e.Status == ExportStatus.Expired || e.Status == ExportStatus.Failed))).ExecuteDeleteAsync(ct);
        await db.Exports.Where(e => e.Status != ExportStatus.Pending && e.RequestedAt <= now - Remembered).ExecuteDeleteAsync(ct);

        foreach (var id in await db.Exports.Where(e => e.Status == ExportStatus.Pending).Select(e => e.Id).ToListAsync(ct))
        {
            await BuildExportJob.PlanAsync(jobs, id, now, ct);
        }
    }
}
