using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.Logging;

namespace Greenroom.IntegrationTests.Accounts;

public abstract class RefreshTests(GreenroomApp app)
{
    private static readonly TimeSpan OutsideOverlap = TimeSpan.FromSeconds(11);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_refresh_token_is_exchanged_for_a_new_pair()
    {
        var client = app.NewClient();
        var first = await client.RegisterAsync(Api.NewEmail(), Ct);
        app.Clock.Advance(TimeSpan.FromMinutes(10));

        var second = await RefreshedAsync(client, first.RefreshToken);

        second.RefreshToken.ShouldNotBe(first.RefreshToken);
        second.User.ShouldBe(first.User);
        client.Bear(second);
        (await client.GetAsync("/api/user/me", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_lost_answer_can_be_asked_for_again_within_ten_seconds()
    {
        var client = app.NewClient();
        var first = await client.RegisterAsync(Api.NewEmail(), Ct);

        var lost = await RefreshedAsync(client, first.RefreshToken);
        app.Clock.Advance(TimeSpan.FromSeconds(9));
        var again = await RefreshedAsync(client, first.RefreshToken);

        again.RefreshToken.ShouldBe(lost.RefreshToken);
        await RefreshedAsync(client, again.RefreshToken);
    }

    [Fact]
    public async Task A_retired_token_kills_the_whole_family_and_leaves_a_warning_without_secrets()
    {
        var client = app.NewClient();
        var first = await client.RegisterAsync(Api.NewEmail(), Ct);
        var second = await RefreshedAsync(client, first.RefreshToken);
        app.Clock.Advance(OutsideOverlap);

        var replay = await client.RefreshAsync(first.RefreshToken, Ct);

        await replay.ShouldBeProblemAsync(401, "auth.refresh_invalid", Ct);
        await (await client.RefreshAsync(second.RefreshToken, Ct)).ShouldBeProblemAsync(401, "auth.refresh_invalid", Ct);
        client.Bear(second);
        (await client.GetAsync("/api/user/me", Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "the access token dies with its family");
        (await app.ScalarAsync<string>("SELECT revoke_reason FROM refresh_families WHERE user_id = @p0", Ct, first.User.Id)).ShouldBe("reuse");
        (await app.ScalarAsync<int>("SELECT COUNT(*) FROM refresh_tokens WHERE user_id = @p0", Ct, first.User.Id)).ShouldBe(0);
        var warning = app.Logs.Lines.Where(l => l.Level == LogLevel.Warning && l.Message.Contains(first.User.Id.ToString(), StringComparison.Ordinal)).ShouldHaveSingleItem();
        warning.Message.ShouldStartWith("Refresh token reuse");
        warning.Message.ShouldNotContain(first.RefreshToken!);
    }

    [Fact]
    public async Task The_second_to_last_token_kills_the_family_even_within_the_overlap()
    {
        var client = app.NewClient();
        var first = await client.RegisterAsync(Api.NewEmail(), Ct);
        var second = await RefreshedAsync(client, first.RefreshToken);
        var third = await RefreshedAsync(client, second.RefreshToken);

        var replay = await client.RefreshAsync(first.RefreshToken, Ct);

        replay.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await client.RefreshAsync(third.RefreshToken, Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_token_whose_row_is_long_gone_still_kills_the_family()
    {
        var client = app.NewClient();
        var first = await client.RegisterAsync(Api.NewEmail(), Ct);
        var current = first;
        for (var i = 0; i < 5; i++)
        {
            current = await RefreshedAsync(client, current.RefreshToken);
        }

        (await app.ScalarAsync<int>("SELECT COUNT(*) FROM refresh_tokens WHERE user_id = @p0", Ct, first.User.Id)).ShouldBe(2, "only the current token and the one before are kept");
        (await client.RefreshAsync(first.RefreshToken, Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await client.RefreshAsync(current.RefreshToken, Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Whoever_only_knows_the_session_id_cannot_end_the_session()
    {
        var client = app.NewClient();
        var session = await client.RegisterAsync(Api.NewEmail(), Ct);
        var second = await RefreshedAsync(client, session.RefreshToken);
        var forged = Flip(session.RefreshToken!);

        var replay = await client.RefreshAsync(forged, Ct);
        await client.PostAsJsonAsync("/api/auth/logout", new { refresh_token = forged }, Ct);

        replay.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await RefreshedAsync(client, second.RefreshToken);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not a token")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task Anything_else_is_refused(string? token)
    {
        var response = await app.NewClient().RefreshAsync(token, Ct);

        await response.ShouldBeProblemAsync(401, "auth.refresh_invalid", Ct);
    }

    [Fact]
    public async Task A_session_ends_after_two_idle_weeks()
    {
        var client = app.NewClient();
        var session = await client.RegisterAsync(Api.NewEmail(), Ct);

        app.Clock.Advance(TimeSpan.FromDays(13.9));
        var second = await RefreshedAsync(client, session.RefreshToken);
        app.Clock.Advance(TimeSpan.FromDays(14));
        var late = await client.RefreshAsync(second.RefreshToken, Ct);

        late.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_session_ends_after_thirty_days_however_busy_it_was()
    {
        var client = app.NewClient();
        var session = await client.RegisterAsync(Api.NewEmail(), Ct);
        for (var day = 0; day < 29; day += 7)
        {
            session = await RefreshedAsync(client, session.RefreshToken);
            app.Clock.Advance(TimeSpan.FromDays(7));
        }

        (await client.RefreshAsync(session.RefreshToken, Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Logging_out_ends_the_session_and_its_access_tokens_at_once()
    {
        var client = app.NewClient();
        var session = await client.RegisterAsync(Api.NewEmail(), Ct);
        var other = await (await client.LogInAsync(session.User.Email!, Ct)).ReadAsync<Session>(Ct);

        var response = await client.PostAsJsonAsync("/api/auth/logout", new { refresh_token = session.RefreshToken }, Ct);

        response.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await client.RefreshAsync(session.RefreshToken, Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        client.Bear(session);
        (await client.GetAsync("/api/user/me", Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        client.Bear(other);
        (await client.GetAsync("/api/user/me", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK, "another session of the same user goes on");
    }

    [Fact]
    public async Task Logging_out_by_access_token_alone_ends_its_session()
    {
        var client = app.NewClient();
        var session = await client.RegisterAsync(Api.NewEmail(), Ct);
        client.Bear(session);

        var response = await client.PostAsync("/api/auth/logout", content: null, Ct);

        response.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await client.RefreshAsync(session.RefreshToken, Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Ended_sessions_are_cleared_away_by_a_job()
    {
        var client = app.NewClient();
        var session = await client.RegisterAsync(Api.NewEmail(), Ct);

        app.Clock.Advance(TimeSpan.FromDays(31));
        await app.RunJobsAsync(Ct);

        (await app.ScalarAsync<int>("SELECT COUNT(*) FROM refresh_families WHERE user_id = @p0", Ct, session.User.Id)).ShouldBe(0);
    }

    private static async Task<Session> RefreshedAsync(HttpClient client, string? token)
    {
        var response = await client.RefreshAsync(token, Ct);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await response.ReadAsync<Session>(Ct);
    }

    // The last byte of the signature: the encoding stays valid, the family and the generation stay the same.
    private static string Flip(string token) => token[..^4] + (token[^4] == 'A' ? 'B' : 'A') + token[^3..];
}

public sealed class RefreshOnSqlite(SqliteApp app) : RefreshTests(app), IClassFixture<SqliteApp>;
public sealed class RefreshOnPostgres(PostgresApp app) : RefreshTests(app), IClassFixture<PostgresApp>;
