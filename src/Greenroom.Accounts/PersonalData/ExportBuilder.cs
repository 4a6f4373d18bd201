using System.IO.Compression;
using Greenroom.Accounts.Data;
using Greenroom.Platform.Data;
using Greenroom.Platform.PersonalData;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Greenroom.Accounts.PersonalData;

/// <summary>Writes the archive: what it is, then module by module its tables.</summary>
internal sealed partial class ExportBuilder(AccountsDb db, IEnumerable<IOwnsUserData> owners, IServiceScopeFactory scopes, IOptions<AccountsOptions> options, TimeProvider clock,
    ILogger<ExportBuilder> log)
{
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <summary>Done already, expired or erased: nothing happens. Begun and broken off: it begins again.</summary>
    public async Task BuildAsync(Guid exportId, CancellationToken ct)
    {
        var buildId = Ids.New(clock.UtcNow());
        var mine = db.Exports.Where(e => e.Id == exportId && e.Status == ExportStatus.Pending);
        if (await mine.ExecuteUpdateAsync(set => set.SetProperty(e => e.BuildId, buildId), ct) == 0)
        {
            return;
        }

        await db.ExportParts.Where(p => p.ExportId == exportId && p.BuildId != buildId).ExecuteDeleteAsync(ct);
        var userId = await db.Exports.Where(e => e.Id == exportId).Select(e => e.UserId).SingleAsync(ct);
        await using var parts = new ExportParts(scopes, exportId, buildId, options.Value.LargestExportMegabytes * 1024L * 1024L);
        try
        {
            await WriteAsync(userId, parts, ct);
            await parts.CarryAsync(all: true, ct);
        }
        catch (ExportTooLargeException)
        {
            var tooLarge = $"Your data is larger than the {options.Value.LargestExportMegabytes} MB that an export may have. Ask the operator of this server for it.";
            await db.ExportParts.Where(p => p.ExportId == exportId && p.BuildId == buildId).ExecuteDeleteAsync(ct);
            await mine.Where(e => e.BuildId == buildId).ExecuteUpdateAsync(
                set => set.SetProperty(e => e.Status, ExportStatus.Failed).SetProperty(e => e.FinishedAt, clock.UtcNow()).SetProperty(e => e.Failure, tooLarge), ct);
            NotExported(exportId, options.Value.LargestExportMegabytes);
            return;
        }

        var now = clock.UtcNow();
        await mine.Where(e => e.BuildId == buildId).ExecuteUpdateAsync(
            set => set.SetProperty(e => e.Status, ExportStatus.Ready).SetProperty(e => e.FinishedAt, now).SetProperty(e => e.ExpiresAt, now + Kept)
                .SetProperty(e => e.SizeBytes, parts.SizeBytes), ct);
    }

    private async Task WriteAsync(Guid userId, ExportParts parts, CancellationToken ct)
    {
        // Not `await using`: its end writes the list of contents, which an archive that grew too large must not try.
        var zip = await ZipArchive.CreateAsync(parts, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, ct);
        var archive = new UserArchive(zip, flush => parts.CarryAsync(all: false, flush));
        await archive.WriteTextAsync("README.txt", ExportReadme.Write(clock.UtcNow(), owners.SelectMany(owner => owner.Tables)), ct);
        foreach (var owner in owners)
        {
            await owner.ExportAsync(userId, archive, ct);
        }

        await zip.DisposeAsync();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Export {ExportId} was given up: it grew larger than {Megabytes} MB")]
    private partial void NotExported(Guid exportId, int megabytes);
}
