using System.Reflection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Greenroom.Platform.Data;

/// <summary>A context whose migrations run at start.</summary>
/// <param name="Type">The context.</param>
/// <param name="HistoryTable">Where its applied migrations are written down.</param>
internal sealed record MigratedContext(Type Type, string HistoryTable)
{
    private const int NoSuchTable = 1;

    private IEnumerable<string> Migrations => Type.Assembly.GetTypes()
        .Where(type => type.GetCustomAttribute<DbContextAttribute>()?.ContextType == Type)
        .Select(type => type.GetCustomAttribute<MigrationAttribute>()?.Id)
        .OfType<string>();

    /// <summary>On SQLite: what EF's GetPendingMigrations would find, without building a model. Nearly every start asks only this.</summary>
    public async Task<bool> IsUpToDateAsync(PlainDatabase database, CancellationToken ct)
    {
        try
        {
            var applied = await database.ReadAsync($"SELECT \"MigrationId\" FROM \"{HistoryTable}\"", ct);
            return applied.Select(row => (string)row[0]!).ToHashSet(StringComparer.OrdinalIgnoreCase).IsSupersetOf(Migrations);
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == NoSuchTable)
        {
            return false;
        }
    }
}
