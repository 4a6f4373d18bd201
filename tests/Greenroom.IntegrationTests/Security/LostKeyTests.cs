using System.Net;
using Greenroom.IntegrationTests.Growth;
using Greenroom.IntegrationTests.Interviews;

namespace Greenroom.IntegrationTests.Security;

/// <summary>A secret that was changed or lost costs a log-in or a connection, and nothing else.</summary>
public abstract class LostKeyTests(GreenroomApp app)
{
    private const string AnotherSecret = "another secret that only the tests know: 9876543210";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task With_another_jwt_secret_everybody_logs_in_again_and_finds_what_they_had()
    {
        await using var database = await app.NewAppAsync(new AppSetup());
        var (session, interview) = await FillAsync(database);
        await using var after = database.Again(new AppSetup { Settings = { ["JWT_SECRET"] = AnotherSecret } });
        await after.InitializeAsync();
        var client = after.NewClient();
        client.Bear(session);

        await (await client.GetAsync("/api/user/me", Ct)).ShouldBeProblemAsync(401, "auth.required", Ct);
        await (await client.RefreshAsync(session.RefreshToken, Ct)).ShouldBeProblemAsync(401, "auth.refresh_invalid", Ct);

        var creator = await LogInAsync(after, session);
        await creator.GetAsync($"/api/interviews/{interview}");
        await creator.WaitAsync(TimeSpan.FromHours(7));
        await after.RunAllJobsAsync(Ct);
        (await creator.AccountsAsync()).ShouldHaveSingleItem().GetProperty("state").GetString().ShouldBe("active", "tokens of accounts hang on another key");
        NothingBroke(after);
    }

    [Theory]
    [InlineData("another master key")]
    [InlineData("lost keys")]
    public async Task Without_its_keys_an_account_asks_to_be_connected_again_and_is_left_alone_until_then(string loss)
    {
        await using var database = await app.NewAppAsync(new AppSetup());
        var (session, interview) = await FillAsync(database);
        if (loss == "lost keys")
        {
            await database.ExecuteAsync("DELETE FROM data_protection_keys", Ct);
        }

        await using var after = database.Again(loss == "lost keys" ? new AppSetup() : new AppSetup { Settings = { ["GREENROOM_MASTER_KEY"] = AnotherSecret } });
        await after.InitializeAsync();
        var creator = await LogInAsync(after, session);
        await creator.WaitAsync(TimeSpan.FromHours(7));
        await after.RunAllJobsAsync(Ct);

        var account = (await creator.AccountsAsync()).ShouldHaveSingleItem();
        account.GetProperty("state").GetString().ShouldBe("needs_reconnect");
        account.GetProperty("state_reason").GetString().ShouldNotBeNullOrWhiteSpace();
        foreach (var path in new[] { $"/api/interviews/{interview}", "/api/instagram/posts", "/api/growth/stats", "/api/growth/insights" })
        {
            await creator.GetAsync(path);
        }

        (await after.NewClient().GetAsync("/health/ready", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await after.JobErrorsAsync(Ct)).ShouldBeEmpty("no job tries again and again");
        await creator.WaitAsync(TimeSpan.FromHours(7));
        var syncs = await after.ScalarAsync<long>("SELECT COUNT(*) FROM jobs WHERE done_at IS NULL AND payload IS NOT NULL", Ct);
        syncs.ShouldBe(0, "nothing is planned for an account that only its owner can help");

        await creator.ConnectAsync("tiny");
        await after.RunAllJobsAsync(Ct);
        (await creator.AccountsAsync()).ShouldHaveSingleItem().GetProperty("state").GetString().ShouldBe("active");
        NothingBroke(after);
    }

    /// <summary>Somebody with an interview and a connected account; the host is stopped.</summary>
    private static async Task<(Session Session, Guid Interview)> FillAsync(GreenroomApp database)
    {
        await using var before = database.Again();
        await before.InitializeAsync();
        var http = before.NewClient();
        var session = await http.RegisterAsync(Api.NewEmail(), Ct);
        http.Bear(session);
        await Creator.Of(before, http, session).ConnectAndSyncAsync("tiny");
        return (session, (await new Candidate(before, http, session.User.Email!).CreateAsync()).Id);
    }

    private static async Task<Creator> LogInAsync(GreenroomApp after, Session lost)
    {
        var http = after.NewClient();
        var session = await (await http.LogInAsync(lost.User.Email!, Ct)).ReadAsync<Session>(Ct);
        http.Bear(session);
        return Creator.Of(after, http, session);
    }

    /// <summary>Data Protection may say that it cannot open a key; of ours nothing failed.</summary>
    private static void NothingBroke(GreenroomApp after) =>
        after.Logs.Lines.Where(l => l.Exception is not null && !l.Category.StartsWith("Microsoft.AspNetCore.DataProtection", StringComparison.Ordinal)).ShouldBeEmpty();
}

public sealed class LostKeysOnSqlite(SqliteApp app) : LostKeyTests(app), IClassFixture<SqliteApp>;
public sealed class LostKeysOnPostgres(PostgresApp app) : LostKeyTests(app), IClassFixture<PostgresApp>;
