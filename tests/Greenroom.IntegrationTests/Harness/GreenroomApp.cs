using System.Data.Common;
using Greenroom.Platform.Jobs;
using Greenroom.Platform.Start;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Greenroom.IntegrationTests.Harness;

/// <summary>What differs from an ordinary test host.</summary>
public sealed record AppSetup
{
    /// <summary>As operators run it: what Production refuses is not set, so passwords are hashed in full. Register few people.</summary>
    public static AppSetup Production => new()
    {
        Environment = Environments.Production,
        Settings = { ["RateLimits:Enabled"] = "true", ["Accounts:PasswordIterations"] = "220000" },
    };

    /// <summary>Settings by their configuration key: <c>RateLimits:Enabled</c>.</summary>
    public Dictionary<string, string?> Settings { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Replaces services; for fakes at the network edge.</summary>
    public Action<IServiceCollection>? Services { get; init; }

    public string Environment { get; init; } = Environments.Development;

    /// <summary>Lets the host run its jobs by itself, as in real life; otherwise <see cref="GreenroomApp.RunJobsAsync"/> does.</summary>
    public bool BackgroundJobs { get; init; }

    public FakeClock Clock { get; init; } = new();

    /// <summary>What is recorded, and what the host is asked to log: below Information the framework's own lines come too.</summary>
    public LogLevel LeastLevel { get; init; } = LogLevel.Information;

    /// <summary>Serves over a real socket, for what the in-memory server does not do: limits on bodies, for one.</summary>
    public bool RealServer { get; init; }

    /// <summary>Start over the data of an earlier app instead of an empty folder; nobody deletes it then.</summary>
    public string? DataDirectory { get; init; }
}

/// <summary>The real host over a real database, with time in the hands of the test. Rate limits are off unless asked.</summary>
public abstract class GreenroomApp : WebApplicationFactory<Program>, IAsyncLifetime
{
    public const string JwtSecret = "a secret that only the tests know: 0123456789abcdef";

    public const string MasterKey = "a key that only the tests know: fedcba9876543210";

    public const string PublicUrl = "https://greenroom.example";

    private readonly AppSetup _setup;

    // ./test is started where a developer keeps a .env, and a host in this process would read it.
    static GreenroomApp() => Environment.CurrentDirectory = AppContext.BaseDirectory;

    protected GreenroomApp(AppSetup? setup)
    {
        _setup = setup ?? new AppSetup();
        Logs = new LogRecorder(_setup.LeastLevel);
        DataDirectory = _setup.DataDirectory ?? Directory.CreateTempSubdirectory("greenroom-test-").FullName;
        if (_setup.RealServer)
        {
            UseKestrel(0);
        }
    }

    public FakeClock Clock => _setup.Clock;

    public LogRecorder Logs { get; }

    public string DataDirectory { get; }

    public abstract bool IsPostgres { get; }

    /// <summary>Empty for SQLite.</summary>
    public virtual string DatabaseUrl => "";

    /// <summary>Starts the host, and with it the migrations.</summary>
    /// <exception cref="InvalidOperationException">The host refused to start.</exception>
    public virtual async ValueTask InitializeAsync()
    {
        // A host that ends with a sentence on the console ends without an exception; a request tells.
        StartServer();
        var alive = await NewClient().GetAsync("/health/live");
        if (!alive.IsSuccessStatusCode)
        {
            var errors = Logs.Lines.Where(l => l.Level >= LogLevel.Error).Select(l => $"{l.Message} {l.Exception}");
            throw new InvalidOperationException($"The host answers {(int)alive.StatusCode}: {string.Join(Environment.NewLine, errors)}");
        }
    }

    /// <summary>Another app of the same engine, over an empty database of its own, not started yet. The caller disposes it.</summary>
    public abstract Task<GreenroomApp> NewAppAsync(AppSetup setup);

    /// <summary>Another app over the database of this one, not started yet. The caller disposes it before this one.</summary>
    /// <param name="clock">Its own; that of this app when absent.</param>
    public abstract GreenroomApp Again(AppSetup? setup = null, FakeClock? clock = null);

