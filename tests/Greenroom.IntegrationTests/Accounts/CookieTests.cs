using System.Net;
using System.Net.Http.Json;

namespace Greenroom.IntegrationTests.Accounts;

public abstract class CookieTests(GreenroomApp app)
{
    private const string SecureCookie = "__Host-greenroom_refresh";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/api/users")]
    [InlineData("/api/auth/register")]
    [InlineData("/api/auth/demo")]
    public async Task With_cookies_the_refresh_token_is_in_the_cookie_and_not_in_the_body(string path)
    {
        var response = await SendAsync(Browser(), path + "?use_cookies=true", path.EndsWith("demo", StringComparison.Ordinal) ? null : NewAccount());

        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await response.ReadAsync<Session>(Ct)).RefreshToken.ShouldBeNull();
        var cookie = SetCookie(response);
        cookie.ShouldStartWith(SecureCookie + "=");
        var attributes = cookie.Split("; ").Skip(1).Select(a => a.ToLowerInvariant()).ToList();
        attributes.ShouldContain("secure");
        attributes.ShouldContain("httponly");
        attributes.ShouldContain("samesite=strict");
        attributes.ShouldContain("path=/");
        attributes.ShouldNotContain(a => a.StartsWith("domain", StringComparison.Ordinal), "a __Host- cookie has none");
        var life = path.EndsWith("demo", StringComparison.Ordinal) ? TimeSpan.FromDays(7) : TimeSpan.FromDays(14);
        attributes.ShouldContain($"max-age={life.TotalSeconds}");
    }

    [Fact]
    public async Task The_cookie_is_exchanged_for_the_next_one_and_never_shown_to_a_script()
    {
        var browser = Browser();
        Keep(browser, await SendAsync(browser, "/api/auth/register?use_cookies=true", NewAccount()));

        var refreshed = await SendAsync(browser, "/api/auth/token", body: null);

        refreshed.StatusCode.ShouldBe(HttpStatusCode.OK);
        var session = await refreshed.ReadAsync<Session>(Ct);
        session.RefreshToken.ShouldBeNull("even without use_cookies, what came in a cookie goes back into a cookie");
        Keep(browser, refreshed);
        (await SendAsync(browser, "/api/auth/token?use_cookies=true", body: null)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Logging_out_ends_the_session_of_the_cookie_and_removes_it()
    {
        var browser = Browser();
        Keep(browser, await SendAsync(browser, "/api/auth/register?use_cookies=true", NewAccount()));

        var response = await SendAsync(browser, "/api/auth/logout", body: null);

        response.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var removal = SetCookie(response);
        removal.ShouldStartWith(SecureCookie + "=;");
        removal.ShouldContain("expires=Thu, 01 Jan 1970");
        await (await SendAsync(browser, "/api/auth/token", body: null)).ShouldBeProblemAsync(401, "auth.refresh_invalid", Ct);
    }

    [Fact]
    public async Task A_dead_cookie_is_removed_when_it_is_refused()
    {
        var browser = Browser();
        browser.DefaultRequestHeaders.Add("Cookie", SecureCookie + "=dead");

        var response = await SendAsync(browser, "/api/auth/token", body: null);

        await response.ShouldBeProblemAsync(401, "auth.refresh_invalid", Ct);
        SetCookie(response).ShouldStartWith(SecureCookie + "=;");
    }

    [Theory]
    [InlineData("X-Greenroom", null)]
    [InlineData("X-Greenroom", "0")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task A_call_from_another_site_cannot_use_the_cookie(string header, string? value)
    {
        var browser = Browser();
        Keep(browser, await SendAsync(browser, "/api/auth/register?use_cookies=true", NewAccount()));
        browser.DefaultRequestHeaders.Remove(header);
        if (value is not null)
        {
            browser.DefaultRequestHeaders.Add(header, value);
        }

        foreach (var path in new[] { "/api/auth/token", "/api/auth/token?use_cookies=true", "/api/auth/logout", "/api/auth/demo?use_cookies=true" })
        {
            await (await SendAsync(browser, path, body: null)).ShouldBeProblemAsync(403, "auth.cross_site", Ct);
        }

        await (await SendAsync(browser, "/api/auth/login?use_cookies=true", new { email = "ada@example.org", password = Api.Password })).ShouldBeProblemAsync(403, "auth.cross_site", Ct);
        await (await SendAsync(browser, "/api/users?use_cookies=true", NewAccount())).ShouldBeProblemAsync(403, "auth.cross_site", Ct);
    }

    [Theory]
    [InlineData("https://localhost", true)]
    [InlineData("https://greenroom.example.com", true)]
    [InlineData("http://localhost", false)]
    [InlineData("https://localhost.evil.example", false)]
    [InlineData("null", false)]
    public async Task A_browser_without_fetch_metadata_is_judged_by_its_origin(string origin, bool passes)
    {
        await using var behindProxy = await app.StartAnotherAsync(new AppSetup { Settings = { ["FRONTEND_URL"] = "https://greenroom.example.com/app" } });
        var browser = behindProxy.NewClient(https: true);
        browser.DefaultRequestHeaders.Add("X-Greenroom", "1");
        browser.DefaultRequestHeaders.Add("Origin", origin);

        var response = await SendAsync(browser, "/api/auth/demo?use_cookies=true", body: null);

        response.StatusCode.ShouldBe(passes ? HttpStatusCode.Created : HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_page_on_another_port_can_neither_refresh_nor_log_out()
    {
        var browser = Browser();
        Keep(browser, await SendAsync(browser, "/api/auth/register?use_cookies=true", NewAccount()));
        browser.DefaultRequestHeaders.Remove("Sec-Fetch-Site");
        browser.DefaultRequestHeaders.Add("Origin", "https://localhost:8443");

        foreach (var path in new[] { "/api/auth/token", "/api/auth/logout" })
        {
            await (await SendAsync(browser, path, body: null)).ShouldBeProblemAsync(403, "auth.cross_site", Ct);
        }

        browser.DefaultRequestHeaders.Remove("Origin");
        browser.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        (await SendAsync(browser, "/api/auth/token", body: null)).StatusCode.ShouldBe(HttpStatusCode.OK, "the session goes on");
    }

    [Fact]
    public async Task A_token_in_the_body_wins_over_the_cookie()
    {
        var browser = Browser();
        Keep(browser, await SendAsync(browser, "/api/auth/register?use_cookies=true", NewAccount()));
        var other = await app.NewClient().RegisterAsync(Api.NewEmail(), Ct);

        var response = await SendAsync(browser, "/api/auth/token", new { refresh_token = other.RefreshToken });

        var session = await response.ReadAsync<Session>(Ct);
        session.User.Id.ShouldBe(other.User.Id);
        session.RefreshToken.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_bearer_token_wins_over_a_cookie_that_may_not_be_used()
    {
        var browser = Browser();
        Keep(browser, await SendAsync(browser, "/api/auth/register?use_cookies=true", NewAccount()));
        browser.DefaultRequestHeaders.Remove("X-Greenroom");
        var other = await app.NewClient().RegisterAsync(Api.NewEmail(), Ct);
        browser.Bear(other);

        var response = await SendAsync(browser, "/api/auth/logout", body: null);

        response.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await app.NewClient().RefreshAsync(other.RefreshToken, Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        browser.DefaultRequestHeaders.Add("X-Greenroom", "1");
        (await SendAsync(browser, "/api/auth/token", body: null)).StatusCode.ShouldBe(HttpStatusCode.OK, "the session of the cookie was left alone");
    }

    [Fact]
    public async Task On_plain_http_the_cookie_has_a_plain_name_in_development()
    {
        var browser = Browser(https: false);

        var response = await SendAsync(browser, "/api/auth/demo?use_cookies=true", body: null);

        var cookie = SetCookie(response);
        cookie.ShouldStartWith("greenroom_refresh=");
        cookie.ShouldNotContain("secure", Case.Insensitive);
    }

    [Fact]
    public async Task On_plain_http_outside_development_there_is_no_cookie()
    {
        await using var production = await app.StartAnotherAsync(AppSetup.Production);
        var browser = production.NewClient();
        browser.DefaultRequestHeaders.Add("X-Greenroom", "1");

        var response = await SendAsync(browser, "/api/auth/demo?use_cookies=true", body: null);

        await response.ShouldBeProblemAsync(400, "auth.cookies_need_https", Ct);
        response.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }

    [Fact]
    public async Task A_cookie_signs_nobody_in()
    {
        var browser = Browser();
        Keep(browser, await SendAsync(browser, "/api/auth/register?use_cookies=true", NewAccount()));

        var response = await browser.GetAsync("/api/user/me", Ct);

        await response.ShouldBeProblemAsync(401, "auth.required", Ct);
    }

    private static object NewAccount() => new { email = Api.NewEmail(), password = Api.Password };

    private HttpClient Browser(bool https = true)
    {
        var client = app.NewClient(https);
        client.DefaultRequestHeaders.Add("X-Greenroom", "1");
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        return client;
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, string path, object? body) =>
        client.PostAsync(path, body is null ? null : JsonContent.Create(body), Ct);

    private static string SetCookie(HttpResponseMessage response) => response.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem();

    private static void Keep(HttpClient client, HttpResponseMessage response)
    {
        client.DefaultRequestHeaders.Remove("Cookie");
        client.DefaultRequestHeaders.Add("Cookie", SetCookie(response).Split(';')[0]);
    }
}

public sealed class CookiesOnSqlite(SqliteApp app) : CookieTests(app), IClassFixture<SqliteApp>;
public sealed class CookiesOnPostgres(PostgresApp app) : CookieTests(app), IClassFixture<PostgresApp>;
