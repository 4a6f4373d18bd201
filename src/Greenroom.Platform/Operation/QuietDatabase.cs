using Greenroom.Platform.Data;
using Microsoft.Extensions.Options;

namespace Greenroom.Platform.Operation;

/// <summary>The database as somebody who only looks sees it, beside a server that may be running: on SQLite nothing is written, not even by closing.</summary>
internal sealed class QuietDatabase(IOptions<DatabaseOptions> options, PlainDatabase database, MigrationHistory history)
{
    public bool IsSqlite => options.Value.Engine == DatabaseEngine.Sqlite;

    public string File => options.Value.SqliteFile;

    /// <summary>Looking must not make the file that is not there yet.</summary>
    public bool Exists => !IsSqlite || (System.IO.File.Exists(File) && new FileInfo(File).Length > 0);

    public async Task<IReadOnlyList<object?[]>> ReadAsync(string sql, CancellationToken ct)
    {
        if (!IsSqlite)
        {
            return await database.ReadAsync(sql, ct);
        }

        await using var connection = await SqliteCopy.OpenAsync(File, ct);
        return await PlainDatabase.ReadAsync(connection, sql, ct);
    }

    public async Task<object?> ScalarAsync(string sql, CancellationToken ct) => (await ReadAsync(sql, ct))[0][0];

    public Task<AppliedMigrations> MigrationsAsync(CancellationToken ct) => IsSqlite ? history.ReadAsync(File, ct) : history.ReadAsync(ct);

    /// <summary>False before the migration that makes it.</summary>
    public async Task<bool> HasAsync(string migration, CancellationToken ct) => Exists && (await MigrationsAsync(ct)).Applied.Contains(migration);
}
