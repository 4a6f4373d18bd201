using System.Net.Http.Json;
using Greenroom.IntegrationTests.Growth;
using Greenroom.IntegrationTests.Interviews;
using Microsoft.Extensions.Logging;

namespace Greenroom.IntegrationTests.Security;

/// <summary>Not even an operator who logs everything finds in the log what opens an account, or what somebody answered.</summary>
public abstract class LoggedSecretTests(GreenroomApp app)
{
    private const string WrongPassword = "not the password of anybody";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_log_of_everything_holds_no_secret()
    {
        await using var own = await app.StartAnotherAsync(new AppSetup
        {
            LeastLevel = LogLevel.Trace,
            Settings = { ["Logging:LogLevel:Default"] = "Trace", ["Logging:LogLevel:Greenroom"] = "Trace", ["Logging:LogLevel:Microsoft.EntityFrameworkCore"] = "Debug" },
        });
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

        var log = string.Join('\n', own.Logs.Lines.Select(l => $"{l.Category} {l.Message} {l.Exception}"));
        own.Logs.Lines.ShouldContain(l => l.Level == LogLevel.Trace, "this is the log of everything");
        log.ShouldContain("INSERT INTO", customMessage: "with the statements of the database");
        string[] secrets =
        [
            Api.Password, WrongPassword, email, session.Token, first.RefreshToken!, session.RefreshToken!, cookie, GreenroomApp.JwtSecret, GreenroomApp.MasterKey, "eyJ", "IGA", Candidate.PartialAnswer[..30],
        ];
        secrets.Where(secret => log.Contains(secret, StringComparison.Ordinal))
            .Select(secret => $"{secret}: {own.Logs.Lines.Where(l => $"{l.Message} {l.Exception}".Contains(secret, StringComparison.Ordinal)).Select(l => $"{l.Category}: {l.Message}").First()}").ShouldBeEmpty();
    }

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
