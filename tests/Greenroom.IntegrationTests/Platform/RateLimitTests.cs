using System.Net;
using Greenroom.IntegrationTests.Interviews;
using Greenroom.Platform.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Greenroom.IntegrationTests.Platform;

public abstract class RateLimitTests(GreenroomApp engine) : IAsyncLifetime
{
    private GreenroomApp? _app;

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected GreenroomApp App => _app!;

    protected static AppSetup Limited => new() { Settings = { ["RateLimits:Enabled"] = "true" } };

    public async ValueTask InitializeAsync() => _app = await engine.StartAnotherAsync(Limited);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return App.DisposeAsync();
    }

    [Fact]
    public async Task A_stranger_may_ask_a_hundred_and_twenty_times_a_minute()
    {
        var client = App.NewClient();
        for (var i = 0; i < 120; i++)
        {
            (await client.GetAsync("/api/user/me", Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, $"call {i + 1}");
        }

        var over = await client.GetAsync("/api/user/me", Ct);
        var health = await client.GetAsync("/health", Ct);
        App.Clock.Advance(over.Headers.RetryAfter!.Delta!.Value);
        var afterTheWait = await client.GetAsync("/api/user/me", Ct);

        await over.ShouldBeProblemAsync(429, "rate.limited", Ct);
        health.StatusCode.ShouldBe(HttpStatusCode.OK, "health is exempt");
        afterTheWait.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Another_spelling_of_the_address_is_counted_too()
    {
        var client = App.NewClient();
        for (var i = 0; i < 120; i++)
        {
            await client.GetAsync("/API/user/me", Ct);
        }

        var over = await client.GetAsync("/Api/user/me", Ct);

        await over.ShouldBeProblemAsync(429, "rate.limited", Ct);
        over.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Fact]
    public async Task Somebody_who_is_signed_in_may_ask_six_hundred_times_and_does_not_spend_the_strangers_share()
    {
        var client = await App.SignUpAsync(Ct);
        for (var i = 0; i < 600; i++)
        {
            (await client.GetAsync("/api/user/me", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK, $"call {i + 1}");
        }

        (await client.GetAsync("/api/user/me", Ct)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await App.NewClient().GetAsync("/api/user/me", Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Thirty_turns_a_minute_are_taken_from_one_user_and_opening_a_conversation_is_none()
    {
        var candidate = await Candidate.SignUpAsync(App);
        await candidate.StartAsync();
        var room = await candidate.StartAsync();

        for (var i = 0; i < 30; i++)
        {
            (await room.SendAsync(Candidate.PartialAnswer, "m-1")).StatusCode.ShouldBe(HttpStatusCode.OK, $"turn {i + 1}");
        }

        var over = await room.SendAsync(Candidate.PartialAnswer, "m-1");
        var nextRoom = await candidate.StartAsync();
        var somebodyElse = await (await (await Candidate.SignUpAsync(App)).StartAsync()).SendAsync(Candidate.PartialAnswer);
        App.Clock.Advance(over.Headers.RetryAfter!.Delta!.Value);
        var afterTheWait = await nextRoom.SendAsync(Candidate.PartialAnswer);

        var wait = over.Headers.RetryAfter.Delta.Value;
        wait.ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        (await over.ShouldBeProblemAsync(429, "rate.limited", Ct)).Detail.ShouldBe($"Too many requests. Try again in {wait.TotalSeconds:0} seconds.");
        somebodyElse.StatusCode.ShouldBe(HttpStatusCode.OK);
        afterTheWait.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Many_at_once_get_no_more_than_the_limit()
    {
        var limits = App.Services.GetRequiredService<RateLimits>();

        var answers = await Task.WhenAll(Enumerable.Range(0, 300).Select(_ => Task.Run(async () => await limits.TakeAsync("burst", 100, TimeSpan.FromMinutes(1), Ct), Ct)));

        answers.Count(a => a is null).ShouldBe(100);
    }

    [Fact]
    public async Task A_counter_survives_a_restart_and_is_cleared_away_when_its_window_is_over()
    {
        var limits = App.Services.GetRequiredService<RateLimits>();
        await limits.TakeAsync("short", 5, TimeSpan.FromMinutes(1), Ct);
        (await App.ScalarAsync<int>("SELECT used FROM rate_limits WHERE key = 'short'", Ct)).ShouldBe(1);

        App.Clock.Advance(TimeSpan.FromMinutes(11));
        await App.RunJobsAsync(Ct);

        (await App.ScalarAsync<int>("SELECT COUNT(*) FROM rate_limits WHERE key = 'short'", Ct)).ShouldBe(0);
    }
}

public sealed class RateLimitsOnSqlite(SqliteApp app) : RateLimitTests(app), IClassFixture<SqliteApp>;
public sealed class RateLimitsOnPostgres(PostgresApp app) : RateLimitTests(app), IClassFixture<PostgresApp>
{
    [Fact]
    public async Task Two_nodes_share_a_small_limit_exactly()
    {
        await using var other = App.Again(Limited);
        await other.InitializeAsync();
        var email = (await App.NewClient().RegisterAsync(Api.NewEmail(), Ct)).User.Email!;

        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 8; i++)
        {
            answers.Add((await (i % 2 == 0 ? App : other).NewClient().LogInAsync(email, Ct)).StatusCode);
        }

        answers.ShouldBe([.. Enumerable.Repeat(HttpStatusCode.OK, 5), .. Enumerable.Repeat(HttpStatusCode.TooManyRequests, 3)]);
    }

    [Fact]
    public async Task Two_nodes_together_never_grant_more_than_a_large_limit()
    {
        await using var other = App.Again(Limited);
        await other.InitializeAsync();
        var nodes = new[] { App.Services.GetRequiredService<RateLimits>(), other.Services.GetRequiredService<RateLimits>() };

        var answers = await Task.WhenAll(Enumerable.Range(0, 400).Select(i => Task.Run(async () => await nodes[i % 2].TakeAsync("large", 200, TimeSpan.FromMinutes(1), Ct), Ct)));

        answers.Count(a => a is null).ShouldBeInRange(190, 200, "a node may hold back one unspent lot of ten, and no node grants too much");
    }
}
