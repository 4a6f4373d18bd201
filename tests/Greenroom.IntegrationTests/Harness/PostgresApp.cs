using System.Data.Common;
using Npgsql;

namespace Greenroom.IntegrationTests.Harness;

/// <summary>The host over a PostgreSQL database of its own.</summary>
public class PostgresApp : GreenroomApp
{
    private readonly PostgresServer _server;
    private bool _ownsDatabase;
    private string? _url;

    public PostgresApp(PostgresServer server)
        : this(server, setup: null, url: null)
    {
    }

    internal PostgresApp(PostgresServer server, AppSetup? setup, string? url)
        : base(setup)
    {
        _server = server;
        _url = url;
        _ownsDatabase = url is null;
    }

    public override bool IsPostgres => true;

    public string ConnectionString => PostgresServer.ConnectionString(_url!);

    public override string DatabaseUrl => _url!;

    public override async ValueTask InitializeAsync()
    {
        _url ??= await _server.CreateDatabaseAsync(CancellationToken.None);
        await base.InitializeAsync();
    }

    public override async Task<GreenroomApp> NewAppAsync(AppSetup setup) =>
        new PostgresApp(_server, setup, await _server.CreateDatabaseAsync(CancellationToken.None)) { _ownsDatabase = true };

    /// <summary>Over PostgreSQL this is a second node: both may run at once.</summary>
    public override GreenroomApp Again(AppSetup? setup = null, FakeClock? clock = null) =>
        new PostgresApp(_server, (setup ?? new AppSetup()) with { Clock = clock ?? Clock }, _url);

    public override async Task<DbConnection> OpenConnectionAsync(CancellationToken ct)
    {
        var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync(ct);
        return connection;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
        if (_ownsDatabase && _url is not null)
        {
            await _server.DropDatabaseAsync(_url, CancellationToken.None);
        }
    }
}

/// <summary>The same over a real socket.</summary>
public sealed class PostgresSocketApp(PostgresServer server) : PostgresApp(server, new AppSetup { RealServer = true }, url: null);
