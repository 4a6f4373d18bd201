using System.Net;
using System.Net.Http.Json;
using Greenroom.Accounts.Users;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Greenroom.IntegrationTests.Accounts;

public abstract class LoginTests(GreenroomApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Logging_in_by_address_or_by_name_answers_with_a_session_and_a_header()
    {
        var client = app.NewClient();
        var registered = await client.RegisterAsync(Api.NewEmail(), Ct);

        var byAddress = await client.LogInAsync(registered.User.Email!.ToUpperInvariant(), Ct);
        var byName = await client.PostAsJsonAsync("/api/auth/login", new { username = registered.User.Username.ToUpperInvariant(), password = Api.Password }, Ct);

        foreach (var response in new[] { byAddress, byName })
        {
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
            var session = await response.ReadAsync<Session>(Ct);
            session.User.Id.ShouldBe(registered.User.Id);
            response.Headers.GetValues("Authorization").ShouldHaveSingleItem().ShouldBe($"Bearer {session.Token}");
            response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        }
    }

    [Fact]
    public async Task Unknown_wrong_locked_and_guest_all_answer_the_same()
    {
        var client = app.NewClient();
        var known = (await client.RegisterAsync(Api.NewEmail(), Ct)).User;
        var locked = (await client.RegisterAsync(Api.NewEmail(), Ct)).User;
        var guest = (await (await client.PostAsync("/api/auth/demo", content: null, Ct)).ReadAsync<Session>(Ct)).User;
        await LockAsync(client, locked.Email!);

        var answers = new[]
        {
            await client.LogInAsync("nobody@example.org", Ct),
            await client.LogInAsync(known.Email!, Ct, "a wrong password"),
            await client.LogInAsync(locked.Email!, Ct),
            await client.PostAsJsonAsync("/api/auth/login", new { username = guest.Username, password = "whatever it is" }, Ct),
        };

        var problems = new List<Problem>();
        foreach (var answer in answers)
        {
            problems.Add(await answer.ShouldBeProblemAsync(401, "auth.invalid_credentials", Ct));
        }

        problems.Select(p => p with { TraceId = null }).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_locked_account_opens_again_by_itself_and_closes_for_longer_each_time()
    {
        var client = app.NewClient();
        var email = (await client.RegisterAsync(Api.NewEmail(), Ct)).User.Email!;
        await LockAsync(client, email);

        app.Clock.Advance(TimeSpan.FromSeconds(61));
        var eleventh = await client.LogInAsync(email, Ct, "a wrong password");
        app.Clock.Advance(TimeSpan.FromSeconds(61));
        var tooEarly = await client.LogInAsync(email, Ct);
        app.Clock.Advance(TimeSpan.FromSeconds(61));
        var afterTwoMinutes = await client.LogInAsync(email, Ct);

        eleventh.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        tooEarly.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        afterTwoMinutes.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await app.ScalarAsync<int>("SELECT access_failed_count FROM users WHERE email = @p0", Ct, email)).ShouldBe(0);
    }

    [Fact]
    public async Task Nine_mistakes_do_not_close_an_account()
    {
        var client = app.NewClient();
        var email = (await client.RegisterAsync(Api.NewEmail(), Ct)).User.Email!;

        for (var i = 0; i < 9; i++)
        {
            await client.LogInAsync(email, Ct, "a wrong password");
        }

        (await client.LogInAsync(email, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Of_forty_guesses_at_once_the_right_one_placed_last_does_not_come_through()
    {
        var client = app.NewClient();
        var email = (await client.RegisterAsync(Api.NewEmail(), Ct)).User.Email!;
        var guesses = Enumerable.Range(0, 40).Select(i => client.LogInAsync(email, Ct, $"guess number {i}")).ToList();
        await Task.WhenAll(guesses);

        var right = await client.LogInAsync(email, Ct);

        right.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await app.ScalarAsync<int>("SELECT access_failed_count FROM users WHERE email = @p0", Ct, email)).ShouldBe(10, "once closed, nothing is counted and nothing is tried");
    }

    [Fact]
    public async Task An_old_hash_is_made_stronger_at_the_next_log_in()
    {
        var client = app.NewClient();
        var user = (await client.RegisterAsync(Api.NewEmail(), Ct)).User;
        var old = new PasswordHasher<User>(Options.Create(new PasswordHasherOptions { IterationCount = 500 })).HashPassword(null!, Api.Password);
        await app.ExecuteAsync("UPDATE users SET password = @p0 WHERE id = @p1", Ct, old, user.Id);

        var response = await client.LogInAsync(user.Email!, Ct);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var stored = Convert.FromBase64String((await app.ScalarAsync<string>("SELECT password FROM users WHERE id = @p0", Ct, user.Id))!);
        BitConverter.ToString(stored, 5, 4).ShouldBe("00-00-03-E8", "the tests run with 1,000 iterations");
        (await client.LogInAsync(user.Email!, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Logging_in_needs_a_name()
    {
        var response = await app.NewClient().PostAsJsonAsync("/api/auth/login", new { password = Api.Password }, Ct);

        (await response.ShouldBeProblemAsync(400, "request.invalid", Ct)).Errors!.ShouldContainKey("email");
    }

    [Fact]
    public async Task No_log_line_holds_a_password_an_address_or_a_token()
    {
        var client = app.NewClient();
        var session = await client.RegisterAsync(Api.NewEmail("secretive"), Ct);
        await client.LogInAsync(session.User.Email!, Ct, "a wrong password");
        await client.RefreshAsync(session.RefreshToken, Ct);

        var lines = app.Logs.Lines.Select(l => l.Message + l.Exception).ToList();

        string[] secrets = [Api.Password, "a wrong password", "secretive", session.Token, session.RefreshToken!];
        lines.Where(l => secrets.Any(s => l.Contains(s, StringComparison.OrdinalIgnoreCase))).ShouldBeEmpty();
    }

    private static async Task LockAsync(HttpClient client, string email)
    {
        for (var i = 0; i < 10; i++)
        {
            (await client.LogInAsync(email, Ct, "a wrong password")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }
    }
}

public sealed class LoginOnSqlite(SqliteApp app) : LoginTests(app), IClassFixture<SqliteApp>;
public sealed class LoginOnPostgres(PostgresApp app) : LoginTests(app), IClassFixture<PostgresApp>;
