using System.Net;
using System.Net.Http.Json;

namespace Greenroom.IntegrationTests.Accounts.GitHub;

/// <summary>GitHub as a second key to an account that there is already.</summary>
public abstract class GitHubLinkTests(GitHubApp gitHub)
{
    private const string Linked = "/app/settings/security?github=linked";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private GreenroomApp App => gitHub.App;

    [Fact]
    public async Task A_linked_account_is_opened_by_GitHub_until_it_is_unlinked_and_its_user_is_told_of_both()
    {
        var octo = GitHubApp.NewUser();
        var (browser, session) = await SignedInAsync();
        var email = session.User.Email!;
        (await LinkOfAsync(browser)).ShouldBe(new Link(Configured: true, Linked: false, Name: null, LinkedAt: null));

        (await browser.LinkAsync(octo)).ShouldBe(Linked);
        (await LinkOfAsync(browser)).ShouldBe(new Link(Configured: true, Linked: true, octo.Login, App.Clock.UtcNow));
        var other = gitHub.NewBrowser();
        (await other.LogInAsync(octo)).ShouldBe("/app");
        (await other.OpenSessionAsync()).User.Id.ShouldBe(session.User.Id);
        (await browser.Http.DeleteAsync("/api/user/me/github", Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await LinkOfAsync(browser)).Linked.ShouldBeFalse();
        await (await browser.Http.DeleteAsync("/api/user/me/github", Ct)).ShouldBeProblemAsync(404, "github.not_linked", Ct);
        (await App.MailToAsync(email, Ct)).Select(m => m.Subject).ShouldBe(
            ["Confirm your e-mail address", "Your account is linked to GitHub", "Your account is no longer linked to GitHub"], ignoreOrder: true);
        (await App.RowsAsync("SELECT name FROM audit_events WHERE user_id = @p0", Ct, session.User.Id)).Select(row => row[0]).ShouldBe(
            ["account.registered", "account.github_linked", "session.logged_in", "account.github_unlinked"], ignoreOrder: true);
    }

    [Fact]
    public async Task The_last_way_into_an_account_cannot_be_taken_away()
    {
        var octo = GitHubApp.NewUser();
        var browser = gitHub.NewBrowser();
        await browser.LogInAsync(octo);
        var email = (await browser.OpenSessionAsync()).User.Email!;

        await (await browser.Http.DeleteAsync("/api/user/me/github", Ct)).ShouldBeProblemAsync(422, "github.last_way_in", Ct);
        (await LinkOfAsync(browser)).Linked.ShouldBeTrue();
        await App.NewClient().PostAsJsonAsync("/api/auth/forgot", new { email }, Ct);
        await App.NewClient().PostAsJsonAsync("/api/auth/reset", new { token = await App.MailedTokenAsync(email, "Set a new password", Ct), password = Api.Password }, Ct);
        await browser.LogInAsync(octo);
        await browser.OpenSessionAsync();

        (await browser.Http.DeleteAsync("/api/user/me/github", Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await App.NewClient().LogInAsync(email, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_account_at_GitHub_opens_one_account_here()
    {
        var octo = GitHubApp.NewUser();
        var (first, _) = await SignedInAsync();
        var (second, _) = await SignedInAsync();
        await first.LinkAsync(octo);

        (await second.LinkAsync(octo)).ShouldBe("/app/settings/security?error=github_taken");

        (await LinkOfAsync(second)).Linked.ShouldBeFalse();
        await (await first.SendAsync(HttpMethod.Post, "/api/user/me/github", new { current_password = Api.Password })).ShouldBeProblemAsync(409, "github.linked_already", Ct);
    }

    [Fact]
    public async Task Of_two_who_link_one_account_at_once_one_gets_it()
    {
        var octo = GitHubApp.NewUser();
        GitHubBrowser[] browsers = [(await SignedInAsync()).Browser, (await SignedInAsync()).Browser];

        var places = await Task.WhenAll(browsers.Select(b => b.LinkAsync(octo)));

        places.ShouldBe([Linked, "/app/settings/security?error=github_taken"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_link_that_was_begun_in_another_browser_or_before_the_log_out_is_not_made()
    {
        var octo = GitHubApp.NewUser();
        var (attacker, _) = await SignedInAsync();
        var (victim, _) = await SignedInAsync();
        var planted = gitHub.Fake.Consent(await attacker.BeginLinkAsync(), octo);
        await victim.BeginLinkAsync();
        (await victim.ReturnAsync(planted)).ShouldBe("/app/settings/security?error=github_state");

        await attacker.SendAsync(HttpMethod.Post, "/api/auth/logout");
        (await attacker.ReturnAsync(planted)).ShouldBe("/app/settings/security?error=github_state");

        (await LinkOfAsync(victim)).Linked.ShouldBeFalse();
        (await App.ScalarAsync<long>("SELECT count(*) FROM external_logins WHERE name = @p0", Ct, octo.Login)).ShouldBe(0);
    }

    [Fact]
    public async Task What_goes_wrong_on_the_way_is_told_where_it_began()
    {
        var (no, broken) = (GitHubApp.NewUser(), GitHubApp.NewUser());
        no.SaysNo = true;
        broken.Instead["/user"] = new GitHubReply(500, "<html>", "text/html");
        var (browser, _) = await SignedInAsync();

        (await browser.LinkAsync(no)).ShouldBe("/app/settings/security?error=github_denied");
        (await browser.LinkAsync(broken)).ShouldBe("/app/settings/security?error=github_failed");
    }

    [Fact]
    public async Task An_open_session_alone_links_nothing()
    {
        var browser = gitHub.NewBrowser();
        browser.Http.Bear(await browser.Http.RegisterAsync(Api.NewEmail(), Ct));

        var refused = await browser.SendAsync(HttpMethod.Post, "/api/user/me/github", new { current_password = "not the password" });

        await refused.ShouldBeProblemAsync(422, "auth.password_wrong", Ct);
    }

    [Fact]
    public async Task The_sixth_time_in_a_minute_waits_even_with_the_right_password()
    {
        await using var limited = await App.StartAnotherAsync(gitHub.Setup(new AppSetup { Settings = { ["RateLimits:Enabled"] = "true" } }));
        var browser = gitHub.NewBrowser(limited);
        browser.Http.Bear(await browser.Http.RegisterAsync(Api.NewEmail("links"), Ct));
        for (var i = 0; i < 5; i++)
        {
            await browser.BeginLinkAsync();
        }

        await (await browser.SendAsync(HttpMethod.Post, "/api/user/me/github", new { current_password = Api.Password })).ShouldBeProblemAsync(429, "rate.limited", Ct);

        (await limited.ScalarAsync<int>("SELECT COUNT(*) FROM oauth_states", Ct)).ShouldBe(5, "each visit is a row");
    }

    [Fact]
    public async Task A_guest_and_a_server_without_GitHub_have_nothing_to_link()
    {
        var guest = gitHub.NewBrowser();
        guest.Http.Bear(await (await guest.Http.PostAsync("/api/auth/demo", content: null, Ct)).ReadAsync<Session>(Ct));
        await using var without = await App.StartAnotherAsync(new AppSetup());
        var client = await without.SignUpAsync(Ct);

        await (await guest.SendAsync(HttpMethod.Post, "/api/user/me/github", new { current_password = Api.Password })).ShouldBeProblemAsync(409, "account.no_email", Ct);
        await (await client.PostAsJsonAsync("/api/user/me/github", new { current_password = Api.Password }, Ct)).ShouldBeProblemAsync(404, "github.not_configured", Ct);
        (await (await client.GetAsync("/api/user/me/github", Ct)).ReadAsync<Link>(Ct)).Configured.ShouldBeFalse();
        await (await App.NewClient().PostAsJsonAsync("/api/user/me/github", new { current_password = Api.Password }, Ct)).ShouldBeProblemAsync(401, "auth.required", Ct);
    }

    private async Task<(GitHubBrowser Browser, Session Session)> SignedInAsync()
    {
        var browser = gitHub.NewBrowser();
        var session = await browser.Http.RegisterAsync(Api.NewEmail("links"), Ct);
        browser.Http.Bear(session);
        return (browser, session);
    }

    private static async Task<Link> LinkOfAsync(GitHubBrowser browser) => await (await browser.Http.GetAsync("/api/user/me/github", Ct)).ReadAsync<Link>(Ct);

    private sealed record Link(bool Configured, bool Linked, string? Name, DateTime? LinkedAt);
}

public sealed class GitHubLinkOnSqlite(GitHubOnSqliteApp gitHub) : GitHubLinkTests(gitHub), IClassFixture<GitHubOnSqliteApp>;

public sealed class GitHubLinkOnPostgres(GitHubOnPostgresApp gitHub) : GitHubLinkTests(gitHub), IClassFixture<GitHubOnPostgresApp>;
