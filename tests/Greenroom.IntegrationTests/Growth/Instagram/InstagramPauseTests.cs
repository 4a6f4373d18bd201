using System.Net;

namespace Greenroom.IntegrationTests.Growth.Instagram;

/// <summary>A pause that the platform asks for is one for the account: not for the process that heard of it.</summary>
public abstract class InstagramPauseTests(InstagramApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> Reasons => ["refused", "nearly spent", "nearly spent by the last call"];

    [Theory]
    [MemberData(nameof(Reasons))]
    public async Task A_pause_holds_on_every_node_and_after_a_restart(string reason)
    {
        await using var database = await app.NewDatabaseAsync();
        var platform = new FakeAccount().With(posts: 3, database.Clock.UtcNow);
        var creator = await ConnectAndSpendAsync(database, platform, reason);
        var before = platform.MediaCalls.Count;
        await using var node = await app.Again(database);
        var person = creator.At(node);

        await person.WaitAsync(TimeSpan.FromMinutes(12));
        var refused = await person.Http.PostAsync("/api/instagram/refresh", content: null, Ct);
        await node.RunJobsAsync(Ct);
        var during = (await InstagramApp.AccountOf(person), platform.MediaCalls.Count);
        await person.WaitAsync(TimeSpan.FromMinutes(33));
        var accepted = await person.Http.PostAsync("/api/instagram/refresh", content: null, Ct);
        await node.RunJobsAsync(Ct);

        (await refused.ShouldBeProblemAsync(429, "growth.paused", Ct)).Detail.ShouldBe("The platform has had enough calls for now and asks to be left alone. Try again in 33 minutes.");
        refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromMinutes(33));
        during.Count.ShouldBe(before, "the platform was left alone");
        during.Item1.GetProperty("sync").GetProperty("status").GetString().ShouldBe(reason == "nearly spent by the last call" ? "done" : "failed");
        accepted.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        platform.MediaCalls.Count.ShouldBeGreaterThan(before);
        (await InstagramApp.AccountOf(person)).GetProperty("sync").GetProperty("status").GetString().ShouldBe("done");
        (await node.ScalarAsync<int>("SELECT COUNT(*) FROM instagram_accounts WHERE paused_until IS NOT NULL", Ct)).ShouldBe(0);
    }

    [Fact]
    public async Task What_is_planned_or_connected_anew_inside_a_pause_waits_for_its_end()
    {
        await using var database = await app.NewDatabaseAsync();
        var platform = new FakeAccount().With(posts: 3, database.Clock.UtcNow);
        var creator = await ConnectAndSpendAsync(database, platform, "refused");
        var before = platform.MediaCalls.Count;
        await using var node = await app.Again(database);
        var until = node.Clock.UtcNow.AddMinutes(45);

        // As any other way to a sync does: a comment that the platform tells of, or another log-in.
        await node.ExecuteAsync("UPDATE instagram_accounts SET next_sync_at = created_at", Ct);
        node.Clock.Advance(TimeSpan.FromMinutes(5));
        await node.RunAllJobsAsync(Ct);

        platform.MediaCalls.Count.ShouldBe(before);
        var account = await InstagramApp.AccountOf(creator.At(node));
        account.GetProperty("next_sync_at").GetDateTime().ShouldBe(until);
        account.GetProperty("sync").GetProperty("error").GetString().ShouldBe("The platform has asked to be left alone for a while. Greenroom goes on by itself.");
    }

    /// <summary>A host of its own hears that the allowance is spent for 45 minutes, and is gone.</summary>
    private async Task<Creator> ConnectAndSpendAsync(GreenroomApp database, FakeAccount platform, string reason)
    {
        await using var first = await app.Again(database);
        (string, string) Usage(int percent) =>
            ("X-Business-Use-Case-Usage", $$"""{"17841400000000001":[{"type":"instagram","call_count":{{percent}},"total_cputime":25,"total_time":25,"estimated_time_to_regain_access":45}]}""");
        FakeReply Page(string? after, bool more) => FakeReply.Json(FakeInstagram.Page([.. platform.Posts], after, more ? 1 : 50, platform.Token)) with { Header = Usage(97) };
        platform.Media = reason switch
        {
            "refused" => _ => FakeReply.Error(80002) with { Header = Usage(100) },
            "nearly spent" => after => Page(after, more: true),
            _ => after => Page(after, more: false),
        };
        var (creator, _) = await app.ReadAsync(platform, first);
        platform.Media = _ => null;
        return creator;
    }
}

public sealed class InstagramPausesOnSqlite(InstagramLoginOnSqliteApp app) : InstagramPauseTests(app), IClassFixture<InstagramLoginOnSqliteApp>;

public sealed class InstagramPausesOnPostgres(InstagramLoginOnPostgresApp app) : InstagramPauseTests(app), IClassFixture<InstagramLoginOnPostgresApp>;

public sealed class FacebookPausesOnSqlite(FacebookLoginOnSqliteApp app) : InstagramPauseTests(app), IClassFixture<FacebookLoginOnSqliteApp>;

public sealed class FacebookPausesOnPostgres(FacebookLoginOnPostgresApp app) : InstagramPauseTests(app), IClassFixture<FacebookLoginOnPostgresApp>;
