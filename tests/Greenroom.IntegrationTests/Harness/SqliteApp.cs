using System.Data.Common;
using Greenroom.Platform.Data;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

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
        if (Directory.Exists(DataDirectory))
        {
            // The host's own stop, which the factory does not wait for, may still hold the file that the next host wants.
            await Patience.UntilAsync(() => IsUnlocked(new DatabaseOptions { DataDirectory = DataDirectory }), "the host was gone", CancellationToken.None);
        }

        // The pool keeps connections open after the host is gone; the next test wants the file handles back.
        using var connection = new SqliteConnection(ConnectionString);
        SqliteConnection.ClearPool(connection);
    }

    /// <summary>Whether no process and no host has the database.</summary>
    internal static bool IsUnlocked(DatabaseOptions database)
    {
        try
        {
            using var fileLock = new SqliteFileLock(Options.Create(database));
            fileLock.Take();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}

/// <summary>The same over a real socket.</summary>
public sealed class SqliteSocketApp() : SqliteApp(new AppSetup { RealServer = true });
