using System.Net;
using System.Net.Http.Json;
using Greenroom.Accounts.Admin;
using Microsoft.Extensions.DependencyInjection;

namespace Greenroom.IntegrationTests.Accounts;

public abstract class AdministratorTests(GreenroomApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_printed_link_makes_one_administrator_and_no_second()
    {
        await using var fresh = await app.StartAnotherAsync(new AppSetup());
        var (first, second, guest) = (await fresh.SignUpAsync(Ct), await fresh.SignUpAsync(Ct), fresh.NewClient());
        guest.Bear(await (await guest.PostAsync("/api/auth/demo", content: null, Ct)).ReadAsync<Session>(Ct));
        var token = (await LinkAsync(fresh)).ShouldNotBeNull().Split('/')[^1];

        await (await ClaimAsync(guest, token)).ShouldBeProblemAsync(410, "admin.link_expired", Ct);
        (await (await ClaimAsync(first, token)).ReadAsync<SessionUser>(Ct)).IsAdmin.ShouldBeTrue();
        await (await ClaimAsync(second, token)).ShouldBeProblemAsync(410, "admin.link_expired", Ct);

        (await first.GetAsync("/api/admin/people", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await LinkAsync(fresh)).ShouldBeNull();
    }

    [Fact]
    public async Task The_printed_link_ends_after_half_an_hour_and_cannot_be_made_up()
    {
        await using var fresh = await app.StartAnotherAsync(new AppSetup());
        var client = await fresh.SignUpAsync(Ct);
        var token = (await LinkAsync(fresh)).ShouldNotBeNull().Split('/')[^1];

        await (await ClaimAsync(client, (token[0] == 'A' ? 'B' : 'A') + token[1..])).ShouldBeProblemAsync(410, "admin.link_expired", Ct);
        fresh.Clock.Advance(TimeSpan.FromMinutes(10));
        await client.PostAsync("/api/auth/token", content: null, Ct);
        fresh.Clock.Advance(TimeSpan.FromMinutes(20));
        client = await fresh.SignUpAsync(Ct);

        await (await ClaimAsync(client, token)).ShouldBeProblemAsync(410, "admin.link_expired", Ct);
    }

    [Fact]
    public async Task An_address_in_the_settings_gets_an_account_that_its_mail_opens()
    {
        var email = Api.NewEmail("operator");
        await using var fresh = await app.StartAnotherAsync(new AppSetup { Settings = { ["ADMIN_EMAIL"] = email } });
        var client = fresh.NewClient();

        var token = await fresh.MailedTokenAsync(email, "You administer a Greenroom", Ct);
        (await client.PostAsJsonAsync("/api/auth/reset", new { token, password = Api.Password }, Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await (await client.LogInAsync(email, Ct)).ReadAsync<Session>(Ct)).User.IsAdmin.ShouldBeTrue();
    }

    [Fact]
    public async Task Whoever_registered_with_an_address_that_is_not_theirs_does_not_become_administrator_with_it()
    {
        await using var fresh = await app.StartAnotherAsync(new AppSetup());
        var squatter = fresh.NewClient();
        var session = await squatter.RegisterAsync(Api.NewEmail("operator"), Ct);
        squatter.Bear(session);

        string? link;
        await using (var scope = fresh.Services.CreateAsyncScope())
        {
            link = await scope.ServiceProvider.GetRequiredService<AdminCommand>().CreateAsync(session.User.Email!, mailed: false, Ct);
        }

        link.ShouldNotBeNull().ShouldStartWith("https://greenroom.example/reset/");
        (await squatter.GetAsync("/api/admin/people", Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await squatter.LogInAsync(session.User.Email!, Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_operator_takes_the_second_factor_off_an_account_whose_owner_has_lost_everything()
    {
        var ada = await app.SignUpProtectedAsync(Ct);
        var plain = (await app.NewClient().RegisterAsync(Api.NewEmail(), Ct)).User.Email!;
        async Task<bool?> ResetAsync(string email)
        {
            await using var scope = app.Services.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<AdminCommand>().ResetSecondFactorAsync(email, Ct);
        }

        (await ResetAsync("nobody@example.org")).ShouldBeNull();
        (await ResetAsync(plain)).ShouldBe(false);
        (await ResetAsync(ada.Email)).ShouldBe(true);

        (await app.NewClient().RefreshAsync(ada.RefreshToken, Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await ada.Client.GetAsync("/api/user/me", Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        ada.Client.Bear(await (await app.NewClient().LogInAsync(ada.Email, Ct)).ReadAsync<Session>(Ct));
        (await ada.Client.FactorAsync(Ct)).ShouldBe(new SecondFactorState(Enabled: false, RecoveryCodesLeft: 0, EnabledAt: null));
        (await app.ScalarAsync<int>("SELECT COUNT(*) FROM recovery_codes WHERE user_id = @p0", Ct, ada.User.Id)).ShouldBe(0);
        (await app.ScalarAsync<string>("SELECT detail FROM audit_events WHERE user_id = @p0 AND name = 'account.second_factor_disabled'", Ct, ada.User.Id)).ShouldBe("from the command line");
        (await app.MailToAsync(ada.Email, Ct)).Count(m => m.Subject == "The second factor was taken off your account").ShouldBe(1);
        (await app.MailToAsync(plain, Ct)).Select(m => m.Subject).ShouldBe(["Confirm your e-mail address"]);
    }

    [Fact]
    public async Task Administrators_see_how_many_there_are_and_who_and_it_is_written_down()
    {
        await using var fresh = await app.StartAnotherAsync(new AppSetup());
        var (admin, id) = await fresh.SignUpAdministratorAsync(Ct);
        var email = Api.NewEmail("grace");
        var user = await fresh.NewClient().RegisterAsync(email, Ct);
        await fresh.NewClient().PostAsync("/api/auth/demo", content: null, Ct);

        var people = await (await admin.GetAsync("/api/admin/people", Ct)).ReadAsync<People>(Ct);
        var found = await (await admin.GetAsync("/api/admin/users?search=GRACE", Ct)).ReadAsync<List>(Ct);
        var profile = await (await admin.GetAsync($"/api/users/{user.User.Id}", Ct)).ReadAsync<SessionUser>(Ct);

        people.ShouldBe(new People(Users: 2, Verified: 0, NewThisWeek: 2, Guests: 1, ActiveToday: 3, Administrators: 1, Waiting: 0));
        found.Items.ShouldHaveSingleItem().Email.ShouldBe(email);
        profile.Email.ShouldBe(email);
        var views = await fresh.RowsAsync("SELECT actor_id, detail FROM audit_events WHERE name = 'admin.viewed' ORDER BY detail", Ct);
        views.Select(v => v[1]).ShouldBe(["profile", "users"]);
        views.ShouldAllBe(v => Guid.Parse(v[0]!.ToString()!) == id);
    }

    [Fact]
    public async Task Whoever_is_no_administrator_any_more_is_none_at_once()
    {
        var (admin, id) = await app.SignUpAdministratorAsync(Ct);
        (await admin.GetAsync("/api/admin/jobs", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);

        await app.ExecuteAsync("UPDATE users SET is_admin = @p0 WHERE id = @p1", Ct, false, id);

        await (await admin.GetAsync("/api/admin/jobs", Ct)).ShouldBeProblemAsync(404, "route.not_found", Ct);
    }

    [Fact]
    public async Task Jobs_are_listed_by_state_and_a_failed_one_comes_again_when_asked()
    {
        await using var fresh = await app.StartAnotherAsync(new AppSetup());
        var (admin, _) = await fresh.SignUpAdministratorAsync(Ct);
        await fresh.RunAllJobsAsync(Ct);
        await fresh.ExecuteAsync("INSERT INTO jobs (id, kind, run_at, attempts, claims, created_at) VALUES (@p0, 'nobody.does_this', @p1, 0, 0, @p1)", Ct,
            Guid.CreateVersion7(fresh.Clock.GetUtcNow()), fresh.Clock.UtcNow);
        await fresh.RunJobsAsync(Ct);

        var failed = (await (await admin.GetAsync("/api/admin/jobs?state=failed", Ct)).ReadAsync<Jobs>(Ct)).Items.ShouldHaveSingleItem();
        failed.LastError.ShouldBe("No handler is registered for jobs of kind nobody.does_this.");
        (await fresh.RunJobsAsync(Ct)).ShouldBe(0, "it waits");
        (await admin.PostAsync($"/api/admin/jobs/{failed.Id}/retry", content: null, Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await fresh.RunJobsAsync(Ct)).ShouldBe(1);
        (await (await admin.GetAsync("/api/admin/jobs?state=planned", Ct)).ReadAsync<Jobs>(Ct)).Items.Count.ShouldBeGreaterThan(3);
        await (await admin.GetAsync("/api/admin/jobs?state=lazy", Ct)).ShouldBeProblemAsync(400, "request.invalid", Ct);
        await (await admin.PostAsync($"/api/admin/jobs/{Guid.Empty}/retry", content: null, Ct)).ShouldBeProblemAsync(404, "job.not_found", Ct);
    }

    private static async Task<string?> LinkAsync(GreenroomApp app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<FirstAdministrator>().LinkAsync(Ct);
    }

    private static Task<HttpResponseMessage> ClaimAsync(HttpClient client, string token) => client.PostAsJsonAsync("/api/admin/claim", new { token }, Ct);

    private sealed record People(int Users, int Verified, int NewThisWeek, int Guests, int ActiveToday, int Administrators, int Waiting);

    private sealed record List(IReadOnlyList<SessionUser> Items, string? NextCursor);

    private sealed record Jobs(IReadOnlyList<JobRow> Items, string? NextCursor);

    private sealed record JobRow(Guid Id, string Kind, string State, string? LastError);
}

public sealed class AdministratorsOnSqlite(SqliteApp app) : AdministratorTests(app), IClassFixture<SqliteApp>;

public sealed class AdministratorsOnPostgres(PostgresApp app) : AdministratorTests(app), IClassFixture<PostgresApp>;
