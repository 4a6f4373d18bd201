using System.Data.Common;
using System.Diagnostics;
using Greenroom.Accounts;
using Greenroom.Growth;
using Greenroom.Interviews;
using Greenroom.Platform;
using Greenroom.Platform.Data;
using Greenroom.Platform.Identity;
using Greenroom.Platform.Operation;
using Greenroom.Platform.Secrets;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Greenroom.IntegrationTests.Operation;

internal sealed record Said(int? Code, string Output, string Errors);

/// <summary>A machine of its own: a folder and perhaps a database, over which a test starts servers and runs commands as an operator does.</summary>
internal sealed class Place : IAsyncDisposable
{
    public const string OtherMasterKey = "a key of another machine: 8d1f6c2ab9e04753";

    private readonly PostgresServer? _server;
    private bool _isDropped;

    private Place(PostgresServer? server, string url)
    {
        (_server, Url) = (server, url);
        Environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["DATA_DIR"] = Data.FullName,
            ["DATABASE_URL"] = url,
            ["JWT_SECRET"] = GreenroomApp.JwtSecret,
            ["GREENROOM_MASTER_KEY"] = GreenroomApp.MasterKey,
            ["PUBLIC_URL"] = GreenroomApp.PublicUrl,
        };
    }

    public DirectoryInfo Data { get; } = Directory.CreateTempSubdirectory("greenroom-place-");

    public FakeClock Clock { get; } = new();

    public string Url { get; }

    public string Backups => Path.Combine(Data.FullName, "backups");

    public string Database => Options.SqliteFile;

    public DatabaseOptions Options => new() { Url = Url, DataDirectory = Data.FullName };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static Place OnSqlite() => new(server: null, "");

    public static async Task<Place> OnPostgresAsync(PostgresServer server) => new(server, await server.CreateDatabaseAsync(Ct));

    /// <summary>What makes a process find this place.</summary>
    public Dictionary<string, string> Environment { get; }

    public string PathTo(string file) => Path.Combine(Data.FullName, file);

    /// <summary>A server here, started.</summary>
    public async Task<GreenroomApp> StartAsync(string masterKey = GreenroomApp.MasterKey, string? backups = null)
    {
        var setup = new AppSetup { DataDirectory = Data.FullName, Clock = Clock, Settings = { ["GREENROOM_MASTER_KEY"] = masterKey } };
        if (backups is not null)
        {
            setup.Settings["Backups:Directory"] = backups;
        }

        GreenroomApp app = _server is null ? new SqliteApp(setup) : new PostgresApp(_server, setup, Url);
        await app.InitializeAsync();
        return app;
    }

    /// <summary>Ends a server to its last connection, as the end of a process does.</summary>
    public async Task StopAsync(GreenroomApp app)
    {
        var source = app.Services.GetService<NpgsqlDataSource>();
        await app.DisposeAsync();
        if (source is not null)
        {
            // It has a pool of its own, which the container did not make and does not end.
            await source.DisposeAsync();
        }

        await LetGoAsync();
    }

    /// <summary><c>./run restore</c> where no server runs.</summary>
    public async Task<Said> RestoreAsync(string file)
    {
        await LetGoAsync();
        return await RunAsync("restore", file);
    }

    /// <summary>What <c>./run</c> does with these words.</summary>
    public async Task<Said> RunAsync(params string[] words)
    {
        await using var services = Services();
        await using StringWriter output = new(), errors = new();
        var code = await OperatorCommands.RunAsync(services, words, output, errors, Ct);
        return new Said(code, output.ToString(), errors.ToString());
    }

    /// <summary>The same as a process of its own.</summary>
    public async Task<Said> RunProcessAsync(params string[] words)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Greenroom.Host.dll"), .. words])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = Data.FullName,
        };
        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(Ct);
        var output = await process.StandardOutput.ReadToEndAsync(Ct);
        await process.WaitForExitAsync(Ct);
        return new Said(process.ExitCode, output, await errors);
    }

    public async Task MigrateAsync()
    {
        await using var services = Services();
        await services.GetRequiredService<DatabaseMigrator>().MigrateAsync(Ct);
        await services.DisposeAsync();
        await LetGoAsync();
    }

    public Task ExecuteAsync(string sql) => ExecuteAsync(sql, Database);

    /// <param name="file">Another file than the server's, on SQLite.</param>
    public async Task ExecuteAsync(string sql, string file)
    {
        await using DbConnection connection = _server is null
            ? new SqliteConnection($"Data Source={file};Pooling=False")
            : Unpooled();
        await connection.OpenAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Ct);
    }

    /// <summary>As if the database server were away.</summary>
    public async Task DropAsync()
    {
        _isDropped = true;
        await _server!.DropDatabaseAsync(Url, Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await LetGoAsync();
        if (_server is not null)
        {
            await _server.DropDatabaseAsync(Url, CancellationToken.None);
        }

        await GreenroomApp.DeleteAsync(Data.FullName);
    }

    /// <summary>Under a name of its own: a restore looks for sessions of Greenroom, and a session ends a moment after its connection.</summary>
    private NpgsqlConnection Unpooled() =>
        new(new NpgsqlConnectionStringBuilder(Options.ConnectionString) { Pooling = false, ApplicationName = "test" }.ConnectionString);

    /// <summary>A host in this process outlives its factory by a moment, and the pools of connections outlive both.</summary>
    private async Task LetGoAsync()
    {
        if (_server is null)
        {
            await Patience.UntilAsync(() => SqliteApp.IsUnlocked(Options), "the host was gone", Ct);
            SqliteConnection.ClearPool(new SqliteConnection(Options.ConnectionString));
        }
        else if (!_isDropped)
        {
            await Patience.UntilAsync(
                async () =>
                {
                    NpgsqlConnection.ClearPool(new NpgsqlConnection(Options.ConnectionString));
                    return await SessionsAsync() == 0;
                },
                "the sessions ended",
                Ct);
        }
    }

    private async Task<long> SessionsAsync()
    {
        await using var connection = Unpooled();
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand("SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'greenroom'", connection);
        return (long)(await command.ExecuteScalarAsync(Ct))!;
    }

    private ServiceProvider Services()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IHostEnvironment>(new Microsoft.Extensions.Hosting.Internal.HostingEnvironment { EnvironmentName = Environments.Development });
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddSingleton(Microsoft.Extensions.Options.Options.Create(Options));
        services.AddSingleton<TimeProvider>(Clock);
        services.Configure<TokenOptions>(tokens => tokens.Secret = GreenroomApp.JwtSecret);
        services.Configure<MasterKeyOptions>(master => master.Secret = GreenroomApp.MasterKey);
        services.AddPlatform(Options);
        services.AddAccounts();
        services.AddInterviews();
        services.AddGrowth();
        return services.BuildServiceProvider();
    }
}
