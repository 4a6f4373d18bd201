using System.Net;
using System.Net.Http.Json;

namespace Greenroom.IntegrationTests.Accounts;

public abstract class SessionListTests(GreenroomApp app)
{
    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected GreenroomApp App => app;

    [Fact]
    public async Task Sessions_are_listed_with_where_and_when_and_this_one_marked()
    {
        var phone = app.NewClient();
        phone.DefaultRequestHeaders.Add("User-Agent", "Phone/1");
        var session = await phone.RegisterAsync(Api.NewEmail(), Ct);
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        var desk = app.NewClient();
        desk.DefaultRequestHeaders.Add("User-Agent", "Desk/1");
        desk.Bear(await (await desk.LogInAsync(session.User.Email!, Ct)).ReadAsync<Session>(Ct));
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        await phone.RefreshAsync(session.RefreshToken, Ct);

        var items = await ListAsync(desk);

        items.Select(i => (i.Device, i.IsCurrent)).ShouldBe([("Desk/1", true), ("Phone/1", false)]);
        (items[1].LastSeenAt - items[1].CreatedAt).ShouldBe(TimeSpan.FromMinutes(10));
        items[0].LastSeenAt.ShouldBe(items[0].CreatedAt);
    }

    [Fact]
    public async Task A_session_that_was_ended_is_over_at_once()
    {
        var (mine, theirs, email) = await TwoSessionsAsync();
        var other = (await ListAsync(mine)).Single(s => !s.IsCurrent);

        (await mine.DeleteAsync($"/api/sessions/{other.Id}", Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        await (await theirs.GetAsync("/api/user/me", Ct)).ShouldBeProblemAsync(401, "auth.required", Ct);
        (await ListAsync(mine)).ShouldHaveSingleItem().IsCurrent.ShouldBeTrue();
        await (await mine.DeleteAsync($"/api/sessions/{other.Id}", Ct)).ShouldBeProblemAsync(404, "session.not_found", Ct);
        (await app.NewClient().LogInAsync(email, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task All_others_end_together()
    {
        var (mine, theirs, _) = await TwoSessionsAsync();

        (await mine.DeleteAsync("/api/sessions", Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await theirs.GetAsync("/api/user/me", Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await mine.GetAsync("/api/user/me", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Nobody_ends_a_session_of_somebody_else()
    {
        var (mine, _, _) = await TwoSessionsAsync();
        var (foreign, _, _) = await TwoSessionsAsync();
        var victim = (await ListAsync(foreign))[0];

        await (await mine.DeleteAsync($"/api/sessions/{victim.Id}", Ct)).ShouldBeProblemAsync(404, "session.not_found", Ct);

        (await ListAsync(foreign)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_new_password_ends_the_other_sessions_and_this_one_goes_on()
    {
        var (mine, theirs, email) = await TwoSessionsAsync();

        var changed = await mine.PostAsJsonAsync("/api/auth/password", new { current_password = Api.Password, password = "another horse, another battery" }, Ct);
        var session = await changed.ReadAsync<Session>(Ct);

        (await theirs.GetAsync("/api/user/me", Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await mine.GetAsync("/api/user/me", Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "the access token of the old password");
        mine.Bear(session);
        (await mine.GetAsync("/api/user/me", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await mine.RefreshAsync(session.RefreshToken, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await app.NewClient().LogInAsync(email, Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await app.MailToAsync(email, Ct)).Count(m => m.Subject == "Your password has changed").ShouldBe(1);
    }

    [Fact]
    public async Task A_wrong_current_password_changes_nothing_and_counts_as_a_guess()
    {
        var (mine, theirs, email) = await TwoSessionsAsync();

        for (var guess = 0; guess < 10; guess++)
        {
            var refused = await mine.PostAsJsonAsync("/api/auth/password", new { current_password = $"guess {guess}", password = "another horse, another battery" }, Ct);
            (await refused.ShouldBeProblemAsync(422, "auth.password_wrong", Ct)).Errors!.ShouldContainKey("current_password");
        }

        (await theirs.GetAsync("/api/user/me", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await app.NewClient().LogInAsync(email, Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "the account is closed to guessing");
    }

    [Fact]
    public async Task Where_one_session_is_allowed_the_newest_wins_and_the_other_learns_why()
    {
        await using var single = await app.StartAnotherAsync(new AppSetup { Settings = { ["Sessions:SingleActive"] = "true" } });
        var (first, second) = (single.NewClient(), single.NewClient());
        var session = await first.RegisterAsync(Api.NewEmail(), Ct);
        first.Bear(session);

        second.Bear(await (await second.LogInAsync(session.User.Email!, Ct)).ReadAsync<Session>(Ct));

        (await first.GetAsync("/api/user/me", Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await (await first.RefreshAsync(session.RefreshToken, Ct)).ShouldBeProblemAsync(401, "session.replaced", Ct);
        (await ListAsync(second)).ShouldHaveSingleItem().IsCurrent.ShouldBeTrue();
        await (await first.RefreshAsync(session.RefreshToken![..^4] + "AAAA", Ct)).ShouldBeProblemAsync(401, "auth.refresh_invalid", Ct);
    }

    [Fact]
    public async Task A_stolen_token_ends_the_session_and_its_owner_is_told_by_mail()
    {
        var client = app.NewClient();
        var session = await client.RegisterAsync(Api.NewEmail(), Ct);
        await client.RefreshAsync(session.RefreshToken, Ct);
        app.Clock.Advance(TimeSpan.FromSeconds(61));

        await (await client.RefreshAsync(session.RefreshToken, Ct)).ShouldBeProblemAsync(401, "auth.refresh_invalid", Ct);
        await (await client.RefreshAsync(session.RefreshToken, Ct)).ShouldBeProblemAsync(401, "auth.refresh_invalid", Ct);

        (await app.MailToAsync(session.User.Email!, Ct)).Count(m => m.Subject == "A session was ended for your safety").ShouldBe(1);
    }

    private async Task<(HttpClient Mine, HttpClient Theirs, string Email)> TwoSessionsAsync()
    {
        var (mine, theirs) = (app.NewClient(), app.NewClient());
        var session = await theirs.RegisterAsync(Api.NewEmail(), Ct);
        theirs.Bear(session);
        mine.Bear(await (await mine.LogInAsync(session.User.Email!, Ct)).ReadAsync<Session>(Ct));
        return (mine, theirs, session.User.Email!);
    }

    protected static async Task<IReadOnlyList<Item>> ListAsync(HttpClient client) => (await (await client.GetAsync("/api/sessions", Ct)).ReadAsync<List>(Ct)).Items;

    private sealed record List(IReadOnlyList<Item> Items, string? NextCursor);

    protected sealed record Item(Guid Id, string? Device, string? Ip, DateTime CreatedAt, DateTime LastSeenAt, bool IsCurrent);
}

public sealed class SessionListOnSqlite(SqliteApp app) : SessionListTests(app), IClassFixture<SqliteApp>;

public sealed class SessionListOnPostgres(PostgresApp app) : SessionListTests(app), IClassFixture<PostgresApp>
{
    [Fact]
    public async Task Two_nodes_are_one_a_log_in_on_the_first_is_refreshed_on_the_second_and_ended_for_both()
    {
        await using var second = App.Again();
        await second.InitializeAsync();
        var (here, there) = (App.NewClient(), second.NewClient());
        var email = (await here.RegisterAsync(Api.NewEmail(), Ct)).User.Email!;
        var session = await (await here.LogInAsync(email, Ct)).ReadAsync<Session>(Ct);

        var refreshed = await (await there.RefreshAsync(session.RefreshToken, Ct)).ReadAsync<Session>(Ct);
        there.Bear(refreshed);
        (await there.GetAsync("/api/user/me", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        here.Bear(session);
        (await here.DeleteAsync($"/api/sessions/{(await ListAsync(here)).Single(s => s.IsCurrent).Id}", Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        await (await there.GetAsync("/api/user/me", Ct)).ShouldBeProblemAsync(401, "auth.required", Ct);
        await (await there.PostAsJsonAsync("/api/auth/password", new { current_password = Api.Password, password = "of somebody else" }, Ct)).ShouldBeProblemAsync(401, "auth.required", Ct);
        await (await there.RefreshAsync(refreshed.RefreshToken, Ct)).ShouldBeProblemAsync(401, "auth.refresh_invalid", Ct);
    }
}
