using System.Reflection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Greenroom.Platform.Data;

/// <summary>A context whose migrations run at start.</summary>
/// <param name="Type">The context.</param>
/// <param name="HistoryTable">Where its applied migrations are written down.</param>
/// <param name="Migrations">Named one by one: looking through the module for them, as EF does, would load everything that any of its types stands on.</param>
internal sealed record MigratedContext(Type Type, string HistoryTable, IReadOnlyList<Type> Migrations)
{
    private const int NoSuchTable = 1;

    public IEnumerable<string> MigrationIds => Migrations.Select(type => type.GetCustomAttribute<MigrationAttribute>()!.Id);

    /// <summary>On SQLite: what EF's GetPendingMigrations would find, without building a model. Nearly every start asks only this.</summary>
    public async Task<bool> IsUpToDateAsync(PlainDatabase database, CancellationToken ct)
    {
        try
        {
            var rows = await database.ReadAsync($"SELECT \"MigrationId\" FROM \"{HistoryTable}\"", ct);
            var applied = rows.Select(row => (string)row[0]!).ToHashSet(StringComparer.OrdinalIgnoreCase);
            RequireKnown(applied);
            return applied.IsSupersetOf(MigrationIds);
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == NoSuchTable)
        {
            return false;
        }
    }

    /// <exception cref="NewerDatabaseException">A later version has migrated this database: what this one would write might not fit.</exception>
    public void RequireKnown(IEnumerable<string> applied)
    {
        if (applied.Except(MigrationIds, StringComparer.OrdinalIgnoreCase).Max(StringComparer.OrdinalIgnoreCase) is { } unknown)
        {
            throw new NewerDatabaseException(unknown);
        }
    }
}

/// <summary>The program is older than its database; the message is for whoever starts it.</summary>
public sealed class NewerDatabaseException(string migration) : Exception(
    $"the database was made by a later version (it has the migration {migration}, which this version does not know). Start that version, or restore a backup from before the update.");
