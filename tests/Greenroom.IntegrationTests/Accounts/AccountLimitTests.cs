using System.Net;
using System.Net.Http.Json;

namespace Greenroom.IntegrationTests.Accounts;

/// <summary>The limits of the account routes, with the figures of the contract and time in our hands.</summary>
public abstract class AccountLimitTests(GreenroomApp engine) : IAsyncLifetime
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private GreenroomApp? _app;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private GreenroomApp App => _app!;

    // Every test counts from zero.
    public async ValueTask InitializeAsync() => _app = await engine.StartAnotherAsync(new AppSetup
    {
        Settings = { ["RateLimits:Enabled"] = "true", ["RateLimits:AnonymousPerMinute"] = "1000" },
    });

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return App.DisposeAsync();
    }

    [Fact]
    public async Task The_sixth_attempt_on_one_account_in_a_minute_waits_even_with_the_right_password()
    {
        var client = App.NewClient();
        var user = (await client.RegisterAsync(Api.NewEmail(), Ct)).User;
        var email = user.Email!;
        for (var i = 0; i < 5; i++)
        {
            (await client.LogInAsync(i % 2 == 0 ? email : $" {email.ToUpperInvariant()}", Ct, "a wrong password")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        var sixth = await client.LogInAsync(email.ToUpperInvariant(), Ct);
        App.Clock.Advance(Minute);
        var later = await client.LogInAsync(email, Ct);

        await sixth.ShouldBeProblemAsync(429, "rate.limited", Ct);
        sixth.Headers.RetryAfter!.Delta!.Value.ShouldBeInRange(TimeSpan.FromSeconds(1), Minute);
        later.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_unknown_account_is_limited_like_a_known_one()
    {
        var client = App.NewClient();
        for (var i = 0; i < 5; i++)
        {
            (await client.LogInAsync("nobody@example.org", Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        await (await client.LogInAsync("nobody@example.org", Ct)).ShouldBeProblemAsync(429, "rate.limited", Ct);
    }

    [Fact]
    public async Task The_counters_do_not_tell_that_a_name_and_an_address_belong_together_and_the_account_closes_all_the_same()
    {
        var client = App.NewClient();
        var user = (await client.RegisterAsync(Api.NewEmail(), Ct)).User;
        var stranger = (await client.RegisterAsync(Api.NewEmail(), Ct)).User;
        async Task<List<HttpStatusCode>> GuessAsync(string name)
        {
            var answers = new List<HttpStatusCode>();
            for (var i = 0; i < 6; i++)
            {
                answers.Add((await client.LogInAsync(name, Ct, "a wrong password")).StatusCode);
            }

            return answers;
        }

        var byAddress = await GuessAsync(user.Email!);
        var byName = await GuessAsync(user.Username);
        var another = await GuessAsync(stranger.Username);
        var unknown = await GuessAsync("nobody.at.all");

        byAddress.ShouldBe([.. Enumerable.Repeat(HttpStatusCode.Unauthorized, 5), HttpStatusCode.TooManyRequests]);
        new[] { byName, another, unknown }.ShouldAllBe(answers => answers.SequenceEqual(byAddress));
        App.Clock.Advance(TimeSpan.FromSeconds(59));
        (await App.ScalarAsync<int>("SELECT access_failed_count FROM users WHERE id = @p0", Ct, user.Id)).ShouldBe(10, "both names count against one account");
        (await client.LogInAsync(user.Email!, Ct)).IsSuccessStatusCode.ShouldBeFalse("it is closed to the right password");
    }

    [Fact]
    public async Task Fifty_attempts_a_minute_from_one_address_over_all_accounts() =>
        await LimitIsAsync(50, Minute, i => App.NewClient().LogInAsync($"nobody{i}@example.org", Ct), HttpStatusCode.Unauthorized);

    [Fact]
    public async Task Sixty_registrations_an_hour_from_one_address() =>
        await LimitIsAsync(60, TimeSpan.FromHours(1), _ => App.NewClient().PostAsJsonAsync("/api/users", new { email = Api.NewEmail(), password = Api.Password }, Ct), HttpStatusCode.Created);

    [Fact]
    public async Task Five_registrations_an_hour_of_one_address_on_both_routes_together()
    {
        var client = App.NewClient();
        var account = new { email = Api.NewEmail(), password = Api.Password };
        for (var i = 0; i < 5; i++)
        {
            await client.PostAsJsonAsync(i % 2 == 0 ? "/api/users" : "/api/auth/register", account, Ct);
        }

        await (await client.PostAsJsonAsync("/api/users", account, Ct)).ShouldBeProblemAsync(429, "rate.limited", Ct);
    }

    [Fact]
    public async Task Thirty_guests_an_hour_from_one_address() =>
        await LimitIsAsync(30, TimeSpan.FromHours(1), _ => App.NewClient().PostAsync("/api/auth/demo", content: null, Ct), HttpStatusCode.Created);

    [Fact]
    public async Task A_hundred_and_twenty_refreshes_a_minute_from_one_address() =>
        await LimitIsAsync(120, Minute, _ => App.NewClient().RefreshAsync("nothing", Ct), HttpStatusCode.Unauthorized);

    [Fact]
    public async Task The_counters_do_not_tell_who_tried_to_log_in()
    {
        await App.NewClient().LogInAsync("somebody@example.org", Ct);

        var keys = (await App.RowsAsync("SELECT key FROM rate_limits", Ct)).Select(r => (string)r[0]!).ToList();

        keys.ShouldContain(k => k.StartsWith("login-account:", StringComparison.Ordinal));
        keys.ShouldNotContain(k => k.Contains("somebody", StringComparison.OrdinalIgnoreCase));
    }

    private async Task LimitIsAsync(int limit, TimeSpan window, Func<int, Task<HttpResponseMessage>> call, HttpStatusCode normally)
    {
        for (var i = 0; i < limit; i++)
        {
            (await call(i)).StatusCode.ShouldBe(normally, $"call {i + 1} of {limit}");
        }

        var over = await call(limit);
        App.Clock.Advance(window);
        var nextWindow = await call(limit + 1);

        await over.ShouldBeProblemAsync(429, "rate.limited", Ct);
        nextWindow.StatusCode.ShouldBe(normally);
    }
}

public sealed class AccountLimitsOnSqlite(SqliteApp app) : AccountLimitTests(app), IClassFixture<SqliteApp>;
public sealed class AccountLimitsOnPostgres(PostgresApp app) : AccountLimitTests(app), IClassFixture<PostgresApp>;
