using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Greenroom.Accounts.Admin;
using Greenroom.Accounts.SecondFactor;
using Greenroom.IntegrationTests.Accounts.GitHub;
using Greenroom.IntegrationTests.Growth;
using Greenroom.IntegrationTests.Interviews;
using Greenroom.Platform.Email;
using Greenroom.Platform.Start;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MimeKit;

namespace Greenroom.IntegrationTests.Security;

/// <summary>Not even an operator who logs everything finds in the log what opens an account, or what somebody answered.</summary>
public abstract partial class LoggedSecretTests(GreenroomApp app)
{
    private const string WrongPassword = "not the password of anybody";
    private const string NewPassword = "another horse, another battery";
    private const string AdminPassword = "the operator's own password";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_log_of_everything_holds_no_secret()
    {
        await using var own = await StartAsync();
        var email = Api.NewEmail("logged");
        var http = own.NewClient();
        var first = await http.RegisterAsync(email, Ct);
        await own.NewClient().LogInAsync(email, Ct, WrongPassword);
        var session = await (await own.NewClient().RefreshAsync(first.RefreshToken, Ct)).ReadAsync<Session>(Ct);
        http.Bear(session);
        var cookie = await CookieAsync(own, email);

        var room = await new Candidate(own, http, email).StartAsync();
        await room.AnswerAsync(Candidate.PartialAnswer);
        var creator = Creator.Of(own, http, session);
        var (state, browser) = await creator.BeginAsync();
        await creator.ReturnAsync((state, browser), "sandbox:tiny");
        await own.RunAllJobsAsync(Ct);
        await http.PostAsJsonAsync("/api/auth/logout", new { refresh_token = session.RefreshToken }, Ct);

        ShouldHaveKept(own,
        [
            Api.Password, WrongPassword, email, session.Token, first.RefreshToken!, session.RefreshToken!, cookie, GreenroomApp.JwtSecret, GreenroomApp.MasterKey, session.Token.Split('.')[0], "sandbox|tiny|", Candidate.PartialAnswer[..30],
        ]);
    }

    [Fact]
    public async Task Nor_does_it_hold_a_key_of_an_account_or_one_of_the_servers_own()
    {
        await using var smtp = new SmtpOnLoopback();
        smtp.Start();
        await using var gitHub = await FakeGitHub.StartAsync($"{GreenroomApp.PublicUrl}/auth/github/callback");
        await using var own = await StartAsync(
            [("SMTP_URL", smtp.Url), ("MAIL_FROM", "Greenroom <hello@greenroom.example>"), ("ADMIN_PASSWORD", AdminPassword), .. gitHub.Settings.Select(s => (s.Key, s.Value))],
            services => services.Configure<MailOptions>(mail => mail.CertificateJudge = (_, certificate, _, _) => smtp.IsOurs(certificate)));
        var secrets = new List<string> { Api.Password, WrongPassword, NewPassword, AdminPassword, SmtpOnLoopback.Password, Uri.EscapeDataString(SmtpOnLoopback.Password), FakeGitHub.Mark };

        var ada = await UseAccountAsync(own, smtp, secrets);
        await UsePasskeyAsync(own, ada, secrets);
        await UseSecondFactorAsync(own, secrets);
        await UseGitHubAsync(own, gitHub, secrets);
        foreach (var password in new[] { AdminPassword, WrongPassword })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/admin/waitlist") { Headers = { { "X-Admin-Password", password } } };
            await own.NewClient().SendAsync(request, Ct);
        }

