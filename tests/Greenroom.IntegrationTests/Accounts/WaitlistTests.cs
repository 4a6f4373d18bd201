using System.Net;
using System.Net.Http.Json;

namespace Greenroom.IntegrationTests.Accounts;

public abstract class WaitlistTests(GreenroomApp app)
{
    private const string Password = "the operator's own password";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_address_is_on_the_list_once_and_the_answer_never_tells()
    {
        var client = app.NewClient();
        var email = Api.NewEmail("waiting");

        var answers = await Task.WhenAll(new[] { email, email.ToUpperInvariant(), $" {email} ", email }.Select(e => JoinAsync(client, e)));

        answers.ShouldAllBe(a => a.StatusCode == HttpStatusCode.OK);
        (await Task.WhenAll(answers.Select(a => a.Content.ReadAsStringAsync(Ct)))).Distinct(StringComparer.Ordinal).ShouldBe(["""{"message":"Signed up successfully"}"""]);
        (await app.ScalarAsync<int>("SELECT COUNT(*) FROM waitlist WHERE email = @p0", Ct, email)).ShouldBe(1);
    }

    [Fact]
    public async Task The_operator_reads_the_list_page_by_page_with_the_password_or_as_administrator()
    {
        await using var own = await app.StartAnotherAsync(new AppSetup { Settings = { ["ADMIN_PASSWORD"] = Password } });
        var emails = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            emails.Insert(0, Api.NewEmail("waiting"));
            await JoinAsync(own.NewClient(), emails[0]);
            own.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        var byPassword = own.NewClient();
        byPassword.DefaultRequestHeaders.Add("X-Admin-Password", Password);
        var byAccount = await AdminAsync(own);

        foreach (var client in new[] { byPassword, byAccount })
        {
            var page = await (await client.GetAsync("/api/admin/waitlist?page=2&limit=2", Ct)).ReadAsync<WaitlistPage>(Ct);
            page.Items.Select(i => i.Email).ShouldBe(emails.Skip(2).Take(2));
            (page.Page, page.Limit, page.Total).ShouldBe((2, 2, 5));
        }
    }

    [Fact]
    public async Task A_password_in_the_address_is_refused_and_said_why()
    {
        await using var own = await app.StartAnotherAsync(new AppSetup { Settings = { ["ADMIN_PASSWORD"] = Password } });

        var refused = await own.NewClient().GetAsync($"/api/admin/waitlist?password={Uri.EscapeDataString(Password)}", Ct);

        await refused.ShouldBeProblemAsync(400, "admin.password_in_query", Ct);
        own.Logs.Lines.ShouldNotContain(l => l.Message.Contains(Password, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nobody_else_sees_that_there_is_a_list()
    {
        var client = await app.SignUpAsync(Ct);
        var wrong = app.NewClient();
        wrong.DefaultRequestHeaders.Add("X-Admin-Password", "");
        var guess = app.NewClient();
        guess.DefaultRequestHeaders.Add("X-Admin-Password", "a guess");

        await (await client.GetAsync("/api/admin/waitlist", Ct)).ShouldBeProblemAsync(404, "route.not_found", Ct);
        await (await app.NewClient().GetAsync("/api/admin/waitlist", Ct)).ShouldBeProblemAsync(401, "auth.required", Ct);
        await (await wrong.GetAsync("/api/admin/waitlist", Ct)).ShouldBeProblemAsync(401, "auth.required", Ct);
        await (await guess.GetAsync("/api/admin/waitlist", Ct)).ShouldBeProblemAsync(401, "auth.required", Ct);
        (await app.ScalarAsync<int>("SELECT COUNT(*) FROM audit_events WHERE name = 'admin.password_failed'", Ct)).ShouldBe(1);
    }

    [Fact]
    public async Task The_operators_password_is_not_guessed_at_leisure()
    {
        await using var own = await app.StartAnotherAsync(new AppSetup { Settings = { ["ADMIN_PASSWORD"] = Password, ["RateLimits:Enabled"] = "true", ["RateLimits:LoginPerMinute"] = "10" } });
        var client = own.NewClient();
        for (var guess = 0; guess < 10; guess++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/admin/waitlist") { Headers = { { "X-Admin-Password", $"guess {guess}" } } };
            (await client.SendAsync(request, Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        client.DefaultRequestHeaders.Add("X-Admin-Password", Password);
        await (await client.GetAsync("/api/admin/waitlist", Ct)).ShouldBeProblemAsync(429, "rate.limited", Ct);
    }

    [Fact]
    public async Task The_table_for_a_spreadsheet_holds_no_formula()
    {
        await using var own = await app.StartAnotherAsync(new AppSetup());
        await JoinAsync(own.NewClient(), "=cmd|'/c'!a1@example.org");
        await JoinAsync(own.NewClient(), "plain@example.org");

        var answer = await (await AdminAsync(own)).GetAsync("/api/admin/waitlist.csv", Ct);

        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/csv; charset=utf-8");
        var lines = (await answer.Content.ReadAsStringAsync(Ct)).Split("\r\n");
        lines[0].ShouldBe("email,created_at");
        lines.ShouldContain(l => l.StartsWith("\"'=cmd|'/c'!a1@example.org\",2026-01-05T", StringComparison.Ordinal));
        lines.ShouldContain(l => l.StartsWith("\"plain@example.org\",", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("?page=0")]
    [InlineData("?limit=0")]
    [InlineData("?limit=201")]
    [InlineData("?page=2147483647&limit=200")]
    [InlineData("?page=x")]
    public async Task A_page_that_there_cannot_be_is_refused(string query)
    {
        var admin = await AdminAsync(app);

        await (await admin.GetAsync($"/api/admin/waitlist{query}", Ct)).ShouldBeProblemAsync(400, "request.invalid", Ct);
    }

    private static Task<HttpResponseMessage> JoinAsync(HttpClient client, string email) => client.PostAsJsonAsync("/api/waitlist/signup", new { email }, Ct);

    private static async Task<HttpClient> AdminAsync(GreenroomApp app) => (await app.SignUpAdministratorAsync(Ct)).Client;

    private sealed record WaitlistPage(IReadOnlyList<Entry> Items, int Page, int Limit, int Total);

    private sealed record Entry(Guid Id, string Email, DateTime CreatedAt);
}

public sealed class WaitlistOnSqlite(SqliteApp app) : WaitlistTests(app), IClassFixture<SqliteApp>;

public sealed class WaitlistOnPostgres(PostgresApp app) : WaitlistTests(app), IClassFixture<PostgresApp>;
