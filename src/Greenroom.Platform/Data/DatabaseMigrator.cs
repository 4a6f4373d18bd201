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
    PlainDatabase database,
    TimeProvider clock,
    ILogger<DatabaseMigrator> log)
{
    // Any fixed number will do, as long as every node takes the same one: "greenroo" in ASCII.
    private const long MigrationLock = 0x677265656e726f6f;

    public async Task MigrateAsync(CancellationToken ct)
    {
        if (options.Value.Engine == DatabaseEngine.Sqlite)
        {
            fileLock.Take();
            await MigrateSqliteAsync(ct);
            await FinishAsync(ct);
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
        var isNew = !File.Exists(options.Value.SqliteFile);
        await using var scope = scopes.CreateAsyncScope();
        if (!isNew && await IsUpToDateAsync(scope.ServiceProvider.GetServices<MigratedContext>(), ct))
        {
            return;
        }

        if (!isNew)
        {
            await HealAndCopyAsync(Contexts(scope.ServiceProvider)[0].Context, ct);
        }

        await RunAsync(scope.ServiceProvider, ct);
    }

    private async Task<bool> IsUpToDateAsync(IEnumerable<MigratedContext> contexts, CancellationToken ct)
    {
        foreach (var context in contexts)
        {
            if (!await context.IsUpToDateAsync(database, ct))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>EF marks a running migration by a row; a killed one leaves it and every later start would wait for ever.
    /// We hold the operating system's lock on the database, so the row can only be stale.</summary>
    private async Task HealAndCopyAsync(DbContext context, CancellationToken ct)
    {
        var connection = (SqliteConnection)context.Database.GetDbConnection();
        await context.Database.OpenConnectionAsync(ct);
        try
        {
            await using var heal = connection.CreateCommand();
            heal.CommandText = "DROP TABLE IF EXISTS \"__EFMigrationsLock\"";
            await heal.ExecuteNonQueryAsync(ct);

            var copy = Path.Combine(Path.GetDirectoryName(options.Value.SqliteFile)!, $"greenroom-before-{clock.GetUtcNow():yyyyMMdd-HHmmss}.db");
            if (!File.Exists(copy))
            {
                await using var vacuum = connection.CreateCommand();
                vacuum.CommandText = "VACUUM INTO $copy";
                vacuum.Parameters.AddWithValue("$copy", copy);
                await vacuum.ExecuteNonQueryAsync(ct);
                CopiedBeforeMigration(copy);
            }
        }
        finally
        {
            await context.Database.CloseConnectionAsync();
        }
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
        await RunAsync(scope.ServiceProvider, ct);
        await FinishAsync(ct);
    }

    private async Task RunAsync(IServiceProvider services, CancellationToken ct)
    {
        foreach (var (known, context) in Contexts(services))
        {
            var applied = (await context.Database.GetAppliedMigrationsAsync(ct)).ToList();
            known.RequireKnown(applied);
            var pending = context.Database.GetMigrations().Except(applied, StringComparer.OrdinalIgnoreCase).Count();
            if (pending > 0)
            {
                Migrating(context.GetType().Name, pending);
                await context.Database.MigrateAsync(ct);
            }
        }
    }

    private static List<(MigratedContext Known, DbContext Context)> Contexts(IServiceProvider services) =>
        services.GetServices<MigratedContext>().Select(c => (c, (DbContext)services.GetRequiredService(c.Type))).ToList();

    [LoggerMessage(Level = LogLevel.Information, Message = "Migrating {Context}: {Count} pending")]
    private partial void Migrating(string context, int count);

    [LoggerMessage(Level = LogLevel.Information, Message = "Copied the database to {File} before migrating it")]
    private partial void CopiedBeforeMigration(string file);
}
