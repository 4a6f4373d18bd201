using System.Data.Common;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using System.Web;
using Greenroom.IntegrationTests.Growth.Instagram;

namespace Greenroom.IntegrationTests.Reliability;

/// <summary>
/// Kills the server (-9) at random moments while it reads an account of a thousand posts for the first time, and starts it again. Without anybody asking,
/// the account must come to hold every post once, with one snapshot of its first counts.
/// </summary>
[Trait("Category", "Reliability")]
public sealed class KilledSyncTests(PostgresServer postgres)
{
    private const int DefaultRounds = 20;
    private const int Posts = 1000;

    /// <summary>Fifty posts each.</summary>
    private const int Pages = Posts / 50;

    /// <summary>After the page at which a round is to end was asked for: some die in the middle of a write, some between two.</summary>
    private static readonly TimeSpan LatestKill = TimeSpan.FromSeconds(0.1);

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public Task A_sync_that_was_killed_is_finished_by_the_next_start_on_sqlite() => OwnDatabase.OnSqliteAsync(database => RunAsync(database));

    [Fact]
    public Task A_sync_that_was_killed_is_finished_once_its_lease_is_over_on_postgres() => OwnDatabase.OnPostgresAsync(
        postgres,
        // As if the two minutes of the lease had passed; on SQLite a start knows that its owner is gone.
        database => RunAsync(database, afterKill: "UPDATE jobs SET lease_until = created_at WHERE lease_until IS NOT NULL"),
        Ct);

    private static async Task RunAsync(OwnDatabase database, string? afterKill = null)
    {
        var (environment, connect) = database;
        var rounds = Chance.Rounds(DefaultRounds);
        var random = Chance.New();
        await using var platform = await FakeInstagram.StartAsync(isFacebook: false);
        var account = new FakeAccount().With(Posts, TimeProvider.System.GetUtcNow().UtcDateTime);
        foreach (var (name, value) in platform.Settings)
        {
            environment[name.Replace(":", "__", StringComparison.Ordinal)] = value!;
        }

        var host = await HostProcess.StartAsync(environment, Ct);
        try
        {
            Session session;
            using (var first = host.NewClient())
            {
                session = await first.RegisterAsync(Api.NewEmail("synced"), Ct);
            }

            var (untouched, half, whole) = (0, 0, 0);
            for (var round = 0; round < rounds; round++)
            {
                var (page, delay) = (random.Next(0, Pages + 1), random.NextDouble() * LatestKill);
                var before = account.MediaCalls.Count;
                await ConnectAsync(host, session, platform.Login(account));
                await UntilAskedAsync(account, before + page);
                await Task.Delay(delay, Ct);
                await host.KillAsync();
                await host.DisposeAsync();

                var stored = await CountAsync(connect, "SELECT count(*) FROM instagram_posts");
                var isDone = await CountAsync(connect, "SELECT count(*) FROM instagram_accounts WHERE sync_status = 'done'") == 1;
                (untouched, half, whole) = (untouched + (stored == 0 ? 1 : 0), half + (stored > 0 && !isDone ? 1 : 0), whole + (isDone ? 1 : 0));
                if (afterKill is not null)
                {
                    await CountAsync(connect, afterKill);
                }

                host = await HostProcess.StartAsync(environment, Ct);
                using var client = host.NewClient();
                client.Bear(session);
                await UntilDoneAsync(client, $"round {round}, killed {delay} after page {page}");
                await InvariantsAsync(connect, round);
                (await client.DeleteAsync("/api/instagram/disconnect", Ct)).EnsureSuccessStatusCode();
            }

            TestContext.Current.TestOutputHelper!.WriteLine($"{rounds} kills: {untouched} before the first post, {half} half way, {whole} after the end.");
            half.ShouldBeGreaterThan(0, "no kill came half way");
        }
        finally
        {
            await host.DisposeAsync();
        }
    }

    private static async Task ConnectAsync(HostProcess host, Session session, FakeLogin login)
    {
        using var browser = host.NewClient();
        browser.Bear(session);
        var begun = await browser.GetFromJsonAsync<JsonElement>("/api/instagram/connect", Ct);
        var state = HttpUtility.ParseQueryString(new Uri(host.Address, begun.GetProperty("url").GetString()!).Query)["state"];
        using var response = await browser.GetAsync($"/auth/instagram/callback?code={login.Code}&state={state}", Ct);
        response.RequestMessage!.RequestUri!.Query.ShouldBe("?connected=true");
    }

    private static async Task UntilAskedAsync(FakeAccount account, int calls)
    {
        var clock = Stopwatch.StartNew();
        while (account.MediaCalls.Count < calls)
        {
            clock.Elapsed.ShouldBeLessThan(Longest, $"asked for {account.MediaCalls.Count} of {calls} pages");
            await Task.Delay(2, Ct);
        }
    }

    private static async Task UntilDoneAsync(HttpClient client, string what)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var accounts = await client.GetFromJsonAsync<JsonElement>("/api/instagram/accounts", Ct);
            var sync = accounts.GetProperty("items")[0].GetProperty("sync");
            if (sync.GetProperty("status").GetString() == "done")
            {
                return;
            }

            clock.Elapsed.ShouldBeLessThan(Longest, $"{what}: {sync}");
            await Task.Delay(50, Ct);
        }
    }

    private static async Task InvariantsAsync(Func<DbConnection> connect, int round)
    {
        (await CountAsync(connect, "SELECT count(*) FROM instagram_posts")).ShouldBe(Posts, $"round {round}");
        (await CountAsync(connect, "SELECT count(DISTINCT ig_post_id) FROM instagram_posts")).ShouldBe(Posts, $"round {round}");
        (await CountAsync(connect, "SELECT count(*) FROM instagram_posts p WHERE NOT EXISTS (SELECT 1 FROM post_snapshots s WHERE s.post_id = p.id)")).ShouldBe(0, $"round {round}");
        (await CountAsync(connect, "SELECT count(*) FROM post_snapshots")).ShouldBe(Posts, $"round {round}: the counts have not changed");
        (await CountAsync(connect, "SELECT count(*) FROM follower_snapshots")).ShouldBeInRange(1, 2, $"round {round}: one a day");
    }

    private static async Task<long> CountAsync(Func<DbConnection> connect, string sql)
    {
        await using var connection = connect();
        await connection.OpenAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync(Ct) ?? 0);
    }
}