    /// <inheritdoc cref="NewAppAsync"/>
    public async Task<GreenroomApp> StartAnotherAsync(AppSetup setup)
    {
        var app = await NewAppAsync(setup);
        await app.InitializeAsync();
        return app;
    }

    /// <summary>A connection to the app's database, outside the app.</summary>
    public abstract Task<DbConnection> OpenConnectionAsync(CancellationToken ct);

    /// <summary>A client that follows no redirects and keeps no cookies.</summary>
    public HttpClient NewClient(bool https = false) => CreateClient(new WebApplicationFactoryClientOptions
    {
        AllowAutoRedirect = false,
        HandleCookies = false,
        BaseAddress = _setup.RealServer ? ClientOptions.BaseAddress : new Uri(https ? "https://localhost" : "http://localhost"),
    });

    /// <summary>Runs what is due now; returns how many jobs ran.</summary>
    public Task<int> RunJobsAsync(CancellationToken ct) => Services.GetRequiredService<JobRunner>().RunDueAsync(ct);

    /// <summary>Runs what is due now, and what that plans for now.</summary>
    public async Task RunAllJobsAsync(CancellationToken ct)
    {
        while (await RunJobsAsync(ct) > 0)
        {
            // Once more.
        }
    }

    /// <summary>Why jobs that wait for another try went wrong.</summary>
    public async Task<IReadOnlyList<string>> JobErrorsAsync(CancellationToken ct) =>
        [.. (await this.RowsAsync("SELECT kind, last_error FROM jobs WHERE done_at IS NULL AND last_error IS NOT NULL", ct)).Select(row => $"{row[0]}: {row[1]}")];

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_setup.DataDirectory is null)
        {
            await DeleteAsync(DataDirectory);
        }

        GC.SuppressFinalize(this);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(_setup.Environment);
        builder.UseSetting("PORT", "0");
        builder.UseSetting("DATABASE_URL", DatabaseUrl);
        builder.UseSetting("DATA_DIR", DataDirectory);
        builder.UseSetting("JWT_SECRET", JwtSecret);
        builder.UseSetting("GREENROOM_MASTER_KEY", MasterKey);
        builder.UseSetting("PUBLIC_URL", PublicUrl);
        builder.UseSetting("RateLimits:Enabled", "false");
        builder.UseSetting("Accounts:PasswordIterations", "1000");
        foreach (var (key, value) in _setup.Settings)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(Logs).SetMinimumLevel(_setup.LeastLevel));
        builder.ConfigureTestServices(services =>
        {
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
            if (!_setup.BackgroundJobs)
            {
                StopTheRunner(services);
            }

            if (_setup.Environment != Environments.Production)
            {
                LeaveMemoryAlone(services);
            }

            _setup.Services?.Invoke(services);
        });
    }

    // The host's own stop, which the factory does not wait for, may still be closing the database in there.
    internal static async Task DeleteAsync(string directory)
    {
        for (var tries = 0; Directory.Exists(directory); tries++)
        {
            try
            {
                Directory.Delete(directory, recursive: true);
            }
            catch (IOException) when (tries < 50)
            {
                await Task.Delay(50);
            }
        }
    }

    // With the runner at work, moving the clock would race against the test's own assertions.
    private static void StopTheRunner(IServiceCollection services)
    {
        var hosted = services.Single(s => s.ServiceType == typeof(IHostedService) && s.ImplementationFactory?.Method.ReturnType == typeof(JobRunner));
        services.Remove(hosted);
        services.AddHostedService<PreparedRunner>();
    }

    // The memory is that of all the hosts in this process, and an hour of the fake clock would take sixty pauses of it.
    private static void LeaveMemoryAlone(IServiceCollection services)
    {
        foreach (var hosted in services.Where(s => s.ServiceType == typeof(IHostedService) && (s.ImplementationType == typeof(WarmUp) || s.ImplementationType == typeof(IdleMemory))).ToList())
        {
            services.Remove(hosted);
        }
    }

    /// <summary>Does what the runner does at start and no more.</summary>
    private sealed class PreparedRunner(JobRunner runner) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => runner.PrepareAsync(cancellationToken);

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
