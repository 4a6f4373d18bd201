using Greenroom.Accounts.Data;
using Greenroom.Platform.Audit;
using Greenroom.Platform.Data;
using Greenroom.Platform.Errors;
using Greenroom.Platform.Http;
using Greenroom.Platform.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Greenroom.Accounts.PersonalData;

/// <summary>Asks for exports, shows them and gives them out. A job makes them (<see cref="BuildExportJob"/>).</summary>
internal sealed class ExportService(AccountsDb db, JobQueue jobs, AuditLog audit, RateLimits limits, IOptions<RateLimitOptions> limitOptions, TimeProvider clock)
{
    private DateTime Now => clock.UtcNow();

    /// <summary>One at a time: while one is being prepared, that one is the answer.</summary>
    public async Task<Result<ExportView>> AskAsync(Guid userId, CancellationToken ct)
    {
        if (await PendingAsync(userId, ct) is { } pending)
        {
            return View(pending);
        }

        if (await limits.TakeAsync($"export:{userId:N}", limitOptions.Value.ExportsPerDay, TimeSpan.FromDays(1), ct) is { } refusal)
        {
            return refusal;
        }

        var export = Export.Ask(userId, Now);
        db.Exports.Add(export);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException exception) when (exception.IsDuplicateKey())
        {
            db.ChangeTracker.Clear();
            return await PendingAsync(userId, ct) is { } faster ? View(faster) : await AskAsync(userId, ct);
        }

        await audit.RecordAsync(new AuditEntry(AuditNames.ExportRequested, userId), ct);

        // What a crash leaves unplanned here, ExpiredExportsJob plans.
        await BuildExportJob.PlanAsync(jobs, export.Id, Now, ct);
        return View(export);
    }

    public async Task<Result<Page<ExportView>>> ListAsync(Guid userId, Result<PageRequest> request, CancellationToken ct)
    {
        if (request.Failure is { } refused)
        {
            return refused;
        }

        var page = request.Value;
        var query = db.Exports.AsNoTracking().Where(e => e.UserId == userId);
        if (page.After is { } after)
        {
            query = query.Where(e => e.RequestedAt < after.CreatedAt || (e.RequestedAt == after.CreatedAt && e.Id.CompareTo(after.Id) < 0));
        }

        var rows = await query.OrderByDescending(e => e.RequestedAt).ThenByDescending(e => e.Id).Take(page.Limit + 1).ToListAsync(ct);
        var shown = rows.Take(page.Limit).ToList();
        var next = rows.Count > page.Limit ? new Cursor(shown[^1].RequestedAt, shown[^1].Id).ToString() : null;
        return new Page<ExportView>([.. shown.Select(View)], next);
    }

    /// <summary>The archive of an own export that is ready.</summary>
    public async Task<Result<ExportArchive>> FindArchiveAsync(Guid userId, Guid id, CancellationToken ct)
    {
        var export = await db.Exports.AsNoTracking().SingleOrDefaultAsync(e => e.Id == id && e.UserId == userId, ct);
        return export?.StatusAt(Now) switch
        {
            null => PersonalDataFailures.ExportNotFound,
            ExportStatus.Pending => PersonalDataFailures.ExportPending,
            ExportStatus.Failed => PersonalDataFailures.ExportFailed,
            ExportStatus.Expired => PersonalDataFailures.ExportExpired,
            _ => new ExportArchive(export.Id, export.BuildId!.Value, export.SizeBytes!.Value, $"greenroom-export-{export.RequestedAt:yyyy-MM-dd}.zip"),
        };
    }

    /// <summary>Part by part: neither the memory nor the database is held for as long as a slow line takes.</summary>
    public async Task CopyAsync(ExportArchive archive, Stream target, CancellationToken ct)
    {
        for (var number = 0; ; number++)
        {
            var part = await db.ExportParts.AsNoTracking()
                .Where(p => p.ExportId == archive.ExportId && p.BuildId == archive.BuildId && p.Number == number).Select(p => p.Content).SingleOrDefaultAsync(ct);
            if (part is null)
            {
                return;
            }

            await target.WriteAsync(part, ct);
        }
    }

    private Task<Export?> PendingAsync(Guid userId, CancellationToken ct) =>
        db.Exports.AsNoTracking().SingleOrDefaultAsync(e => e.UserId == userId && e.Status == ExportStatus.Pending, ct);

    private ExportView View(Export e) => new(e.Id, e.StatusAt(Now), e.RequestedAt, e.FinishedAt, e.ExpiresAt, e.SizeBytes, e.Failure);
}

/// <summary>An archive that may be given out.</summary>
internal sealed record ExportArchive(Guid ExportId, Guid BuildId, long SizeBytes, string FileName);
