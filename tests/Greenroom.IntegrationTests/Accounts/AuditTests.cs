using System.Net;
using System.Net.Http.Json;

namespace Greenroom.IntegrationTests.Accounts;

public abstract class AuditTests(GreenroomApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_happens_to_an_account_is_written_down_and_its_user_can_read_it()
    {
        var client = app.NewClient();
        client.DefaultRequestHeaders.Add("User-Agent", "Desk/1");
        var session = await client.RegisterAsync(Api.NewEmail(), Ct);
        var email = session.User.Email!;
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await client.PostAsJsonAsync("/api/auth/verify", new { token = await app.MailedTokenAsync(email, "Confirm your e-mail address", Ct) }, Ct);
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await client.LogInAsync(email, Ct, "not the password");
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        var again = await (await client.LogInAsync(email, Ct)).ReadAsync<Session>(Ct);
        client.Bear(again);
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        client.Bear(await (await client.PostAsJsonAsync("/api/auth/password", new { current_password = Api.Password, password = "another horse, another battery" }, Ct)).ReadAsync<Session>(Ct));

        var lines = (await (await client.GetAsync("/api/user/me/audit", Ct)).ReadAsync<Lines>(Ct)).Items;

        lines.Select(l => l.Name).ShouldBe(["account.password_changed", "session.logged_in", "session.login_failed", "account.email_verified", "account.registered"]);
        lines.ShouldAllBe(l => l.Device == "Desk/1" && l.UserId == session.User.Id && l.ActorId == null);
        lines[1].At.ShouldBe(app.Clock.UtcNow - TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_device_whose_name_is_cut_within_a_character_is_written_down_without_that_character()
    {
        var client = app.NewClient();
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", new string('a', 199) + "😀").ShouldBeTrue();
        var session = await client.RegisterAsync(Api.NewEmail(), Ct);

        (await client.LogInAsync(session.User.Email!, Ct, "not the password")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        (await app.RowsAsync("SELECT device FROM audit_events WHERE user_id = @p0", Ct, session.User.Id)).Select(row => row[0]).ShouldBe([new string('a', 199), new string('a', 199)]);
    }

    [Fact]
    public async Task Nothing_that_is_written_down_is_a_secret()
    {
        var client = app.NewClient();
        var session = await client.RegisterAsync(Api.NewEmail("secretive"), Ct);
        await client.PostAsJsonAsync("/api/auth/forgot", new { email = session.User.Email }, Ct);
        await client.LogInAsync(session.User.Email!, Ct, "a wrong password of mine");
        await client.RefreshAsync(session.RefreshToken, Ct);

        var words = (await app.RowsAsync("SELECT * FROM audit_events", Ct)).SelectMany(r => r).OfType<string>().ToList();

        words.ShouldNotContain(w => w.Contains("secretive", StringComparison.Ordinal) || w.Contains("password of mine", StringComparison.Ordinal) || w.Contains("eyJ", StringComparison.Ordinal));
        words.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Everybody_reads_their_own_lines_and_administrators_all()
    {
        var (mine, theirs) = (app.NewClient(), app.NewClient());
        var me = await mine.RegisterAsync(Api.NewEmail(), Ct);
        mine.Bear(me);
        var they = await theirs.RegisterAsync(Api.NewEmail(), Ct);
        theirs.Bear(they);
        var (admin, _) = await app.SignUpAdministratorAsync(Ct);

        var own = (await (await mine.GetAsync("/api/user/me/audit?limit=100", Ct)).ReadAsync<Lines>(Ct)).Items;
        var filtered = (await (await admin.GetAsync($"/api/admin/audit?user_id={they.User.Id}&name=account.registered", Ct)).ReadAsync<Lines>(Ct)).Items;

        own.ShouldAllBe(l => l.UserId == me.User.Id);
        filtered.ShouldHaveSingleItem().UserId.ShouldBe(they.User.Id);
        await (await mine.GetAsync("/api/admin/audit", Ct)).ShouldBeProblemAsync(404, "route.not_found", Ct);
    }

    [Fact]
    public async Task Pages_of_it_follow_one_another_without_a_gap()
    {
        var client = app.NewClient();
        var session = await client.RegisterAsync(Api.NewEmail(), Ct);
        client.Bear(session);
        for (var i = 0; i < 6; i++)
        {
            await client.LogInAsync(session.User.Email!, Ct);
        }

        var (seen, cursor) = (new List<Guid>(), "");
        do
        {
            var page = await (await client.GetAsync($"/api/user/me/audit?limit=3&cursor={cursor}", Ct)).ReadAsync<Lines>(Ct);
            seen.AddRange(page.Items.Select(i => i.Id));
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        seen.Count.ShouldBe(7);
        seen.Distinct().Count().ShouldBe(7);
    }

    [Fact]
    public async Task A_limit_that_was_reached_is_written_down_once_for_its_window()
    {
        await using var limited = await app.StartAnotherAsync(new AppSetup { Settings = { ["RateLimits:Enabled"] = "true" } });
        var client = limited.NewClient();

        for (var i = 0; i < 8; i++)
        {
            await client.PostAsJsonAsync("/api/auth/forgot", new { email = "flood@example.org" }, Ct);
        }

        var lines = await limited.RowsAsync("SELECT detail FROM audit_events WHERE name = 'server.rate_limited'", Ct);
        lines.ShouldHaveSingleItem()[0].ShouldBe("limit forgot-address");
    }

    [Fact]
    public async Task A_session_that_ends_by_reuse_or_log_out_or_by_hand_is_told_apart()
    {
        var client = app.NewClient();
        var session = await client.RegisterAsync(Api.NewEmail(), Ct);
        var others = new List<Session>();
        for (var i = 0; i < 3; i++)
        {
            others.Add(await (await client.LogInAsync(session.User.Email!, Ct)).ReadAsync<Session>(Ct));
        }

        await client.RefreshAsync(others[0].RefreshToken, Ct);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await client.RefreshAsync(others[0].RefreshToken, Ct);
        await client.PostAsJsonAsync("/api/auth/logout", new { refresh_token = others[1].RefreshToken }, Ct);
        client.Bear(session);
        (await client.DeleteAsync("/api/sessions", Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        var names = (await app.RowsAsync("SELECT name FROM audit_events WHERE user_id = @p0 AND name <> 'session.logged_in'", Ct, session.User.Id))
            .Select(r => (string)r[0]!);
        names.ShouldBe(["account.registered", "session.refresh_reused", "session.logged_out", "session.ended"], ignoreOrder: true);
    }

    private sealed record Lines(IReadOnlyList<Line> Items, string? NextCursor);

    private sealed record Line(Guid Id, DateTime At, string Name, Guid? UserId, Guid? ActorId, string? Ip, string? Device, string? Detail);
}

public sealed class AuditOnSqlite(SqliteApp app) : AuditTests(app), IClassFixture<SqliteApp>;

public sealed class AuditOnPostgres(PostgresApp app) : AuditTests(app), IClassFixture<PostgresApp>;