        // What the host does by itself once it has started.
        await own.Services.GetServices<IAfterStart>().OfType<FirstAdministratorNotice>().Single().RunAsync(Ct);
        var printed = own.Logs.Lines.Where(l => l.Message.Contains("/admin/claim/", StringComparison.Ordinal)).ShouldHaveSingleItem("the one line that prints it on purpose");
        var claim = printed.Message.Split("/admin/claim/")[1].Split(' ')[0];
        (await ada.PostAsJsonAsync("/api/admin/claim", new { token = claim }, Ct)).EnsureSuccessStatusCode();
        own.Logs.Lines.Count(l => $"{l.Message} {l.Exception}".Contains(claim, StringComparison.Ordinal)).ShouldBe(1);
        secrets.Count.ShouldBeGreaterThan(35);
        ShouldHaveKept(own, secrets);
    }

    private async Task<GreenroomApp> StartAsync(IEnumerable<(string Name, string Value)>? settings = null, Action<IServiceCollection>? services = null)
    {
        var setup = new AppSetup
        {
            LeastLevel = LogLevel.Trace,
            Services = services,
            Settings = { ["Logging:LogLevel:Default"] = "Trace", ["Logging:LogLevel:Greenroom"] = "Trace", ["Logging:LogLevel:Microsoft.EntityFrameworkCore"] = "Debug" },
        };
        foreach (var (name, value) in settings ?? [])
        {
            setup.Settings[name] = value;
        }

        return await app.StartAnotherAsync(setup);
    }

    private static void ShouldHaveKept(GreenroomApp own, IReadOnlyCollection<string> secrets)
    {
        var lines = own.Logs.Lines.Select(l => $"{l.Category} {l.Message} {l.Exception}").ToList();
        var log = string.Join('\n', lines);
        own.Logs.Lines.ShouldContain(l => l.Level == LogLevel.Trace, "this is the log of everything");
        log.ShouldContain("INSERT INTO", customMessage: "with the statements of the database");
        secrets.ShouldAllBe(secret => secret.Length > 2);
        secrets.Where(secret => log.Contains(secret, StringComparison.Ordinal)).Select(secret => $"{secret}: {lines.Find(l => l.Contains(secret, StringComparison.Ordinal))}").ShouldBeEmpty();
    }

    /// <summary>Every link that is mailed: of a new account, of a forgotten password, of a new address. Returns somebody who is signed in.</summary>
    private static async Task<HttpClient> UseAccountAsync(GreenroomApp own, SmtpOnLoopback smtp, List<string> secrets)
    {
        var (email, moved) = (Api.NewEmail("logged"), Api.NewEmail("logged-elsewhere"));
        var client = own.NewClient();
        await client.RegisterAsync(email, Ct);
        await VerifyAsync(client, await NextLinkAsync());
        await client.PostAsJsonAsync("/api/auth/forgot", new { email }, Ct);
        (await client.PostAsJsonAsync("/api/auth/reset", new { token = await NextLinkAsync(), password = NewPassword }, Ct)).EnsureSuccessStatusCode();
        await client.LogInAsync(email, Ct, WrongPassword);
        var session = await (await client.LogInAsync(email, Ct, NewPassword)).ReadAsync<Session>(Ct);
        client.Bear(session);
        await VerifyAsync(client, secrets[^1] + "x");
        (await client.PostAsJsonAsync("/api/auth/email", new { email = moved, current_password = NewPassword }, Ct)).EnsureSuccessStatusCode();
        await VerifyAsync(client, await NextLinkAsync());
        session = await (await client.LogInAsync(moved, Ct, NewPassword)).ReadAsync<Session>(Ct);
        client.Bear(session);
        await own.RunAllJobsAsync(Ct);
        secrets.AddRange([email, moved, session.Token, session.RefreshToken!, .. smtp.Received.SelectMany(m => TokensIn(m.Message))]);
        return client;

        async Task<string> NextLinkAsync()
        {
            await own.RunAllJobsAsync(Ct);
            secrets.Add(smtp.Received.SelectMany(m => TokensIn(m.Message)).Last());
            return secrets[^1];
        }
    }

    private static async Task UsePasskeyAsync(GreenroomApp own, HttpClient client, List<string> secrets)
    {
        using var phone = new SoftAuthenticator();
        var begun = await ReadAsync(await client.PostAsJsonAsync("/api/user/me/passkeys/options", new { current_password = NewPassword }, Ct));
        var made = phone.Create(begun["options"]!.GetValue<string>());
        (await client.PostAsJsonAsync("/api/user/me/passkeys", new { ceremony = begun["ceremony"], credential = made, name = "phone" }, Ct)).EnsureSuccessStatusCode();
        secrets.AddRange([phone.Id, ChallengeOf(begun), .. PartsOf(made)]);
        foreach (var mischief in new[] { new Mischief { WrongSignature = true }, new Mischief() })
        {
            var options = await ReadAsync(await own.NewClient().PostAsync("/api/auth/passkeys/options", content: null, Ct));
            var answer = phone.Get(options["options"]!.GetValue<string>(), mischief);
            (await own.NewClient().PostAsJsonAsync("/api/auth/passkeys", new { ceremony = options["ceremony"], credential = answer }, Ct)).IsSuccessStatusCode.ShouldBe(!mischief.WrongSignature);
            secrets.AddRange([ChallengeOf(options), .. PartsOf(answer)]);
        }

        static string ChallengeOf(JsonNode options) => JsonNode.Parse(options["options"]!.GetValue<string>())!["challenge"]!.GetValue<string>();

        static IEnumerable<string> PartsOf(string credential) =>
            JsonNode.Parse(credential)!["response"]!.AsObject().Where(part => part.Key is "clientDataJSON" or "attestationObject" or "signature").Select(part => part.Value!.GetValue<string>());
    }

    private static async Task UseSecondFactorAsync(GreenroomApp own, List<string> secrets)
    {
        var eve = await own.SignUpProtectedAsync(Ct);
        var code = eve.CodeAt(own.Clock.UtcNow);
        (await own.NewClient().LogInWithCodeAsync(eve.Email, code, Ct)).EnsureSuccessStatusCode();
        (await own.NewClient().LogInWithCodeAsync(eve.Email, eve.RecoveryCodes[0], Ct)).EnsureSuccessStatusCode();
        (await own.NewClient().LogInWithCodeAsync(eve.Email, "not-a-code-of-hers", Ct)).IsSuccessStatusCode.ShouldBeFalse();
        secrets.AddRange([eve.Email, eve.Secret, eve.RefreshToken, "not-a-code-of-hers", .. eve.RecoveryCodes, .. eve.RecoveryCodes.Select(SecondFactorCheck.Plain)]);

        // Six digits may be part of any number; nothing logs six digits alone.
        Regex.IsMatch(string.Join('\n', own.Logs.Lines.Select(l => $"{l.Message} {l.Exception}")), $@"(?<![\w.-]){code}(?![\w.-])", RegexOptions.None, TimeSpan.FromSeconds(10)).ShouldBeFalse();
    }

    private static async Task UseGitHubAsync(GreenroomApp own, FakeGitHub gitHub, List<string> secrets)
    {
        var octo = GitHubApp.NewUser();
        var browser = new GitHubBrowser(own, gitHub);
        var back = gitHub.Consent(await browser.BeginAsync(), octo);
        (await browser.ReturnAsync(back)).ShouldBe("/app");
        var query = QueryHelpers.ParseQuery(new Uri(back).Query);
        secrets.AddRange([$"code={query["code"]}", query["state"].ToString(), .. octo.Emails.Select(e => e.Email), .. browser.LastCookies.Select(c => c.Split(';')[0].Split('=', 2)[1]).Where(value => value.Length > 0)]);
    }

    private static Task<HttpResponseMessage> VerifyAsync(HttpClient client, string token) => client.PostAsJsonAsync("/api/auth/verify", new { token }, Ct);

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage answer) => JsonNode.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(Ct))!;

    /// <summary>Whatever page they lead to.</summary>
    private static IEnumerable<string> TokensIn(MimeMessage mail) => MailedLink().Matches(mail.TextBody ?? "").Select(link => link.Groups["token"].Value);

    [GeneratedRegex(@"https://greenroom\.example/[a-z/-]+/(?<token>[A-Za-z0-9_-]{20,})", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MailedLink();

    /// <summary>The refresh token of a browser.</summary>
    private static async Task<string> CookieAsync(GreenroomApp own, string email)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/auth/login?use_cookies=true") { Content = JsonContent.Create(new { email, password = Api.Password }) };
        request.Headers.Add("X-Greenroom", "1");
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        using var browser = own.NewClient(https: true);
        var response = await browser.SendAsync(request, Ct);
        var cookie = response.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem().Split(';')[0];
        using var refresh = new HttpRequestMessage(HttpMethod.Post, "/api/auth/token") { Headers = { { "X-Greenroom", "1" }, { "Sec-Fetch-Site", "same-origin" }, { "Cookie", cookie } } };
        (await browser.SendAsync(refresh, Ct)).EnsureSuccessStatusCode();
        return cookie.Split('=', 2)[1];
    }
}

public sealed class LoggedSecretsOnSqlite(SqliteApp app) : LoggedSecretTests(app), IClassFixture<SqliteApp>;
public sealed class LoggedSecretsOnPostgres(PostgresApp app) : LoggedSecretTests(app), IClassFixture<PostgresApp>;
