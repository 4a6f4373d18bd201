using System.Text.RegularExpressions;
using Greenroom.Platform.Data;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Greenroom.Platform.Operation;

/// <summary>Restores a dump of pg_dump, and the database from before if that fails.</summary>
internal sealed partial class PostgresRestore(
    IOptions<DatabaseOptions> options, PostgresTools tools, BackupFolder folder, DatabaseMigrator migrator, MigrationHistory history, DatabaseHealth health, TimeProvider clock) : IRestore
{
    public async Task<string> RunAsync(string file, TextWriter output, CancellationToken ct)
    {
        await DemandNobodyElseAsync(ct);
        var tables = await TablesOfAsync(file, ct);
        await DemandBackupAsync(file, tables, ct);
        folder.Create();
        var before = Path.Combine(folder.Path, $"{DatabaseMigrator.CopyPrefix}restore-{clock.GetUtcNow():yyyyMMdd-HHmmss}.dump");
        await tools.DumpAsync(before, ct);
        await output.WriteLineAsync($"The database from before is kept as {before}.");
        try
        {
            await PutInPlaceAsync(file, tables, ct);
            await migrator.MigrateAsync(ct);
            return await health.DemandAsync(ct);
        }
        catch (Exception exception)
        {
            await PutBackAsync(before, exception);
            throw new RefusedException($"{file} was not restored: {exception.Message.TrimEnd('.')}. The database from before is back in its place.", exception);
        }
    }

    private async Task PutBackAsync(string before, Exception because)
    {
        try
        {
            await PutInPlaceAsync(before, await TablesOfAsync(before, CancellationToken.None), CancellationToken.None);
        }
        catch (Exception exception) when (exception is RefusedException or NpgsqlException)
        {
            throw new RefusedException($"The restore failed ({because.Message.TrimEnd('.')}), and so did the way back ({exception.Message.TrimEnd('.')}). The database from before is in {before}: ./run restore {before}", exception);
        }
    }

    /// <summary>A running node listens for signals all the time, so it is seen.</summary>
    private async Task DemandNobodyElseAsync(CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        await using var command = new NpgsqlCommand(
            "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'greenroom' AND pid <> pg_backend_pid()", connection);
        if ((long)(await command.ExecuteScalarAsync(ct))! > 0)
        {
            throw new RefusedException("A Greenroom server uses this database. Stop every node, then restore.");
        }
    }

    private async Task<IReadOnlyList<string>> TablesOfAsync(string file, CancellationToken ct) =>
        [.. TableLine().Matches(await tools.ListAsync(file, ct)).Select(line => line.Groups["name"].Value)];

    private async Task DemandBackupAsync(string file, IReadOnlyList<string> tables, CancellationToken ct)
    {
        var histories = tables.Where(table => table.StartsWith("__migrations_", StringComparison.Ordinal)).ToList();
        if (histories.Count == 0)
        {
            throw new RefusedException($"{file} is no dump of Greenroom. Nothing was changed.");
        }

        var rows = MigrationLine().Matches(await tools.RowsAsync(file, histories, ct)).Select(line => line.Groups["id"].Value);
        if (history.With(rows).Newer is { } migration)
        {
            throw new RefusedException($"{file} is of a later version of Greenroom: this one does not know its migration {migration}. Restore it with that version. Nothing was changed.");
        }
    }

    /// <summary>pg_restore replaces what is in the dump; tables that are not in it would stand in the way of the migrations that make them again.</summary>
    private async Task PutInPlaceAsync(string file, IReadOnlyList<string> tables, CancellationToken ct)
    {
        LetGo();
        await using (var connection = await OpenAsync(ct))
        {
            await using var drop = new NpgsqlCommand(
                """
                DO $$ DECLARE spare text; BEGIN
                  FOR spare IN SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND NOT tablename = ANY (string_to_array(current_setting('greenroom.kept'), ',')) LOOP
                    EXECUTE format('DROP TABLE IF EXISTS %I CASCADE', spare);
                  END LOOP; END $$
                """,
                connection);
            await using var kept = new NpgsqlCommand("SELECT set_config('greenroom.kept', $1, false)", connection) { Parameters = { new() { Value = string.Join(',', tables) } } };
            await kept.ExecuteNonQueryAsync(ct);
            await drop.ExecuteNonQueryAsync(ct);
        }

        await tools.RestoreAsync(file, ct);
    }

    private async Task<NpgsqlConnection> OpenAsync(CancellationToken ct)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(options.Value.ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(ct);
        return connection;
    }

    /// <summary>Connections that wait in the pool remember tables that are about to be replaced.</summary>
    private void LetGo()
    {
        using var any = new NpgsqlConnection(options.Value.ConnectionString);
        NpgsqlConnection.ClearPool(any);
    }

    [GeneratedRegex(@"^\d+; \d+ \d+ TABLE \S+ (?<name>\S+) ", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex TableLine();

    /// <summary>A line of a COPY: the id, a tab, the version of Entity Framework.</summary>
    [GeneratedRegex(@"^(?<id>\d{14}_\w+)\t", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex MigrationLine();
}
