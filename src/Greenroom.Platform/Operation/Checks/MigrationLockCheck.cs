using Greenroom.Platform.Data;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace Greenroom.Platform.Operation.Checks;

/// <summary>Entity Framework marks a running migration by a row on SQLite, and a killed one leaves it. A start that migrates heals it too; other tools would wait for ever.</summary>
internal sealed class MigrationLockCheck(QuietDatabase database, IOptions<DatabaseOptions> options) : IDoctorCheck
{
    private const string Table = "__EFMigrationsLock";

    public string Name => "migration lock";

    public async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken ct)
    {
        if (!database.IsSqlite || !database.Exists)
        {
            return [];
        }

        var isThere = (await database.ReadAsync($"SELECT 1 FROM sqlite_master WHERE name = '{Table}'", ct)).Count > 0;
        return isThere && (await database.ReadAsync($"SELECT 1 FROM \"{Table}\"", ct)).Count > 0
            ? [new Finding(Severity.Problem, "a migration was killed or is running. If no server starts just now, ./run doctor --fix takes the mark away", RemoveAsync)]
            : [Finding.Ok("none")];
    }

    /// <exception cref="InvalidOperationException">A server runs: it may be migrating.</exception>
    private async Task RemoveAsync(CancellationToken ct)
    {
        using var mine = new SqliteFileLock(options);
        mine.Take();
        await using var connection = new SqliteConnection($"{options.Value.ConnectionString};Pooling=False");
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = $"DROP TABLE IF EXISTS \"{Table}\"";
        await command.ExecuteNonQueryAsync(ct);
    }
}
