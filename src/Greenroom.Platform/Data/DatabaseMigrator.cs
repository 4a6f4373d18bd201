using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Greenroom.Platform.Data;

/// <summary>Brings every module's tables up to date before the first request, whatever happened to the start before.</summary>
public sealed partial class DatabaseMigrator(
    IServiceScopeFactory scopes,
    IOptions<DatabaseOptions> options,
    SqliteFileLock fileLock,
    TimeProvider clock,
    ILogger<DatabaseMigrator> log)
{
    // Any fixed number will do, as long as every node takes the same one: "greenroo" in ASCII.
    private const long MigrationLock = 0x677265656e726f6f;

    public const string CopyPrefix = "greenroom-before-";
    public const int CopiesKept = 5;

    public async Task MigrateAsync(CancellationToken ct)
    {
        if (options.Value.Engine == DatabaseEngine.Sqlite)
        {
            fileLock.Take();
            try
            {
                await MigrateSqliteAsync(ct);
                await FinishAsync(ct);
            }
            catch (SqliteException exception) when (SqliteCopy.IsDamage(exception))
            {
                throw new DamagedDatabaseException(options.Value.SqliteFile, exception.Message);
            }
        }
        else
        {
            await MigratePostgresAsync(ct);
        }
    }

    /// <summary>Under the lock like the migrations: two nodes that start together would both store what is missing.</summary>
    private async Task FinishAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        foreach (var task in scope.ServiceProvider.GetServices<IAfterMigration>())
        {
            await task.RunAsync(options.Value.Engine, ct);
        }
    }

    private async Task MigrateSqliteAsync(CancellationToken ct)
    {
        var file = options.Value.SqliteFile;
        await using var scope = scopes.CreateAsyncScope();
        if (File.Exists(file) && new FileInfo(file).Length > 0)
        {
            var applied = await scope.ServiceProvider.GetRequiredService<MigrationHistory>().ReadAsync(ct);
            applied.DemandNotNewer();
            if (applied.IsUpToDate)
            {
                return;
            }

            await HealAsync(ct);
            await CopyAsync(file, ct);
        }
        else if (!File.Exists(file))
        {
            // Answers, addresses and sealed tokens: nobody else on the machine needs to read them.
            SqliteCopy.CreateForOwner(file);
        }

        await RunAsync(Contexts(scope.ServiceProvider), ct);
    }

    /// <summary>EF marks a running migration by a row; a killed one leaves it and every later start would wait for ever.
    /// We hold the operating system's lock on the database, so the row can only be stale.</summary>
    private async Task HealAsync(CancellationToken ct)
    {
        await using var connection = new SqliteConnection(options.Value.ConnectionString);
        await connection.OpenAsync(ct);
        await using var heal = connection.CreateCommand();
        heal.CommandText = "DROP TABLE IF EXISTS \"__EFMigrationsLock\"";
        await heal.ExecuteNonQueryAsync(ct);
    }

    private async Task CopyAsync(string file, CancellationToken ct)
    {
        var folder = Path.GetDirectoryName(file)!;
        var copy = Path.Combine(folder, $"{CopyPrefix}{clock.GetUtcNow():yyyyMMdd-HHmmss}.db");
        if (!File.Exists(copy))
        {
            await SqliteCopy.MakeAsync(file, copy, ct);
            CopiedBeforeMigration(copy);
        }

        SqliteCopy.KeepNewest(folder, CopyPrefix, CopiesKept);
    }

    private async Task MigratePostgresAsync(CancellationToken ct)
    {
        // The lock is the session's. Without pooling the session ends with this connection, so that a failed or killed node blocks nobody.
        var unpooled = new NpgsqlConnectionStringBuilder(options.Value.ConnectionString) { Pooling = false }.ConnectionString;
        await using var connection = new NpgsqlConnection(unpooled);
        await connection.OpenAsync(ct);
        await SessionProbe.DemandSessionAsync(connection, unpooled, ct);
        await using (var take = new NpgsqlCommand("SELECT pg_advisory_lock($1)", connection) { Parameters = { new() { Value = MigrationLock } }, CommandTimeout = 120 })
        {
            await take.ExecuteNonQueryAsync(ct);
        }

        await using var scope = scopes.CreateAsyncScope();
        (await scope.ServiceProvider.GetRequiredService<MigrationHistory>().ReadAsync(ct)).DemandNotNewer();
        await RunAsync(Contexts(scope.ServiceProvider), ct);
        await FinishAsync(ct);
    }

    private async Task RunAsync(IReadOnlyList<DbContext> contexts, CancellationToken ct)
    {
        foreach (var context in contexts)
        {
            var pending = (await context.Database.GetPendingMigrationsAsync(ct)).ToList();
            if (pending.Count > 0)
            {
                Migrating(context.GetType().Name, pending.Count);
                await context.Database.MigrateAsync(ct);
            }
        }
    }

    private static List<DbContext> Contexts(IServiceProvider services) =>
        services.GetServices<MigratedContext>().Select(c => (DbContext)services.GetRequiredService(c.Type)).ToList();

    [LoggerMessage(Level = LogLevel.Information, Message = "Migrating {Context}: {Count} pending")]
    private partial void Migrating(string context, int count);

    [LoggerMessage(Level = LogLevel.Information, Message = "Copied the database to {File} before migrating it")]
    private partial void CopiedBeforeMigration(string file);
}
