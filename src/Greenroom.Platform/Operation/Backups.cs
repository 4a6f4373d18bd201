using Greenroom.Platform.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Greenroom.Platform.Operation;

/// <summary>Makes a backup while the server serves, and writes down what became of it.</summary>
internal sealed partial class Backups(
    PlatformDb db, BackupFolder folder, IOptions<DatabaseOptions> database, TimeProvider clock, ILogger<Backups> log)
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
            await OnFailedAsync(backup);
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

    private Task OnFailedAsync(Backup backup)
    {
        Failed(backup.FileName, backup.Error!);
        return Task.CompletedTask;
    }

    private async Task WriteDownAsync(Backup backup, CancellationToken ct)
    {
        var oldest = clock.UtcNow() - RowsKept;
        try
        {
            db.Add(backup);
            await db.SaveChangesAsync(ct);
            await db.Backups.Where(b => b.StartedAt < oldest).ExecuteDeleteAsync(ct);
        }
        catch (Exception exception) when (DatabaseFailures.From(exception) is not null)
        {
            // A full disk takes neither the copy nor the row; the log has both.
            NotWrittenDown(exception.GetBaseException().Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Backup {File} made, {Bytes} bytes")]
    private partial void Made(string file, long bytes);

    [LoggerMessage(Level = LogLevel.Error, Message = "Backup {File} failed: {Reason}")]
    private partial void Failed(string file, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "What became of the backup could not be written down: {Reason}")]
    private partial void NotWrittenDown(string reason);
}
