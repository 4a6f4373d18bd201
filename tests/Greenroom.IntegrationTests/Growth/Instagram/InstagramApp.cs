using System.Text.Json;
using Greenroom.Growth.Platforms.Instagram;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Greenroom.IntegrationTests.Growth.Instagram;

/// <summary>The host with keys of one login flavour, and the fake that plays the platform.</summary>
public abstract class InstagramApp(string flavour) : IAsyncLifetime
{
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    public GreenroomApp App { get; private set; } = null!;

    internal FakeInstagram Fake { get; private set; } = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Fake = await FakeInstagram.StartAsync(flavour == InstagramOptions.Facebook);
        App = await StartAsync(Setup());
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Fake.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A second host of the same engine, for what a host remembers.</summary>
    public Task<GreenroomApp> StartAnotherAsync() => App.StartAnotherAsync(Setup());

    /// <summary>An empty database without a host; each host over it (<see cref="Again"/>) remembers nothing of the one before.</summary>
    public Task<GreenroomApp> NewDatabaseAsync() => App.NewAppAsync(Setup());

    public async Task<GreenroomApp> Again(GreenroomApp database)
    {
        var app = database.Again(Setup());
        await app.InitializeAsync();
        return app;
    }

    /// <summary>A new creator comes back from the platform with this login.</summary>
    internal async Task<Creator> ConnectAsync(FakeLogin login, string place = "/app/growth?connected=true", GreenroomApp? app = null)
    {
        var creator = await Creator.SignUpAsync(app ?? App);
        (await creator.ReturnAsync(await creator.BeginAsync(), login.Code + (flavour == InstagramOptions.Instagram ? "#_" : ""))).ShouldBe(place);
        return creator;
    }

    /// <summary>Connects one account and reads it.</summary>
    internal async Task<(Creator Creator, JsonElement Account)> ReadAsync(FakeAccount account, GreenroomApp? app = null)
    {
        var creator = await ConnectAsync(Fake.Login(account), app: app);
        await creator.App.RunJobsAsync(Ct);
        return (creator, await AccountOf(creator));
    }

    internal static async Task<JsonElement> RefreshAsync(Creator creator)
    {
        await creator.Http.PostAsync("/api/instagram/refresh", content: null, Ct);
        await creator.App.RunJobsAsync(Ct);
        return await AccountOf(creator);
    }

    internal static async Task<JsonElement> AccountOf(Creator creator) => (await creator.AccountsAsync())[0];

    /// <summary>Nothing that was ever logged holds a token, a secret or an address at the platform. The harness logs also what the product does not: each line of the framework.</summary>
    internal void ShouldHaveKeptSecrets(GreenroomApp app)
    {
        app.Logs.Lines.ShouldNotBeEmpty();
        app.Logs.Lines.Select(line => $"{line.Category}: {line.Message} {line.Exception}")
            .Where(line => line.Contains(FakeInstagram.Mark, StringComparison.Ordinal) || line.Contains(new Uri(Fake.Url).Authority, StringComparison.Ordinal))
            .Take(3).ShouldBeEmpty();
    }

    protected abstract Task<GreenroomApp> StartAsync(AppSetup setup);

    private AppSetup Setup() => new()
    {
        Settings = new(Fake.Settings, StringComparer.OrdinalIgnoreCase)
        {
            ["Accounts:SessionIdle"] = "100.00:00:00",
            ["Accounts:SessionLife"] = "100.00:00:00",
        },
        Services = services => services.AddLogging(logging => logging.AddFilter("System.Net.Http", LogLevel.Trace)).Configure<InstagramOptions>(options => options.Timeout = Timeout),
    };
}

public abstract class InstagramOnSqliteApp(string flavour) : InstagramApp(flavour)
{
    protected override async Task<GreenroomApp> StartAsync(AppSetup setup)
    {
        var app = new SqliteApp(setup);
        await app.InitializeAsync();
        return app;
    }
}

public abstract class InstagramOnPostgresApp(PostgresServer server, string flavour) : InstagramApp(flavour)
{
    protected override async Task<GreenroomApp> StartAsync(AppSetup setup)
    {
        var app = new PostgresApp(server, setup, url: null);
        await app.InitializeAsync();
        return app;
    }
}

public sealed class InstagramLoginOnSqliteApp() : InstagramOnSqliteApp(InstagramOptions.Instagram);

public sealed class InstagramLoginOnPostgresApp(PostgresServer server) : InstagramOnPostgresApp(server, InstagramOptions.Instagram);

public sealed class FacebookLoginOnSqliteApp() : InstagramOnSqliteApp(InstagramOptions.Facebook);

public sealed class FacebookLoginOnPostgresApp(PostgresServer server) : InstagramOnPostgresApp(server, InstagramOptions.Facebook);
