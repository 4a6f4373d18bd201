using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Json;
using Greenroom.Accounts;
using Greenroom.Accounts.Users;
using Greenroom.Platform.Errors;
using Microsoft.Extensions.DependencyInjection;

namespace Greenroom.IntegrationTests.Accounts;

/// <summary>The other tests hash cheaply; this one looks at what operators get.</summary>
public sealed class PasswordHashTests(SqliteApp app) : IClassFixture<SqliteApp>
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_password_is_stored_as_a_hash_of_220_000_rounds_unless_told_otherwise()
    {
        var usual = new AccountsOptions().PasswordIterations;
        await using var production = await app.StartAnotherAsync(AppSetup.Production);
        await production.NewClient().RegisterAsync(Api.NewEmail(), Ct);

        var hash = Convert.FromBase64String((await production.ScalarAsync<string>("SELECT password FROM users", Ct))!);

        usual.ShouldBe(220_000);
        BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(5)).ShouldBe(usual, "the hash carries its rounds after a format byte and the function");
    }

    [Fact]
    public async Task While_every_core_hashes_more_log_ins_wait_ten_seconds_and_are_turned_away_and_nothing_else_is_slower()
    {
        await using var own = await app.StartAnotherAsync(new AppSetup());
        var client = own.NewClient();
        var session = await client.RegisterAsync(Api.NewEmail(), Ct);
        client.Bear(session);
        var free = new TaskCompletionSource();
        var hashing = own.Services.GetRequiredService<PasswordHashing>();
        var timers = own.Clock.DueWithin(Longest);
        var held = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => hashing.InSlotAsync(_ => HoldAsync(free.Task), Ct)).ToList();

        Task<HttpResponseMessage>[] waiting =
        [
            own.NewClient().LogInAsync(session.User.Email!, Ct),
            own.NewClient().LogInAsync("nobody@example.org", Ct),
            own.NewClient().PostAsJsonAsync("/api/auth/register", new { email = Api.NewEmail(), password = Api.Password }, Ct),
        ];
        string[] others = ["/health/ready", "/api/user/me", "/api/interviews"];
        foreach (var path in others)
        {
            (await client.GetAsync(path, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK, $"{path} does not queue behind hashes");
        }

        await Patience.UntilAsync(() => own.Clock.DueWithin(Longest) == timers + waiting.Length, "all of them waited", Ct);
        own.Clock.Advance(Longest - TimeSpan.FromSeconds(1));
        waiting.ShouldAllBe(w => !w.IsCompleted, "a place may become free yet");
        own.Clock.Advance(TimeSpan.FromSeconds(1));
        await Patience.UntilAsync(() => Array.TrueForAll(waiting, w => w.IsCompleted), "those that waited were turned away", Ct);
        foreach (var answer in await Task.WhenAll(waiting))
        {
            await answer.ShouldBeProblemAsync(503, "server.busy", Ct);
            answer.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(2));
        }

        timers = own.Clock.DueWithin(Longest);
        var patient = own.NewClient().LogInAsync(session.User.Email!, Ct);
        await Patience.UntilAsync(() => own.Clock.DueWithin(Longest) == timers + 1, "one more waited", Ct);
        free.SetResult();
        await Task.WhenAll(held);
        (await patient).StatusCode.ShouldBe(HttpStatusCode.OK, "its place became free");
        (await own.NewClient().RegisterAsync(Api.NewEmail(), Ct)).Token.ShouldNotBeEmpty();
        (await own.ScalarAsync<int>("SELECT access_failed_count FROM users WHERE id = @p0", Ct, session.User.Id)).ShouldBe(0, "who was turned away has not guessed");
    }

    private static async Task<Result<Done>> HoldAsync(Task free)
    {
        await free;
        return default(Done);
    }
}
