using System.Data.Common;
using Greenroom.Platform.Data;
using Microsoft.Data.Sqlite;

namespace Greenroom.IntegrationTests.Harness;

/// <summary>The host over a SQLite file in a folder of its own.</summary>
public class SqliteApp : GreenroomApp
{
    public SqliteApp()
        : base(setup: null)
    {
    }

    internal SqliteApp(AppSetup setup)
        : base(setup)
    {
    }

    public override bool IsPostgres => false;

    private string ConnectionString => new DatabaseOptions { DataDirectory = DataDirectory }.ConnectionString;

    public override Task<GreenroomApp> NewAppAsync(AppSetup setup) => Task.FromResult<GreenroomApp>(new SqliteApp(setup));

    public override GreenroomApp Again(AppSetup? setup = null, FakeClock? clock = null) =>
        new SqliteApp((setup ?? new AppSetup()) with { Clock = clock ?? Clock, DataDirectory = DataDirectory });

    public override async Task<DbConnection> OpenConnectionAsync(CancellationToken ct)
    {
        var connection = new SqliteConnection(ConnectionString);
        await connection.OpenAsync(ct);
        return connection;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        GC.SuppressFinalize(this);

        // The pool keeps connections open after the host is gone; the next test wants the file handles back.
        using var connection = new SqliteConnection(ConnectionString);
        SqliteConnection.ClearPool(connection);
    }
}

/// <summary>The same over a real socket.</summary>
public sealed class SqliteSocketApp() : SqliteApp(new AppSetup { RealServer = true });
