using Greenroom.Interviews.Grading;
using Greenroom.Interviews.Questions;
using Microsoft.Extensions.DependencyInjection;

namespace Greenroom.IntegrationTests.Interviewers;

/// <summary>The host with a model configured, and the fake that plays it.</summary>
public abstract class ModelApp : IAsyncLifetime
{
    public const string Key = "sk-only-the-tests-know-this";

    public FakeModelEndpoint Fake { get; private set; } = null!;

    public GreenroomApp App { get; private set; } = null!;

    internal QuestionBank Bank => App.Services.GetRequiredService<QuestionBank>();

    internal BuiltInGrader BuiltIn => App.Services.GetRequiredService<BuiltInGrader>();

    public async ValueTask InitializeAsync()
    {
        Fake = await FakeModelEndpoint.StartAsync();
        App = await StartAsync(Setup(Fake.Url));
    }

    /// <summary>A second host of the same engine, for what must not be remembered here.</summary>
    public Task<GreenroomApp> StartAnotherAsync(string url) => App.StartAnotherAsync(Setup(url));

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Fake.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract Task<GreenroomApp> StartAsync(AppSetup setup);

    private static AppSetup Setup(string url) => new()
    {
        Settings =
        {
            ["OPENAI_BASE_URL"] = url,
            ["OPENAI_API_KEY"] = Key,
            ["OPENAI_MODEL"] = "fake-1",
            ["OPENAI_TIMEOUT_SECONDS"] = "20",
        },
    };
}

public sealed class ModelOnSqliteApp : ModelApp
{
    protected override async Task<GreenroomApp> StartAsync(AppSetup setup)
    {
        var app = new SqliteApp(setup);
        await app.InitializeAsync();
        return app;
    }
}

public sealed class ModelOnPostgresApp(PostgresServer server) : ModelApp
{
    protected override async Task<GreenroomApp> StartAsync(AppSetup setup)
    {
        var app = new PostgresApp(server, setup, url: null);
        await app.InitializeAsync();
        return app;
    }
}
