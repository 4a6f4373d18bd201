using Greenroom.Accounts.GitHub;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Greenroom.IntegrationTests.Accounts.GitHub;

/// <summary>The host with keys of GitHub, and the fake that plays GitHub.</summary>
public abstract class GitHubApp : IAsyncLifetime
{
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(8);
    private static int _people;

    public GreenroomApp App { get; private set; } = null!;

    public FakeGitHub Fake { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Fake = await FakeGitHub.StartAsync($"{GreenroomApp.PublicUrl}/auth/github/callback");
        App = await StartAsync(Setup());
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Fake.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Somebody who has an account at GitHub and none here.</summary>
    internal static GitHubUser NewUser()
    {
        var number = Interlocked.Increment(ref _people);
        return new GitHubUser { Login = $"octo-{number}", Emails = [new GitHubEmail($"octo.{number}.backup@example.org", Primary: false), new GitHubEmail($"octo.{number}@example.org")] };
    }

    internal GitHubBrowser NewBrowser(GreenroomApp? app = null) => new(app ?? App, Fake);

    internal AppSetup Setup(AppSetup? on = null)
    {
        var setup = on ?? new AppSetup();
        foreach (var (key, value) in Fake.Settings)
        {
            setup.Settings[key] = value;
        }

        return setup with
        {
            Services = services => services.AddLogging(logging => logging.AddFilter("System.Net.Http", LogLevel.Trace)).Configure<GitHubOptions>(options => options.Timeout = Timeout),
        };
    }

    protected abstract Task<GreenroomApp> StartAsync(AppSetup setup);
}

public sealed class GitHubOnSqliteApp : GitHubApp
{
    protected override async Task<GreenroomApp> StartAsync(AppSetup setup)
    {
        var app = new SqliteApp(setup);
        await app.InitializeAsync();
        return app;
    }
}

public sealed class GitHubOnPostgresApp(PostgresServer server) : GitHubApp
{
    protected override async Task<GreenroomApp> StartAsync(AppSetup setup)
    {
        var app = new PostgresApp(server, setup, url: null);
        await app.InitializeAsync();
        return app;
    }
}
