using Greenroom.Platform.Data;
using Greenroom.Platform.Email;
using Greenroom.Platform.Http;
using Greenroom.Platform.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Greenroom.Platform.Operation;

/// <summary>Makes a backup while the server serves, and writes down what became of it.</summary>
internal sealed partial class Backups(
    PlatformDb db, BackupFolder folder, IAdministrators administrators, MailOutbox outbox, IOptions<DatabaseOptions> database, IOptions<SiteOptions> site,
    TimeProvider clock, ILogger<Backups> log)
{
    private static readonly TimeSpan RowsKept = TimeSpan.FromDays(90);

    /// <summary>A failure is a row and a line in the log, no exception: the next backup is made in its own time.</summary>
    public async Task<Backup> MakeAsync(CancellationToken ct)
    {
        var backup = await TryAsync(clock.UtcNow(), ct);
        if (backup.Ok)
        {
            Made(backup.FileName, backup.SizeBytes!.Value);
        }
        else
        {
            Failed(backup.FileName, backup.Error!);
        }

        await WriteDownAsync(backup, ct);
        return backup;
    }

    private async Task<Backup> TryAsync(DateTime startedAt, CancellationToken ct)
    {
        var name = BackupFolder.NameAt(startedAt);
        var file = Path.Combine(folder.Path, name);
        try
        {
            folder.Create();
            folder.RemoveUnfinished(startedAt);
            await SqliteCopy.MakeAsync(database.Value.SqliteFile, file, ct);
            folder.KeepNewest();
            return Backup.Made(name, new FileInfo(file).Length, startedAt, clock.UtcNow());
        }
        catch (Exception exception) when (exception is SqliteException or DamagedDatabaseException or IOException or UnauthorizedAccessException)
        {
            return Backup.Failed(name, exception.Message, startedAt, clock.UtcNow());
        }
    }

    private async Task WriteDownAsync(Backup backup, CancellationToken ct)
    {
        var oldest = clock.UtcNow() - RowsKept;
        try
        {
            var addresses = backup.Ok ? [] : await administrators.AddressesAsync(ct);
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            db.Add(backup);
            await db.SaveChangesAsync(ct);
            foreach (var address in addresses)
            {
                await outbox.PutInAsync(db, FailureMail(address, backup), userId: null, ct);
            }

            await transaction.CommitAsync(ct);
            await db.Backups.Where(b => b.StartedAt < oldest).ExecuteDeleteAsync(ct);
        }
        catch (Exception exception) when (DatabaseFailures.From(exception) is not null)
        {
            // A full disk takes neither the copy nor the row; the log has both.
            NotWrittenDown(exception.GetBaseException().Message);
        }
    }

    private Mail FailureMail(string address, Backup backup) => Mail.Compose(
        address,
        "The backup of your Greenroom failed",
        [$"The backup of {backup.StartedAt:yyyy-MM-dd HH:mm} UTC could not be made: {backup.Error}", "The next one comes at its usual time. What you can do by hand stands in docs/runbook.md."],
        new MailLink("Open the administration", site.Value.LinkTo("/admin")));

    [LoggerMessage(Level = LogLevel.Information, Message = "Backup {File} made, {Bytes} bytes")]
    private partial void Made(string file, long bytes);

    [LoggerMessage(Level = LogLevel.Error, Message = "Backup {File} failed: {Reason}")]
    private partial void Failed(string file, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "What became of the backup could not be written down: {Reason}")]
    private partial void NotWrittenDown(string reason);
}
