using System.Net;
using System.Net.Http.Json;

namespace Greenroom.IntegrationTests.Accounts;

public abstract class RecoveryTests(GreenroomApp app)
{
    private const string Subject = "Set a new password";
    private const string NewPassword = "another horse, another battery";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_forgotten_password_is_set_anew_by_the_mailed_link()
    {
        var client = app.NewClient();
        var session = await client.RegisterAsync(Api.NewEmail(), Ct);
        var email = session.User.Email!;

        (await ForgetAsync(client, email)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var token = await app.MailedTokenAsync(email, Subject, Ct);
        var reset = await ResetAsync(client, token);

        reset.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await client.LogInAsync(email, Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var loggedIn = await (await client.LogInAsync(email, Ct, NewPassword)).ReadAsync<Session>(Ct);
        loggedIn.User.EmailVerified.ShouldBeTrue("whoever opened the link reads the mail of the address");
        (await client.RefreshAsync(session.RefreshToken, Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "every session has ended");
        (await app.MailToAsync(email, Ct)).Count(m => m.Subject == "Your password has changed").ShouldBe(1);
    }

    [Fact]
    public async Task A_link_works_once()
    {
        var client = app.NewClient();
        var email = (await client.RegisterAsync(Api.NewEmail(), Ct)).User.Email!;
        await ForgetAsync(client, email);
        var token = await app.MailedTokenAsync(email, Subject, Ct);

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => ResetAsync(client, token)));

        answers.Count(a => a.StatusCode == HttpStatusCode.NoContent).ShouldBe(1);
        foreach (var refused in answers.Where(a => a.StatusCode != HttpStatusCode.NoContent))
        {
            await refused.ShouldBeProblemAsync(410, "auth.link_expired", Ct);
        }
    }

    [Fact]
    public async Task A_link_ends_after_an_hour()
    {
        var client = app.NewClient();
        var email = (await client.RegisterAsync(Api.NewEmail(), Ct)).User.Email!;
        await ForgetAsync(client, email);
        var token = await app.MailedTokenAsync(email, Subject, Ct);

        app.Clock.Advance(TimeSpan.FromMinutes(60));
        var late = await ResetAsync(client, token);

        await late.ShouldBeProblemAsync(410, "auth.link_expired", Ct);
    }

    [Fact]
    public async Task A_link_that_was_changed_or_made_for_something_else_is_refused()
    {
        var client = app.NewClient();
        var email = (await client.RegisterAsync(Api.NewEmail(), Ct)).User.Email!;
        var verification = await app.MailedTokenAsync(email, "Confirm your e-mail address", Ct);
        await ForgetAsync(client, email);
        var token = await app.MailedTokenAsync(email, Subject, Ct);

        foreach (var forged in new[] { verification, (token[0] == 'A' ? "B" : "A") + token[1..], token[..^2] + (token[^2] == 'A' ? "BA" : "AA"), token + "A", "x" })
        {
            await (await ResetAsync(client, forged)).ShouldBeProblemAsync(410, "auth.link_expired", Ct);
        }
    }

    [Fact]
    public async Task Only_the_id_of_a_link_is_stored()
    {
        var client = app.NewClient();
        var session = await client.RegisterAsync(Api.NewEmail(), Ct);
        await ForgetAsync(client, session.User.Email!);
        var token = await app.MailedTokenAsync(session.User.Email!, Subject, Ct);

        var rows = await app.RowsAsync("SELECT * FROM account_links WHERE user_id = @p0", Ct, session.User.Id);

        rows.Count.ShouldBe(2);
        var secret = token[22..];
        rows.SelectMany(r => r).OfType<string>().ShouldNotContain(text => text.Contains(secret, StringComparison.Ordinal));
        (await app.ScalarAsync<int>("SELECT COUNT(*) FROM outbox", Ct)).ShouldBe(0, "what was sent is not kept");
    }

    [Fact]
    public async Task An_unknown_address_gets_the_same_answer_and_no_mail()
    {
        var client = app.NewClient();
        var known = (await client.RegisterAsync(Api.NewEmail(), Ct)).User.Email!;
        var unknown = Api.NewEmail("nobody");

        var answers = new[] { await ForgetAsync(client, known), await ForgetAsync(client, unknown) };

        var bodies = await Task.WhenAll(answers.Select(a => a.Content.ReadAsStringAsync(Ct)));
        answers.ShouldAllBe(a => a.StatusCode == HttpStatusCode.Accepted);
        bodies[0].ShouldBe(bodies[1]);
        (await app.MailToAsync(known, Ct)).Count(m => m.Subject == Subject).ShouldBe(1);
        (await app.MailToAsync(unknown, Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Links_lead_to_the_public_address_whatever_the_host_header_says()
    {
        var client = app.NewClient();
        var email = (await client.RegisterAsync(Api.NewEmail(), Ct)).User.Email!;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/auth/forgot") { Content = JsonContent.Create(new { email }) };
        request.Headers.Host = "evil.example";
        request.Headers.Add("X-Forwarded-Host", "evil.example");

        (await client.SendAsync(request, Ct)).StatusCode.ShouldBe(HttpStatusCode.Accepted);

        var mail = (await app.MailToAsync(email, Ct)).Last(m => m.Subject == Subject);
        mail.TextBody!.ShouldContain("https://greenroom.example/reset/");
        mail.HtmlBody!.ShouldContain("https://greenroom.example/reset/");
        mail.ToString().ShouldNotContain("evil");
    }

    [Fact]
    public async Task A_thousand_guesses_do_not_open_the_account_and_its_owner_still_gets_in_by_reset()
    {
        await using var limited = await app.StartAnotherAsync(new AppSetup { Settings = { ["RateLimits:Enabled"] = "true" } });
        var client = limited.NewClient();
        var email = (await client.RegisterAsync(Api.NewEmail(), Ct)).User.Email!;

        for (var guess = 0; guess < 1000; guess++)
        {
            (await client.LogInAsync(email, Ct, $"guess number {guess}")).IsSuccessStatusCode.ShouldBeFalse();
        }

        (await client.LogInAsync(email, Ct)).IsSuccessStatusCode.ShouldBeFalse("the right password, placed last");

        limited.Clock.Advance(TimeSpan.FromMinutes(1));
        await ForgetAsync(client, email);
        (await ResetAsync(client, await limited.MailedTokenAsync(email, Subject, Ct))).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await client.LogInAsync(email, Ct, NewPassword)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public Task Guesses_from_as_many_addresses_do_not_open_the_account_either_and_a_reset_does() => GuessFromEverywhereAsync(40);

    [Fact]
    [Trait("Category", "Reliability")]
    public Task A_thousand_guesses_from_a_thousand_addresses_do_not_open_the_account_either_and_a_reset_does() => GuessFromEverywhereAsync(1000);

    [Fact]
    public async Task A_common_password_is_refused_and_the_link_stays_good()
    {
        var client = app.NewClient();
        var email = (await client.RegisterAsync(Api.NewEmail(), Ct)).User.Email!;
        await ForgetAsync(client, email);
        var token = await app.MailedTokenAsync(email, Subject, Ct);

        await (await ResetAsync(client, token, "password1")).ShouldBeProblemAsync(400, "request.invalid", Ct);

        (await ResetAsync(client, token)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task An_address_is_asked_for_at_most_five_times_an_hour()
    {
        await using var limited = await app.StartAnotherAsync(new AppSetup { Settings = { ["RateLimits:Enabled"] = "true" } });
        var client = limited.NewClient();

        var answers = new List<HttpResponseMessage>();
        for (var i = 0; i < 6; i++)
        {
            answers.Add(await ForgetAsync(client, "somebody@example.org"));
        }

        answers.Take(5).ShouldAllBe(a => a.StatusCode == HttpStatusCode.Accepted);
        await answers[5].ShouldBeProblemAsync(429, "rate.limited", Ct);
    }

    private async Task GuessFromEverywhereAsync(int guesses)
    {
        await using var limited = await app.StartAnotherAsync(new AppSetup { Settings = { ["RateLimits:Enabled"] = "true", ["TRUSTED_PROXIES"] = "any" } });
        var email = (await limited.NewClient().RegisterAsync(Api.NewEmail(), Ct)).User.Email!;

        // So slowly that no limit stands in the way: five a minute is what an account is given.
        for (var guess = 0; guess < guesses; guess++)
        {
            (await From(Address(guess)).LogInAsync(email, Ct, $"guess number {guess}")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            limited.Clock.Advance(TimeSpan.FromSeconds(12));
        }

        var last = From("198.51.100.7");
        (await last.LogInAsync(email, Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "the right password, placed last");
        (await limited.ScalarAsync<int>("SELECT COUNT(DISTINCT ip) FROM audit_events WHERE name IN ('session.login_failed', 'session.login_locked')", Ct)).ShouldBe(guesses + 1, "each came from elsewhere");

        var owner = From("203.0.113.200");
        await ForgetAsync(owner, email);
        (await ResetAsync(owner, await limited.MailedTokenAsync(email, Subject, Ct))).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        limited.Clock.Advance(TimeSpan.FromMinutes(1));
        (await owner.LogInAsync(email, Ct, NewPassword)).StatusCode.ShouldBe(HttpStatusCode.OK);

        // Of IPv6 another subscriber each time: the last bits alone would be one and the same.
        static string Address(int guess) => guess % 2 == 0 ? $"203.0.{guess / 250}.{guess % 250}" : $"2001:db8:{guess:x}::1";

        HttpClient From(string address)
        {
            var client = limited.NewClient();
            client.DefaultRequestHeaders.Add("X-Forwarded-For", address);
            return client;
        }
    }

    private static Task<HttpResponseMessage> ForgetAsync(HttpClient client, string email) => client.PostAsJsonAsync("/api/auth/forgot", new { email }, Ct);

    private static Task<HttpResponseMessage> ResetAsync(HttpClient client, string token, string password = NewPassword) =>
        client.PostAsJsonAsync("/api/auth/reset", new { token, password }, Ct);
}

public sealed class RecoveryOnSqlite(SqliteApp app) : RecoveryTests(app), IClassFixture<SqliteApp>;

public sealed class RecoveryOnPostgres(PostgresApp app) : RecoveryTests(app), IClassFixture<PostgresApp>;
