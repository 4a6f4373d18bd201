using System.Text;
using System.Web;

namespace Greenroom.IntegrationTests.Accounts.GitHub;

/// <summary>The way back: which browser may come back, once, from what, and to where. Nothing of it is kept.</summary>
public abstract class GitHubReturnTests(GitHubApp gitHub)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private GreenroomApp App => gitHub.App;

    [Fact]
    public async Task The_visit_carries_a_long_state_and_a_challenge_and_comes_back_to_the_address_of_the_site()
    {
        var browser = gitHub.NewBrowser();
        browser.Http.DefaultRequestHeaders.Host = "evil.example";

        var query = HttpUtility.ParseQueryString(new Uri(await browser.BeginAsync()).Query);

        query["redirect_uri"].ShouldBe("https://greenroom.example/auth/github/callback");
        query["state"]!.Length.ShouldBe(43, "256 bits");
        query["code_challenge"]!.Length.ShouldBe(43);
        query["scope"].ShouldBe("read:user user:email");
        var cookie = browser.LastCookies.ShouldHaveSingleItem();
        cookie.ShouldStartWith("greenroom_github=");
        cookie.ShouldEndWith("; max-age=600; path=/auth/github; secure; samesite=lax; httponly");
    }

    [Theory]
    [InlineData("")]
    [InlineData("?code=code1")]
    [InlineData("?code=code1&state=")]
    [InlineData("?code=code1&state=abc")]
    [InlineData("?code=code1&state=%00%ff")]
    [InlineData("?code=code1&state=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("?error=access_denied")]
    public async Task A_missing_or_made_up_state_is_refused(string query)
    {
        var browser = gitHub.NewBrowser();
        await browser.BeginAsync();

        (await browser.ReturnAsync($"{gitHub.Fake.RedirectUri}{query}")).ShouldBe("/login?error=github_state");

        browser.HasSession.ShouldBeFalse();
    }

    [Fact]
    public async Task A_state_is_good_once_and_for_ten_minutes()
    {
        var octo = GitHubApp.NewUser();
        var (browser, late) = (gitHub.NewBrowser(), gitHub.NewBrowser());
        var returned = gitHub.Fake.Consent(await browser.BeginAsync(), octo);
        var lateReturn = gitHub.Fake.Consent(await late.BeginAsync(), octo);

        (await browser.ReturnAsync(returned)).ShouldBe("/app");
        (await browser.ReturnAsync(returned)).ShouldBe("/login?error=github_state");
        App.Clock.Advance(TimeSpan.FromMinutes(10));

        (await late.ReturnAsync(lateReturn)).ShouldBe("/login?error=github_state");
        late.HasSession.ShouldBeFalse();
        await App.RunAllJobsAsync(Ct);
        App.Clock.Advance(TimeSpan.FromHours(1));
        await App.RunAllJobsAsync(Ct);
        (await App.ScalarAsync<long>("SELECT count(*) FROM oauth_states", Ct)).ShouldBe(0, "nobody comes back from them any more");
    }

    [Fact]
    public async Task Of_two_returns_at_once_one_finds_the_state()
    {
        var browser = gitHub.NewBrowser();
        var returned = gitHub.Fake.Consent(await browser.BeginAsync(), GitHubApp.NewUser());
        var cookie = browser.LastCookies.Single().Split(';')[0];

        var places = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(returned).PathAndQuery) { Headers = { { "Cookie", cookie } } };
            return (await browser.Http.SendAsync(request, Ct)).Headers.Location!.OriginalString;
        }));

        places.Count(place => place == "/app").ShouldBe(1);
        places.Count(place => place == "/login?error=github_state").ShouldBe(3);
    }

    [Fact]
    public async Task A_link_with_the_state_and_code_of_somebody_else_signs_nobody_in()
    {
        var (attacker, victim, fresh) = (gitHub.NewBrowser(), gitHub.NewBrowser(), gitHub.NewBrowser());
        var octo = GitHubApp.NewUser();
        var link = gitHub.Fake.Consent(await attacker.BeginAsync(), octo);
        await victim.BeginAsync();

        (await victim.ReturnAsync(link)).ShouldBe("/login?error=github_state");
        (await fresh.ReturnAsync(link)).ShouldBe("/login?error=github_state");

        victim.HasSession.ShouldBeFalse();
        fresh.HasSession.ShouldBeFalse();
        (await App.ScalarAsync<long>("SELECT count(*) FROM users WHERE username = @p0", Ct, octo.Login)).ShouldBe(0);
    }

    [Fact]
    public async Task A_code_of_somebody_else_in_ones_own_visit_is_refused_by_its_verifier()
    {
        var (thief, victim) = (gitHub.NewBrowser(), gitHub.NewBrowser());
        var stolen = HttpUtility.ParseQueryString(new Uri(gitHub.Fake.Consent(await victim.BeginAsync(), GitHubApp.NewUser())).Query)["code"];
        var state = HttpUtility.ParseQueryString(new Uri(await thief.BeginAsync()).Query)["state"];

        (await thief.ReturnAsync($"{gitHub.Fake.RedirectUri}?code={stolen}&state={state}")).ShouldBe("/login?error=github_failed");

        thief.HasSession.ShouldBeFalse();
    }

    [Fact]
    public async Task Saying_no_and_any_other_error_are_told_apart()
    {
        var browser = gitHub.NewBrowser();
        var octo = GitHubApp.NewUser();
        octo.SaysNo = true;

        (await browser.LogInAsync(octo)).ShouldBe("/login?error=github_denied");
        var state = HttpUtility.ParseQueryString(new Uri(await browser.BeginAsync()).Query)["state"];
        (await browser.ReturnAsync($"{gitHub.Fake.RedirectUri}?error=application_suspended&state={state}")).ShouldBe("/login?error=github_failed");
        var codeless = HttpUtility.ParseQueryString(new Uri(await browser.BeginAsync()).Query)["state"];
        (await browser.ReturnAsync($"{gitHub.Fake.RedirectUri}?state={codeless}")).ShouldBe("/login?error=github_failed");
    }

    public static TheoryData<string, int, string> Nonsense => new()
    {
        { FakeGitHub.TokenPath, 200, "<!DOCTYPE html><title>Unicorn!</title>" },
        { FakeGitHub.TokenPath, 502, "<!DOCTYPE html><title>Unicorn!</title>" },
        { FakeGitHub.TokenPath, 200, """{"access_token":"gho_half""" },
        { FakeGitHub.TokenPath, 200, """{"error":"bad_verification_code"}""" },
        { FakeGitHub.TokenPath, 200, """{"access_token":7}""" },
        { FakeGitHub.TokenPath, 200, "[]" },
        { FakeGitHub.TokenPath, 200, "" },
        { FakeGitHub.TokenPath, 302, "" },
        { "/user", 500, "{}" },
        { "/user", 401, """{"message":"Bad credentials"}""" },
        { "/user", 200, "<html></html>" },
        { "/user", 200, """{"login":"octo"}""" },
        { "/user", 200, """{"login":"octo","id":"583231"}""" },
        { "/user", 200, """{"login":"octo","id":1.5}""" },
        { "/user", 200, """{"login":"octo","id":0}""" },
        { "/user", 200, """{"login":null,"id":583231}""" },
        { "/user", 200, """{"login":"a\ud800","id":583231}""" },
        { "/user", 200, """{"login":"a\u0000b","id":583231}""" },
        { "/user/emails", 503, "" },
        { "/user/emails", 200, "<html></html>" },
        { "/user/emails", 200, """{"email":"octo@example.org","primary":true,"verified":true}""" },
    };

    [Theory]
    [MemberData(nameof(Nonsense))]
    public async Task A_provider_that_does_not_say_who_it_is_signs_nobody_in(string path, int status, string body)
    {
        var octo = GitHubApp.NewUser();
        octo.Instead[path] = new GitHubReply(status, body, body.StartsWith('<') ? "text/html" : "application/json");
        var browser = gitHub.NewBrowser();

        (await browser.LogInAsync(octo)).ShouldBe("/login?error=github_failed");

        browser.HasSession.ShouldBeFalse();
        (await App.ScalarAsync<long>("SELECT count(*) FROM users WHERE username = @p0", Ct, octo.Login)).ShouldBe(0);
    }

    [Fact]
    public async Task A_provider_that_never_ends_its_answer_is_given_up_in_time()
    {
        var octo = GitHubApp.NewUser();
        octo.Instead[FakeGitHub.TokenPath] = new GitHubReply(200, "") { Stalls = true };
        var browser = gitHub.NewBrowser();
        var coming = browser.LogInAsync(octo);
        await Patience.UntilAsync(() => gitHub.Fake.IsStalling, "GitHub was asked", Ct);

        App.Clock.Advance(GitHubApp.Timeout);

        (await coming).ShouldBe("/login?error=github_failed");
    }

    [Theory]
    [InlineData("/app", "/app")]
    [InlineData("/app/settings/security", "/app/settings/security")]
    [InlineData("/app/interviews/0198c1f2-0000-7000-8000-00000000ada0/report", "/app/interviews/0198c1f2-0000-7000-8000-00000000ada0/report")]
    [InlineData("/app/interviews?status=paused&q=%2Fa", "/app/interviews?status=paused&q=%2Fa")]
    [InlineData("", "/app")]
    [InlineData("//evil.example", "/app")]
    [InlineData("https://evil.example", "/app")]
    [InlineData("/\\evil.example", "/app")]
    [InlineData("/app/../..//evil.example", "/app")]
    [InlineData("/app/%2e%2e/%2e%2e//evil.example", "/app")]
    [InlineData("/app/..\\evil.example", "/app")]
    [InlineData("/app//evil.example", "/app")]
    [InlineData("/app@evil.example", "/app")]
    [InlineData("/app.evil.example", "/app")]
    [InlineData("/application", "/app")]
    [InlineData("/api/auth/logout", "/app")]
    [InlineData("/app\r\nSet-Cookie: a=b", "/app")]
    [InlineData("/app\n", "/app")]
    [InlineData("/app#@evil.example", "/app")]
    [InlineData("javascript:alert(1)", "/app")]
    public async Task Nobody_is_sent_anywhere_but_to_pages_behind_the_log_in(string wanted, string place)
    {
        var browser = gitHub.NewBrowser();

        (await browser.LogInAsync(GitHubApp.NewUser(), $"?return={Uri.EscapeDataString(wanted)}")).ShouldBe(place);
    }

    [Fact]
    public async Task No_secret_and_no_token_is_stored_or_logged()
    {
        var octo = GitHubApp.NewUser();
        var broken = GitHubApp.NewUser();
        broken.Instead["/user"] = new GitHubReply(200, "{ not JSON, " + FakeGitHub.Mark);
        var browser = gitHub.NewBrowser();
        await browser.LogInAsync(octo);
        await browser.LogInAsync(broken);
        var begun = await browser.BeginAsync();
        var state = HttpUtility.ParseQueryString(new Uri(begun).Query)["state"]!;

        var stored = App.IsPostgres ? await DumpAsync() : await FilesAsync();

        stored.ShouldContain(text => text.Contains(octo.Login, StringComparison.Ordinal), "what is looked through is what was stored");
        stored.ShouldNotContain(text => text.Contains(FakeGitHub.Mark, StringComparison.Ordinal));
        stored.ShouldNotContain(text => text.Contains(state, StringComparison.Ordinal), "the state opens nothing without its text");
        App.Logs.Lines.ShouldContain(line => line.Message.StartsWith("GitHub did not say who somebody is", StringComparison.Ordinal));
        var logged = App.Logs.Lines.Select(line => $"{line.Category}: {line.Message} {line.Exception}").ToList();
        logged.Where(line => line.Contains(FakeGitHub.Mark, StringComparison.Ordinal)).ShouldBeEmpty();

        // At a level that operators have to ask for, the framework tells where a browser was sent: a state is nothing without its cookie.
        logged.Where(line => line.Contains(new Uri(gitHub.Fake.Url).Authority, StringComparison.Ordinal) && !line.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    /// <summary>Every file of the data directory that holds something, the write-ahead log among them.</summary>
    private async Task<List<string>> FilesAsync()
    {
        var texts = new List<string>();
        foreach (var path in Directory.EnumerateFiles(App.DataDirectory, "*", SearchOption.AllDirectories).Where(path => new FileInfo(path).Length > 0))
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(file, Encoding.Latin1);
            texts.Add(await reader.ReadToEndAsync(Ct));
        }

        return texts;
    }

    /// <summary>Every row of every table.</summary>
    private async Task<List<string>> DumpAsync()
    {
        var texts = new List<string>();
        foreach (var table in await App.RowsAsync("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'", Ct))
        {
            texts.AddRange((await App.RowsAsync($"SELECT CAST(t AS text) FROM \"{table[0]}\" t", Ct)).Select(row => (string)row[0]!));
        }

        return texts;
    }
}

public sealed class GitHubReturnOnSqlite(GitHubOnSqliteApp gitHub) : GitHubReturnTests(gitHub), IClassFixture<GitHubOnSqliteApp>;

public sealed class GitHubReturnOnPostgres(GitHubOnPostgresApp gitHub) : GitHubReturnTests(gitHub), IClassFixture<GitHubOnPostgresApp>;
