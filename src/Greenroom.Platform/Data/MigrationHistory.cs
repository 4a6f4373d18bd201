using Microsoft.Extensions.Options;

namespace Greenroom.Platform.Data;

/// <summary>What the database says was applied to it, against what this program brings. Asked without EF: nearly every start asks only this.</summary>
internal sealed class MigrationHistory(PlainDatabase database, IEnumerable<MigratedContext> contexts, IOptions<DatabaseOptions> options)
{
    private const string OnSqlite = @"SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE '\_\_migrations\_%' ESCAPE '\'";
    private const string OnPostgres = @"SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema() AND table_name LIKE '\_\_migrations\_%'";

    /// <summary>Of the database that the settings name.</summary>
    public Task<AppliedMigrations> ReadAsync(CancellationToken ct) => ReadAsync(database.ReadAsync, ct);

    /// <summary>Of a file that is not the server's, such as a backup.</summary>
    public async Task<AppliedMigrations> ReadAsync(string file, CancellationToken ct)
    {
        await using var connection = await SqliteCopy.OpenAsync(file, ct);
        return await ReadAsync((sql, token) => PlainDatabase.ReadAsync(connection, sql, token), ct);
    }

    private async Task<AppliedMigrations> ReadAsync(Func<string, CancellationToken, Task<IReadOnlyList<object?[]>>> ask, CancellationToken ct)
    {
        var applied = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var tables = await ask(options.Value.Engine == DatabaseEngine.Sqlite ? OnSqlite : OnPostgres, ct);
        foreach (var table in tables)
        {
            // A name of ours, or of a later version's: quoted, and never from outside.
            var rows = await ask($"SELECT \"MigrationId\" FROM \"{table[0]}\"", ct);
            applied.UnionWith(rows.Select(row => (string)row[0]!));
        }

        return With(applied);
    }

    /// <summary>If these were applied.</summary>
    public AppliedMigrations With(IEnumerable<string> applied) =>
        new([.. contexts.SelectMany(context => context.MigrationIds)], applied.ToHashSet(StringComparer.OrdinalIgnoreCase));
}

/// <param name="Known">To this program.</param>
/// <param name="Applied">To the database.</param>
internal sealed record AppliedMigrations(IReadOnlyCollection<string> Known, IReadOnlySet<string> Applied)
{
    public bool IsUpToDate => Applied.IsSupersetOf(Known);

    public IReadOnlyList<string> Pending => [.. Known.Where(id => !Applied.Contains(id)).Order(StringComparer.Ordinal)];

    /// <summary>The last that only a later version can have applied.</summary>
    public string? Newer => Applied.Except(Known, StringComparer.OrdinalIgnoreCase).Max(StringComparer.Ordinal);

    /// <exception cref="NewerDatabaseException">A later version was here.</exception>
    public void DemandNotNewer()
    {
        if (Newer is { } migration)
        {
            throw new NewerDatabaseException(migration);
        }
    }
}

/// <summary>There is no way back from a later version but a copy from before it.</summary>
public sealed class NewerDatabaseException(string migration)
    : Exception($"The database is of a later version of Greenroom: this one does not know its migration {migration}. Start that version, or restore a copy from before it (docs/runbook.md).");
