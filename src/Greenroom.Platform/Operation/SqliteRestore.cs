using Greenroom.Platform.Data;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace Greenroom.Platform.Operation;

/// <summary>Puts a backup in the place of the SQLite database in one step, and the database from before back if that fails.</summary>
/// <remarks>Under the lock of the server: a process that has the replaced file open would go on writing to a file without a name.</remarks>
internal sealed class SqliteRestore(
    IOptions<DatabaseOptions> options, SqliteFileLock fileLock, DatabaseMigrator migrator, MigrationHistory history, DatabaseHealth health, TimeProvider clock) : IRestore
{
    private const string Wal = "-wal", SharedMemory = "-shm";
    private readonly string _live = options.Value.SqliteFile;

    private string Incoming => _live + ".restoring";

    public async Task<string> RunAsync(string file, TextWriter output, CancellationToken ct)
    {
        fileLock.Take();
        await DemandBackupAsync(file, ct);
        File.Delete(Incoming);
        await SqliteCopy.MakeAsync(file, Incoming, ct);
        var before = await KeepAsync(ct);
        await output.WriteLineAsync(before is null ? "There was no database before." : $"The database from before is kept as {before}.");
        try
        {
            await PutInPlaceAsync();
            await migrator.MigrateAsync(ct);
            return await health.DemandAsync(ct);
        }
        catch (Exception exception)
        {
            await PutBackAsync(before, exception);
            throw new RefusedException($"{file} was not restored: {exception.Message.TrimEnd('.')}. {(before is null ? "There is no database, as before." : "The database from before is back in its place.")}", exception);
        }
    }

    private async Task DemandBackupAsync(string file, CancellationToken ct)
    {
        if (string.Equals(file, _live, StringComparison.Ordinal))
        {
            throw new RefusedException($"{file} is the database itself.");
        }

        try
        {
            await SqliteCopy.CheckAsync(file, ct);
        }
        catch (DamagedDatabaseException damaged)
        {
            throw new RefusedException($"{damaged.File} is damaged or no SQLite database ({damaged.Reason}). Nothing was changed.", damaged);
        }

        var applied = await history.ReadAsync(file, ct);
        if (applied.Applied.Count == 0)
        {
            throw new RefusedException($"{file} is no database of Greenroom. Nothing was changed.");
        }

        if (applied.Newer is { } migration)
        {
            throw new RefusedException($"{file} is of a later version of Greenroom: this one does not know its migration {migration}. Restore it with that version. Nothing was changed.");
        }
    }

    /// <summary>Where the present database is kept; null when there is none. One that is damaged, which is why people restore, is kept as it lies there.</summary>
    private async Task<string?> KeepAsync(CancellationToken ct)
    {
        if (!File.Exists(_live) || new FileInfo(_live).Length == 0)
        {
            return null;
        }

        var copy = Path.Combine(Path.GetDirectoryName(_live)!, $"{DatabaseMigrator.CopyPrefix}restore-{clock.GetUtcNow():yyyyMMdd-HHmmss}.db");
        try
        {
            await SqliteCopy.MakeAsync(_live, copy, ct);
        }
        catch (DamagedDatabaseException)
        {
            LetGo();
            File.Copy(_live, copy);
            if (File.Exists(_live + Wal))
            {
                File.Copy(_live + Wal, copy + Wal);
            }
        }

        return copy;
    }

    /// <summary>The WAL goes first: beside another database it would be read as that one's.</summary>
    private async Task PutInPlaceAsync()
    {
        LetGo();
        await FoldWalAsync();
        File.Delete(_live + Wal);
        File.Delete(_live + SharedMemory);
        File.Move(Incoming, _live, overwrite: true);
    }

    /// <summary>So that the database is whole without its WAL at every moment, should the machine stop here.</summary>
    private async Task FoldWalAsync()
    {
        if (!File.Exists(_live + Wal))
        {
            return;
        }

        try
        {
            await using var connection = new SqliteConnection($"Data Source={_live};Mode=ReadWrite;Pooling=False");
            await connection.OpenAsync(CancellationToken.None);
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA journal_mode=DELETE";
            await command.ExecuteNonQueryAsync(CancellationToken.None);
        }
        catch (SqliteException)
        {
            // Damaged: it is kept with its WAL.
        }
    }

    private async Task PutBackAsync(string? before, Exception because)
    {
        try
        {
            await PutBackAsync(before);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException($"The restore failed ({because.Message.TrimEnd('.')}), and so did the way back ({exception.Message.TrimEnd('.')}). The database from before is in {before}: ./run restore {before}", exception);
        }
    }

    private async Task PutBackAsync(string? before)
    {
        if (before is not null)
        {
            File.Copy(before, Incoming, overwrite: true);
            await PutInPlaceAsync();
            if (File.Exists(before + Wal))
            {
                File.Copy(before + Wal, _live + Wal);
            }

            return;
        }

        LetGo();
        foreach (var file in new[] { Incoming, _live + Wal, _live + SharedMemory, _live })
        {
            File.Delete(file);
        }
    }

    /// <summary>Connections that wait in the pool for their next use still have the file open.</summary>
    private void LetGo()
    {
        using var any = new SqliteConnection(options.Value.ConnectionString);
        SqliteConnection.ClearPool(any);
    }
}
