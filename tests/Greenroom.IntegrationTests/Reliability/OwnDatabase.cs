using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Greenroom.IntegrationTests.Reliability;

/// <summary>A database for processes that are killed, gone after the test: what a host needs to find it, and a way in past the host.</summary>
internal sealed record OwnDatabase(Dictionary<string, string> Environment, Func<DbConnection> Connect)
{
    public static async Task OnSqliteAsync(Func<OwnDatabase, Task> test)
    {
        var data = Directory.CreateTempSubdirectory("greenroom-kill-").FullName;
        try
        {
            await test(new OwnDatabase(
                new Dictionary<string, string>(StringComparer.Ordinal) { ["DATA_DIR"] = data },
                () => new SqliteConnection($"Data Source={Path.Combine(data, "greenroom.db")}")));
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(data, recursive: true);
        }
    }

    public static async Task OnPostgresAsync(PostgresServer postgres, Func<OwnDatabase, Task> test, CancellationToken ct)
    {
        var data = Directory.CreateTempSubdirectory("greenroom-kill-").FullName;
        var url = await postgres.CreateDatabaseAsync(ct);
        try
        {
            await test(new OwnDatabase(
                new Dictionary<string, string>(StringComparer.Ordinal) { ["DATA_DIR"] = data, ["DATABASE_URL"] = url },
                () => new NpgsqlConnection(PostgresServer.ConnectionString(url))));
        }
        finally
        {
            await postgres.DropDatabaseAsync(url, ct);
            Directory.Delete(data, recursive: true);
        }
    }
}
