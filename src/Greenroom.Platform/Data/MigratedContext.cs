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
            var applied = await database.ReadAsync($"SELECT \"MigrationId\" FROM \"{HistoryTable}\"", ct);
            return applied.Select(row => (string)row[0]!).ToHashSet(StringComparer.OrdinalIgnoreCase).IsSupersetOf(MigrationIds);
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == NoSuchTable)
        {
            return false;
        }
    }
}
