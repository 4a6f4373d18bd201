using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Greenroom.IntegrationTests.Platform;

public abstract class HealthTests(GreenroomApp app)
{
    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/health", "ok")]
    [InlineData("/health/ready", "ok")]
    [InlineData("/health/live", "unknown")]
    public async Task A_healthy_node_says_so(string path, string database)
    {
        var response = await app.NewClient().GetAsync(path, Ct);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var view = JsonNode.Parse(await response.Content.ReadAsStringAsync(Ct))!;
        view["status"]!.GetValue<string>().ShouldBe("ok");
        view["database"]!.GetValue<string>().ShouldBe(database);
        view["version"]!.GetValue<string>().ShouldMatch(@"^\d+\.\d+\.\d+");
    }

    [Fact]
    public async Task A_node_without_its_database_says_503_and_recovers_by_itself()
    {
        await using var other = await app.StartAnotherAsync(new AppSetup());
        var client = other.NewClient();
        var signedIn = await other.SignUpAsync(Ct);

        await TakeAwayAsync(other);
        var health = await client.GetAsync("/health", Ct);
        var live = await client.GetAsync("/health/live", Ct);
        var call = await signedIn.GetAsync("/api/user/me", Ct);
        var login = await client.LogInAsync("ada@example.org", Ct);
        await GiveBackAsync(other);
        var afterwards = await client.GetAsync("/health", Ct);
        var callAfterwards = await signedIn.GetAsync("/api/user/me", Ct);

        health.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        JsonNode.Parse(await health.Content.ReadAsStringAsync(Ct))!["database"]!.GetValue<string>().ShouldBe("unavailable");
        live.StatusCode.ShouldBe(HttpStatusCode.OK, "the process lives; restarting it would not bring the database back");
        await call.ShouldBeProblemAsync(503, "database.unavailable", Ct);
        call.Headers.RetryAfter.ShouldNotBeNull();
        await login.ShouldBeProblemAsync(503, "database.unavailable", Ct);
        afterwards.StatusCode.ShouldBe(HttpStatusCode.OK);
        callAfterwards.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    protected abstract Task TakeAwayAsync(GreenroomApp other);

    protected abstract Task GiveBackAsync(GreenroomApp other);
}

public sealed class HealthOnSqlite(SqliteApp app) : HealthTests(app), IClassFixture<SqliteApp>
{
    protected override async Task TakeAwayAsync(GreenroomApp other)
    {
        await using (var connection = (SqliteConnection)await other.OpenConnectionAsync(Ct))
        {
            SqliteConnection.ClearPool(connection);
        }

        Directory.Move(other.DataDirectory, other.DataDirectory + "-away");
    }

    protected override Task GiveBackAsync(GreenroomApp other)
    {
        Directory.Move(other.DataDirectory + "-away", other.DataDirectory);
        return Task.CompletedTask;
    }
}

public sealed class HealthOnPostgres(PostgresApp app) : HealthTests(app), IClassFixture<PostgresApp>
{
    private readonly PostgresApp _app = app;

    protected override async Task TakeAwayAsync(GreenroomApp other)
    {
        var name = await other.ScalarAsync<string>("SELECT current_database()", Ct);
        await _app.ExecuteAsync($"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS false", Ct);
        await _app.RowsAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'", Ct);
    }

    protected override async Task GiveBackAsync(GreenroomApp other)
    {
        var name = new NpgsqlConnectionStringBuilder(((PostgresApp)other).ConnectionString).Database;
        await _app.ExecuteAsync($"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS true", Ct);
    }
}
