using System.Globalization;
using Greenroom.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Greenroom.Platform.Operation;

/// <summary>Whether a restored database can be served: whole, up to date, and with every table that the program asks for.</summary>
internal sealed class DatabaseHealth(IServiceScopeFactory scopes, MigrationHistory history, PlainDatabase database, IOptions<DatabaseOptions> options)
{
    /// <summary>What is in it, in words; anything else is an exception that says what is wrong.</summary>
    public async Task<string> DemandAsync(CancellationToken ct)
    {
        if (options.Value.Engine == DatabaseEngine.Sqlite)
        {
            await SqliteCopy.CheckAsync(options.Value.SqliteFile, ct);
        }

        var applied = await history.ReadAsync(ct);
        applied.DemandNotNewer();
        if (applied.Pending is [var missing, ..])
        {
            throw new RefusedException($"it lacks the migration {missing}");
        }

        var tables = Tables();
        var rows = 0L;
        foreach (var table in tables)
        {
            var count = await database.ReadAsync($"SELECT COUNT(*) FROM \"{table}\"", ct);
            rows += (long)count[0][0]!;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{tables.Count} tables, {rows} rows, healthy");
    }

    private HashSet<string> Tables()
    {
        using var scope = scopes.CreateScope();
        return scope.ServiceProvider.GetServices<MigratedContext>()
            .SelectMany(context => ((DbContext)scope.ServiceProvider.GetRequiredService(context.Type)).Model.GetEntityTypes())
            .Select(entity => entity.GetTableName()).OfType<string>().ToHashSet(StringComparer.Ordinal);
    }
}
