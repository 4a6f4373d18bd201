using System.Net;
using System.Net.Http.Json;

namespace Greenroom.IntegrationTests.Accounts.GitHub;

/// <summary>Logging in by GitHub: who gets an account, who is let in, and who is not.</summary>
public abstract class GitHubLoginTests(GitHubApp gitHub)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private GreenroomApp App => gitHub.App;

    [Fact]
    public async Task A_newcomer_gets_an_account_with_the_verified_address_and_no_password()
    {
        var octo = GitHubApp.NewUser();
        var browser = gitHub.NewBrowser();

        (await browser.LogInAsync(octo, "?return=/app/interviews%3Fstatus%3Dpaused")).ShouldBe("/app/interviews?status=paused");

        var cookie = browser.LastCookies.Single(c => c.StartsWith("__Host-greenroom_refresh=", StringComparison.Ordinal));
        cookie.ShouldContain("samesite=strict");
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("secure");
        var user = (await browser.OpenSessionAsync()).User;
        user.Username.ShouldBe(octo.Login);
        user.Email.ShouldBe(octo.Emails[1].Email);
        user.EmailVerified.ShouldBeTrue();
        user.IsGuest.ShouldBeFalse();
        (await App.RowsAsync("SELECT password FROM users WHERE id = @p0", Ct, user.Id))[0][0].ShouldBeNull();
        (await AuditAsync(user.Id)).ShouldBe(["account.registered by GitHub"]);
        (await App.MailToAsync(user.Email!, Ct)).ShouldBeEmpty("there is nothing to prove");
    }

    [Fact]
    public async Task Whoever_comes_again_is_the_same_whatever_they_are_called_by_then()
    {
        var octo = GitHubApp.NewUser();
        var first = gitHub.NewBrowser();
        await first.LogInAsync(octo);
        var user = (await first.OpenSessionAsync()).User;
        octo.Login = "renamed-" + octo.Login;
        octo.Emails = [];
        App.Clock.Advance(TimeSpan.FromSeconds(1));

        var second = gitHub.NewBrowser();
        (await second.LogInAsync(octo)).ShouldBe("/app");

        (await second.OpenSessionAsync()).User.Id.ShouldBe(user.Id);
        (await AuditAsync(user.Id)).ShouldBe(["session.logged_in by GitHub", "account.registered by GitHub"]);
        (await App.ScalarAsync<string>("SELECT name FROM external_logins WHERE user_id = @p0", Ct, user.Id)).ShouldBe(octo.Login);
    }

    [Fact]
    public async Task A_name_that_is_taken_gets_an_ending()
    {
        var (octo, other) = (GitHubApp.NewUser(), GitHubApp.NewUser());
        other.Login = octo.Login.ToUpperInvariant();
        await gitHub.NewBrowser().LogInAsync(octo);
        var browser = gitHub.NewBrowser();

        await browser.LogInAsync(other);

        (await browser.OpenSessionAsync()).User.Username.ShouldStartWith(other.Login + "-");
    }

    [Fact]
    public async Task Of_two_first_visits_at_once_both_come_to_the_one_account()
    {
        var octo = GitHubApp.NewUser();
        GitHubBrowser[] browsers = [gitHub.NewBrowser(), gitHub.NewBrowser()];

        (await Task.WhenAll(browsers.Select(b => b.LogInAsync(octo)))).ShouldAllBe(place => place == "/app");

        var users = await Task.WhenAll(browsers.Select(b => b.OpenSessionAsync()));
        users.Select(s => s.User.Id).Distinct().ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_account_with_the_same_address_is_not_opened(bool isProven)
    {
        var octo = GitHubApp.NewUser();
        var owner = (await App.NewClient().RegisterAsync(octo.Emails[1].Email.ToUpperInvariant(), Ct)).User;
        if (isProven)
        {
            await App.ExecuteAsync("UPDATE users SET email_verified = @p0 WHERE id = @p1", Ct, true, owner.Id);
        }

        var browser = gitHub.NewBrowser();
        (await browser.LogInAsync(octo)).ShouldBe("/login?error=github_email_taken");

        browser.HasSession.ShouldBeFalse();
        (await App.ScalarAsync<long>("SELECT count(*) FROM external_logins WHERE provider_user_id = @p0", Ct, octo.Id.ToString(System.Globalization.CultureInfo.InvariantCulture))).ShouldBe(0);
    }

    public static TheoryData<string> NoAddress => ["none", "unverified", "not the first", "404", "403", "a list of two", "too long"];

    [Theory]
    [MemberData(nameof(NoAddress))]
    public async Task Without_an_address_that_is_verified_and_shown_there_is_no_account(string how)
    {
        var octo = GitHubApp.NewUser();
        var email = octo.Emails[1].Email;
        octo.Emails = how switch
        {
            "unverified" => [new GitHubEmail(email, Verified: false)],
            "not the first" => [new GitHubEmail(email, Primary: false)],
            "a list of two" => [new GitHubEmail($"{email}, eve@example.org")],
            "too long" => [new GitHubEmail(new string('a', 250) + email)],
            _ => [],
        };
        if (int.TryParse(how, out var status))
        {
            octo.Instead["/user/emails"] = new GitHubReply(status, """{"message":"Resource not accessible by integration"}""");
        }

        var browser = gitHub.NewBrowser();
        (await browser.LogInAsync(octo)).ShouldBe("/login?error=github_no_email");

        browser.HasSession.ShouldBeFalse();
        (await App.ScalarAsync<long>("SELECT count(*) FROM users WHERE username = @p0", Ct, octo.Login)).ShouldBe(0);
    }

    [Fact]
    public async Task An_account_that_guessing_has_closed_stays_open_for_GitHub()
    {
        var octo = GitHubApp.NewUser();
        var browser = gitHub.NewBrowser();
        await browser.LogInAsync(octo);
        var user = (await browser.OpenSessionAsync()).User;
        await App.ExecuteAsync("UPDATE users SET lockout_end = @p0 WHERE id = @p1", Ct, App.Clock.UtcNow.AddMinutes(1), user.Id);

        var another = gitHub.NewBrowser();

        (await another.LogInAsync(octo)).ShouldBe("/app");
        another.HasSession.ShouldBeTrue();
    }

    [Fact]
    public async Task Whoever_has_deleted_their_account_begins_anew()
    {
        var octo = GitHubApp.NewUser();
        var browser = gitHub.NewBrowser();
        await browser.LogInAsync(octo);
        var before = (await browser.OpenSessionAsync()).User;
        await App.ExecuteAsync("DELETE FROM users WHERE id = @p0", Ct, before.Id);

        (await browser.LogInAsync(octo)).ShouldBe("/app");

        var after = (await browser.OpenSessionAsync()).User;
        after.Id.ShouldNotBe(before.Id);
        after.Email.ShouldBe(before.Email);
    }

    [Fact]
    public async Task Where_one_session_is_allowed_a_log_in_by_GitHub_ends_the_others()
    {
        await using var single = await App.StartAnotherAsync(gitHub.Setup(new AppSetup { Settings = { ["Sessions:SingleActive"] = "true" } }));
        var octo = GitHubApp.NewUser();
        var (first, second) = (gitHub.NewBrowser(single), gitHub.NewBrowser(single));
        await first.LogInAsync(octo);
        await first.OpenSessionAsync();

        await second.LogInAsync(octo);

        (await first.Http.GetAsync("/api/user/me", Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await (await first.SendAsync(HttpMethod.Post, "/api/auth/token?use_cookies=true")).ShouldBeProblemAsync(401, "session.replaced", Ct);
        await second.OpenSessionAsync();
    }

    [Fact]
    public async Task Whether_GitHub_is_offered_is_told_to_everybody()
    {
        await using var without = await App.StartAnotherAsync(new AppSetup());

        (await App.NewClient().GetFromJsonAsync<Methods>("/api/auth/methods", Ct)).ShouldBe(new Methods(Password: true, Github: true));
        (await without.NewClient().GetFromJsonAsync<Methods>("/api/auth/methods", Ct)).ShouldBe(new Methods(Password: true, Github: false));
        await (await without.NewClient().GetAsync("/auth/github", Ct)).ShouldBeProblemAsync(404, "github.not_configured", Ct);
        (await without.NewClient().GetAsync("/auth/github/callback?code=a&state=b", Ct)).Headers.Location!.OriginalString.ShouldBe("/login?error=github_state");
    }

    [Fact]
    public async Task Too_many_visits_from_one_address_are_sent_back_to_the_log_in_page()
    {
        await using var limited = await App.StartAnotherAsync(gitHub.Setup(new AppSetup { Settings = { ["RateLimits:Enabled"] = "true", ["RateLimits:LoginPerMinute"] = "1" } }));

        (await gitHub.NewBrowser(limited).BeginAsync()).ShouldStartWith(gitHub.Fake.Url);
        (await gitHub.NewBrowser(limited).BeginAsync()).ShouldBe("/login?error=github_limited");

        (await limited.ScalarAsync<long>("SELECT count(*) FROM oauth_states", Ct)).ShouldBe(1);
    }

    [Fact]
    public async Task On_plain_http_outside_development_nobody_is_sent_to_GitHub()
    {
        await using var production = await App.StartAnotherAsync(gitHub.Setup(AppSetup.Production));

        await (await production.NewClient().GetAsync("/auth/github", Ct)).ShouldBeProblemAsync(400, "auth.cookies_need_https", Ct);
    }

    private async Task<List<string>> AuditAsync(Guid userId) =>
        [.. (await App.RowsAsync("SELECT name, detail FROM audit_events WHERE user_id = @p0 ORDER BY at DESC", Ct, userId)).Select(row => $"{row[0]} {row[1]}".Trim())];

    private sealed record Methods(bool Password, bool Github);
}

public sealed class GitHubLoginOnSqlite(GitHubOnSqliteApp gitHub) : GitHubLoginTests(gitHub), IClassFixture<GitHubOnSqliteApp>;

public sealed class GitHubLoginOnPostgres(GitHubOnPostgresApp gitHub) : GitHubLoginTests(gitHub), IClassFixture<GitHubOnPostgresApp>;
