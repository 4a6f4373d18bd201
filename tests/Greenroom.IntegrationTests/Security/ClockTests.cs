using System.Globalization;
using System.Net;

namespace Greenroom.IntegrationTests.Security;

/// <summary>A clock that is wrong, or set back: it may refuse somebody, and it never lets anybody stay longer. Each node has a clock of its own here.</summary>
public abstract class ClockTests(GreenroomApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_node_that_is_a_minute_behind_takes_the_tokens_of_another_and_one_that_is_later_does_not()
    {
        await using var database = await app.NewAppAsync(new AppSetup());
        var session = await RegisterAsync(database, At(TimeSpan.FromMinutes(5)));
        var clock = At(TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(62));
        await using var behind = database.Again(clock: clock);
        await behind.InitializeAsync();
        var client = behind.NewClient();
        client.Bear(session);

        var tooFar = await client.GetAsync("/api/user/me", Ct);
        clock.Advance(TimeSpan.FromSeconds(2));
        var aMinute = await client.GetAsync("/api/user/me", Ct);

        tooFar.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        aMinute.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_makes_no_session_longer()
    {
        await using var database = await app.NewAppAsync(new AppSetup());
        var session = await RegisterAsync(database, At(TimeSpan.FromDays(13)));
        var (idle, absolute) = await EndsAsync(database);
        var clock = At(TimeSpan.Zero);
        await using var back = database.Again(clock: clock);
        await back.InitializeAsync();
        var client = back.NewClient();

        var refreshed = await (await client.RefreshAsync(session.RefreshToken, Ct)).ReadAsync<Session>(Ct);

        var (idleThen, absoluteThen) = await EndsAsync(database);
        idleThen.ShouldBeLessThanOrEqualTo(idle);
        absoluteThen.ShouldBe(absolute);
        clock.Advance(TimeSpan.FromDays(14) + TimeSpan.FromMinutes(1));
        (await client.RefreshAsync(refreshed.RefreshToken, Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "it was idle for two weeks by this clock too");
    }

    [Fact]
    public async Task A_clock_that_is_set_back_gives_a_retired_token_no_second_life()
    {
        await using var database = await app.NewAppAsync(new AppSetup());
        Session retired;
        await using (var first = database.Again(clock: At(TimeSpan.FromHours(1))))
        {
            await first.InitializeAsync();
            retired = await first.NewClient().RegisterAsync(Api.NewEmail(), Ct);
            (await first.NewClient().RefreshAsync(retired.RefreshToken, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        await using var back = database.Again(clock: At(TimeSpan.FromMinutes(50)));
        await back.InitializeAsync();
        var replay = await back.NewClient().RefreshAsync(retired.RefreshToken, Ct);

        await replay.ShouldBeProblemAsync(401, "auth.refresh_invalid", Ct);
        (await database.ScalarAsync<string>("SELECT revoke_reason FROM refresh_families", Ct)).ShouldBe("reuse");
    }

    [Fact]
    public async Task A_restart_opens_no_account_that_is_closed_and_its_time_ends()
    {
        await using var database = await app.NewAppAsync(new AppSetup());
        string email;
        await using (var first = database.Again(clock: At(TimeSpan.FromMinutes(10))))
        {
            await first.InitializeAsync();
            email = (await first.NewClient().RegisterAsync(Api.NewEmail(), Ct)).User.Email!;
            for (var i = 0; i < 10; i++)
            {
                await first.NewClient().LogInAsync(email, Ct, "a wrong password");
            }
        }

        var clock = At(TimeSpan.FromMinutes(10));
        await using var again = database.Again(clock: clock);
        await again.InitializeAsync();
        var closed = await again.NewClient().LogInAsync(email, Ct);
        clock.Advance(TimeSpan.FromSeconds(61));
        var open = await again.NewClient().LogInAsync(email, Ct);

        closed.StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "a restart opens nothing");
        open.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static FakeClock At(TimeSpan sinceTheStart)
    {
        var clock = new FakeClock();
        clock.Advance(sinceTheStart);
        return clock;
    }

    private static async Task<Session> RegisterAsync(GreenroomApp database, FakeClock clock)
    {
        await using var first = database.Again(clock: clock);
        await first.InitializeAsync();
        return await first.NewClient().RegisterAsync(Api.NewEmail(), Ct);
    }

    private static async Task<(DateTime Idle, DateTime Absolute)> EndsAsync(GreenroomApp database)
    {
        var row = (await database.RowsAsync("SELECT idle_expires_at, absolute_expires_at FROM refresh_families", Ct)).ShouldHaveSingleItem();
        return (Convert.ToDateTime(row[0], CultureInfo.InvariantCulture), Convert.ToDateTime(row[1], CultureInfo.InvariantCulture));
    }
}

public sealed class ClocksOnSqlite(SqliteApp app) : ClockTests(app), IClassFixture<SqliteApp>;
public sealed class ClocksOnPostgres(PostgresApp app) : ClockTests(app), IClassFixture<PostgresApp>;
