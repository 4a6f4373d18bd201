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
    /// <summary>With the pauses of the queue, which double from ten seconds, the last try comes about twenty minutes after the first.</summary>
    public const int Tries = 8;

    private static readonly TimeSpan RowsKept = TimeSpan.FromDays(90);

    // Longer than all tries of a night, shorter than the time until the next.
    private static readonly TimeSpan Night = TimeSpan.FromHours(12);

    /// <summary>A failure is a row and a line in the log. Administrators are told when the last try of a night has failed: a disk that was full for a minute is no news.</summary>
    /// <exception cref="BackupFailedException">It failed, and there is another try in this night.</exception>
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

        var failures = await WriteDownAsync(backup, ct);
        return backup.Ok || failures >= Tries ? backup : throw new BackupFailedException(backup.Error!);
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

    /// <returns>How many tries of this night have failed; none when this one did not, or could not be written down.</returns>
    private async Task<int> WriteDownAsync(Backup backup, CancellationToken ct)
    {
        var oldest = clock.UtcNow() - RowsKept;
        try
        {
            var addresses = backup.Ok ? [] : await administrators.AddressesAsync(ct);
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            db.Add(backup);
            await db.SaveChangesAsync(ct);
            var failures = backup.Ok ? 0 : await FailuresAsync(backup, ct);
            foreach (var address in failures == Tries ? addresses : [])
            {
                await outbox.PutInAsync(db, FailureMail(address, backup), userId: null, ct);
            }

            await transaction.CommitAsync(ct);
            await db.Backups.Where(b => b.StartedAt < oldest).ExecuteDeleteAsync(ct);
            return failures;
        }
        catch (Exception exception) when (DatabaseFailures.From(exception) is not null)
        {
            // A full disk takes neither the copy nor the row; the log has both.
            NotWrittenDown(exception.GetBaseException().Message);
            return 0;
        }
    }

    /// <summary>Since the last that was made, and in this night.</summary>
    private Task<int> FailuresAsync(Backup last, CancellationToken ct)
    {
        var evening = last.StartedAt - Night;
        return db.Backups.CountAsync(b => !b.Ok && b.StartedAt > evening && !db.Backups.Any(made => made.Ok && made.StartedAt > b.StartedAt), ct);
    }

    private Mail FailureMail(string address, Backup backup) => Mail.Compose(
        address,
        "The backup of your Greenroom failed",
        [$"The backup of tonight could not be made. The last of {Tries} tries was at {backup.StartedAt:yyyy-MM-dd HH:mm} UTC: {backup.Error}", "The next one comes at its usual time. What you can do by hand stands in docs/runbook.md."],
        new MailLink("Open the administration", site.Value.LinkTo("/admin")));

    [LoggerMessage(Level = LogLevel.Information, Message = "Backup {File} made, {Bytes} bytes")]
    private partial void Made(string file, long bytes);

    [LoggerMessage(Level = LogLevel.Error, Message = "Backup {File} failed: {Reason}")]
    private partial void Failed(string file, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "What became of the backup could not be written down: {Reason}")]
    private partial void NotWrittenDown(string reason);
}

/// <summary>So that the queue lets the job come again after its pause.</summary>
internal sealed class BackupFailedException(string message) : Exception(message);
