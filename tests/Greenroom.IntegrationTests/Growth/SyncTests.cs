using System.Net;
using System.Text.Json;
using Greenroom.Growth.Platforms;
using Microsoft.Extensions.DependencyInjection;

namespace Greenroom.IntegrationTests.Growth;

/// <summary>What a sync leaves behind, whatever the platform did.</summary>
public abstract class SyncTests(GreenroomApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_post_is_there_as_the_platform_shows_it()
    {
        var creator = await Creator.SignUpAsync(app);

        var account = await creator.ConnectAndSyncAsync();

        var truth = creator.Truth();
        var posts = await creator.PostsAsync();
        account.GetProperty("sync").GetProperty("status").GetString().ShouldBe("done");
        account.GetProperty("sync").GetProperty("posts_so_far").GetInt32().ShouldBe(truth.Posts.Count);
        account.GetProperty("followers").GetInt32().ShouldBe(truth.Followers);
        posts.Select(Told).ShouldBe(truth.Posts.OrderByDescending(p => p.PostedAt).Select(p => (
            p.PlatformPostId, p.Caption, p.LikeCount, (int?)p.CommentsCount, (int?)p.Saves, (int?)p.Shares, p.PostedAt)), ignoreOrder: true);
        posts.Count(p => p.GetProperty("like_count").ValueKind == JsonValueKind.Null).ShouldBe(truth.Posts.Count(p => p.LikeCount is null));
        truth.Posts.Count(p => p.LikeCount is null).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_second_sync_doubles_nothing_and_keeps_what_changed()
    {
        var creator = await Creator.SignUpAsync(app);
        var id = (await creator.ConnectAndSyncAsync()).GetProperty("id").GetGuid();
        var before = await app.ScalarAsync<long>(SnapshotsOf, Ct, id);
        await RefreshAsync(creator);
        (await app.ScalarAsync<long>(SnapshotsOf, Ct, id)).ShouldBe(before, "nothing has changed");

        await creator.WaitAsync(TimeSpan.FromHours(5));
        await RefreshAsync(creator);

        var truth = creator.Truth();
        (await creator.PostsAsync()).Count.ShouldBe(truth.Posts.Count);
        (await app.ScalarAsync<long>(SnapshotsOf, Ct, id)).ShouldBeGreaterThan(before, "young posts have gained");
        (await app.ScalarAsync<long>("SELECT count(*) FROM follower_snapshots WHERE account_id = @p0", Ct, id)).ShouldBe(truth.FollowersByDay.Count, "one a day");
    }

    [Fact]
    public async Task A_post_that_two_whole_syncs_do_not_meet_counts_as_deleted_and_is_kept()
    {
        var creator = await Creator.SignUpAsync(app);
        var id = (await creator.ConnectAndSyncAsync()).GetProperty("id").GetGuid();
        var deleted = creator.Truth().Posts.Select(p => p.PlatformPostId).ToHashSet(StringComparer.Ordinal);
        await creator.WaitAsync(TimeSpan.FromDays(2));
        deleted.ExceptWith(creator.Truth().Posts.Select(p => p.PlatformPostId));
        var gone = deleted.ShouldHaveSingleItem();

        await RefreshAsync(creator);
        (await creator.PostsAsync()).Select(IdOf).ShouldContain(gone, "once is no proof");
        await creator.WaitAsync(TimeSpan.FromHours(1));
        await RefreshAsync(creator);

        (await creator.PostsAsync()).Select(IdOf).ShouldNotContain(gone);
        (await app.ScalarAsync<long>("SELECT count(*) FROM instagram_posts WHERE account_id = @p0 AND ig_post_id = @p1", Ct, id, gone)).ShouldBe(1);
    }

    [Fact]
    public async Task An_account_is_read_again_every_six_hours()
    {
        var creator = await Creator.SignUpAsync(app);
        var account = await creator.ConnectAndSyncAsync();
        account.GetProperty("next_sync_at").GetDateTime().ShouldBe(app.Clock.UtcNow.AddHours(6));

        await creator.WaitAsync(TimeSpan.FromHours(6));
        await app.RunAllJobsAsync(Ct);

        (await creator.AccountsAsync())[0].GetProperty("last_synced_at").GetDateTime().ShouldBe(app.Clock.UtcNow);
    }

    [Theory]
    [InlineData("expired", "needs_reconnect", "190/463")]
    [InlineData("noperm", "needs_permission", "(10)")]
    public async Task A_platform_that_shuts_us_out_stops_the_account_with_a_reason(string persona, string state, string reason)
    {
        var creator = await Creator.SignUpAsync(app);

        var account = await creator.ConnectAndSyncAsync(persona);

        account.GetProperty("state").GetString().ShouldBe(state);
        account.GetProperty("state_reason").GetString()!.ShouldContain(reason);
        account.GetProperty("sync").GetProperty("status").GetString().ShouldBe("failed");
        account.GetProperty("next_sync_at").ValueKind.ShouldBe(JsonValueKind.Null);
        await (await creator.Http.PostAsync("/api/instagram/refresh", content: null, Ct)).ShouldBeProblemAsync(409, "growth.needs_reconnect", Ct);
        await creator.ConnectAsync(persona);
        (await creator.AccountsAsync()).ShouldHaveSingleItem().GetProperty("state").GetString().ShouldBe("active", "connecting again is how it is mended");
    }

    [Fact]
    public async Task A_platform_that_has_had_enough_is_left_alone_as_long_as_it_asks()
    {
        var creator = await Creator.SignUpAsync(app);

        var account = await creator.ConnectAndSyncAsync("ratelimited");

        account.GetProperty("state").GetString().ShouldBe("active");
        account.GetProperty("sync").GetProperty("status").GetString().ShouldBe("failed");
        account.GetProperty("next_sync_at").GetDateTime().ShouldBe(app.Clock.UtcNow.AddMinutes(30));
    }

    [Theory]
    [InlineData("tiny", 6)]
    [InlineData("empty", 0)]
    public async Task Few_posts_and_none_are_no_error(string persona, int posts)
    {
        var creator = await Creator.SignUpAsync(app);

        var account = await creator.ConnectAndSyncAsync(persona);

        account.GetProperty("sync").GetProperty("status").GetString().ShouldBe("done");
        (await creator.PostsAsync()).Count.ShouldBe(posts);
    }

    [Fact]
    public async Task A_short_page_is_not_the_end_and_a_post_that_comes_twice_is_one()
    {
        var now = app.Clock.UtcNow;
        var platform = new FakePlatform
        {
            Page = cursor => cursor switch
            {
                null => new PlatformPage([FakePlatform.Post("1", now.AddHours(-1)), FakePlatform.Post("1", now.AddHours(-1))], Skipped: [], "b"),
                "b" => new PlatformPage([], Skipped: [null], "c"),
                _ => new PlatformPage([FakePlatform.Post("1", now.AddHours(-1)), FakePlatform.Post("2", now.AddHours(-2), likes: null)], Skipped: [], Next: null),
            },
        };
        await using var faked = await FakedAsync(platform);
        var creator = await ConnectFakeAsync(faked);

        var posts = await creator.PostsAsync();

        posts.Select(IdOf).ShouldBe(["1", "2"]);
        posts[1].GetProperty("like_count").ValueKind.ShouldBe(JsonValueKind.Null);
        var sync = (await creator.AccountsAsync())[0].GetProperty("sync");
        sync.GetProperty("status").GetString().ShouldBe("done");
        sync.GetProperty("skipped_posts").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task A_cursor_that_never_ends_stops_the_sync_and_keeps_what_came()
    {
        var now = app.Clock.UtcNow;
        var platform = new FakePlatform { Page = _ => new PlatformPage([FakePlatform.Post("1", now.AddHours(-1))], Skipped: [], "again") };
        await using var faked = await FakedAsync(platform);
        var creator = await ConnectFakeAsync(faked);

        (await creator.PostsAsync()).Count.ShouldBe(1);
        (await creator.AccountsAsync())[0].GetProperty("sync").GetProperty("status").GetString().ShouldBe("failed");
    }

    [Fact]
    public async Task A_post_that_cannot_be_read_stays_and_hides_no_other_that_is_deleted()
    {
        var now = app.Clock.UtcNow;
        var platform = new FakePlatform
        {
            Page = _ => new PlatformPage([.. Enumerable.Range(1, 3).Select(n => FakePlatform.Post($"{n}", now.AddDays(-n)))], Skipped: [], Next: null),
        };
        await using var faked = await FakedAsync(platform);
        var creator = await ConnectFakeAsync(faked);
        platform.Page = _ => new PlatformPage([FakePlatform.Post("1", now.AddDays(-1))], Skipped: ["2"], Next: null);

        await SyncAgainAsync(creator);
        (await creator.PostsAsync()).Select(IdOf).ShouldBe(["1", "2", "3"], "once is no proof");
        await SyncAgainAsync(creator);

        (await creator.PostsAsync()).Select(IdOf).ShouldBe(["1", "2"]);
        (await creator.AccountsAsync())[0].GetProperty("sync").GetProperty("skipped_posts").GetInt32().ShouldBe(1);
        var fetched = await faked.RowsAsync("SELECT fetched_at FROM instagram_posts ORDER BY ig_post_id", Ct);
        fetched[1][0].ShouldBe(fetched[2][0], "its counts are as old as they were");
        fetched[0][0].ShouldNotBe(fetched[1][0]);
    }

    [Fact]
    public async Task A_post_that_is_missed_once_and_then_met_unread_is_missed_twice_in_a_row_before_it_counts_as_deleted()
    {
        var now = app.Clock.UtcNow;
        var platform = new FakePlatform { Page = _ => new PlatformPage([FakePlatform.Post("1", now.AddDays(-1))], Skipped: [], Next: null) };
        await using var faked = await FakedAsync(platform);
        var creator = await ConnectFakeAsync(faked);
        var (without, unread) = (new PlatformPage([], Skipped: [], Next: null), new PlatformPage([], Skipped: ["1"], Next: null));

        foreach (var page in (PlatformPage[])[without, unread, without])
        {
            platform.Page = _ => page;
            await SyncAgainAsync(creator);
        }

        (await creator.PostsAsync()).Select(IdOf).ShouldBe(["1"]);
        await SyncAgainAsync(creator);
        (await creator.PostsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_sync_with_a_post_that_does_not_even_tell_its_id_takes_no_post_for_deleted()
    {
        var now = app.Clock.UtcNow;
        var platform = new FakePlatform { Page = _ => new PlatformPage([FakePlatform.Post("strange", now.AddDays(-9))], Skipped: [], Next: null) };
        await using var faked = await FakedAsync(platform);
        var creator = await ConnectFakeAsync(faked);
        platform.Page = _ => new PlatformPage([], Skipped: ["another", null], Next: null);

        await SyncAgainAsync(creator);
        await SyncAgainAsync(creator);

        (await creator.PostsAsync()).Select(IdOf).ShouldBe(["strange"]);
    }

    [Fact]
    public async Task A_sync_that_stops_before_the_last_page_takes_no_post_for_deleted()
    {
        var now = app.Clock.UtcNow;
        var platform = new FakePlatform { Page = _ => new PlatformPage([FakePlatform.Post("old", now.AddDays(-9))], Skipped: [], Next: null) };
        await using var faked = await FakedAsync(platform);
        var creator = await ConnectFakeAsync(faked);
        platform.Page = cursor => new PlatformPage([], Skipped: [], $"{int.Parse(cursor ?? "0", System.Globalization.CultureInfo.InvariantCulture) + 1}");

        await SyncAgainAsync(creator);
        await SyncAgainAsync(creator);

        (await creator.PostsAsync()).Select(IdOf).ShouldBe(["old"]);
        (await creator.AccountsAsync())[0].GetProperty("sync").GetProperty("status").GetString().ShouldBe("done");
    }

    [Fact]
    public async Task A_platform_that_is_down_is_tried_again_until_it_is_back()
    {
        var now = app.Clock.UtcNow;
        var isDown = true;
        var platform = new FakePlatform
        {
            Page = _ => isDown ? throw new PlatformException(PlatformTrouble.Unavailable, "The platform does not answer.") : new PlatformPage([FakePlatform.Post("1", now.AddHours(-1))], Skipped: [], Next: null),
        };
        await using var faked = await FakedAsync(platform);
        var creator = await ConnectFakeAsync(faked);
        var failed = (await creator.AccountsAsync())[0];
        failed.GetProperty("state").GetString().ShouldBe("active");
        failed.GetProperty("sync").GetProperty("error").GetString().ShouldBe("The platform does not answer.");

        isDown = false;
        faked.Clock.Advance(TimeSpan.FromMinutes(1));
        await faked.RunJobsAsync(Ct);

        (await creator.AccountsAsync())[0].GetProperty("sync").GetProperty("status").GetString().ShouldBe("done");
        (await creator.PostsAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_sync_whose_runner_died_at_its_very_end_is_reviewed_when_its_job_comes_again()
    {
        var creator = await Creator.SignUpAsync(app);
        var id = (await creator.ConnectAndSyncAsync("tiny")).GetProperty("id").GetGuid();
        await app.RunAllJobsAsync(Ct);

        // As it stands when the end of the sync is saved and nothing after it.
        await app.ExecuteAsync("DELETE FROM jobs WHERE kind = 'growth.review'", Ct);
        await app.ExecuteAsync("UPDATE jobs SET done_at = NULL WHERE kind = 'growth.sync' AND payload = @p0", Ct, $"{id:N}");
        await app.RunAllJobsAsync(Ct);

        (await app.ScalarAsync<long>("SELECT count(*) FROM jobs WHERE kind = 'growth.review' AND payload = @p0 AND done_at IS NOT NULL", Ct, $"{id:N}")).ShouldBe(1);
    }

    [Fact]
    public async Task An_account_that_is_disconnected_while_it_is_read_leaves_nothing()
    {
        var now = app.Clock.UtcNow;
        Creator? creator = null;
        var platform = new FakePlatform();
        await using var faked = await FakedAsync(platform);
        creator = await Creator.SignUpAsync(faked);
        platform.Page = cursor =>
        {
            if (cursor is not null)
            {
                creator.Http.DeleteAsync("/api/instagram/disconnect", Ct).GetAwaiter().GetResult().StatusCode.ShouldBe(HttpStatusCode.NoContent);
            }

            return new PlatformPage([FakePlatform.Post(cursor ?? "1", now.AddHours(-1))], Skipped: [], cursor is null ? "2" : null);
        };
        await creator.ReturnAsync(await creator.BeginAsync("?flavour=fake"), "code");

        await faked.RunJobsAsync(Ct);

        (await faked.ScalarAsync<long>("SELECT count(*) FROM instagram_posts", Ct)).ShouldBe(0);
        (await faked.ScalarAsync<long>("SELECT count(*) FROM jobs WHERE kind = 'growth.sync' AND done_at IS NULL", Ct)).ShouldBe(0);
    }

    private const string SnapshotsOf = "SELECT count(*) FROM post_snapshots s JOIN instagram_posts p ON p.id = s.post_id WHERE p.account_id = @p0";

    private static (string, string?, int?, int?, int?, int?, DateTime) Told(JsonElement post) => (
        IdOf(post), post.GetProperty("caption").GetString(), Number(post, "like_count"), Number(post, "comments_count"), Number(post, "saves_count"),
        Number(post, "shares_count"), post.GetProperty("posted_at").GetDateTime());

    private static string IdOf(JsonElement post) => post.GetProperty("ig_post_id").GetString()!;

    private static int? Number(JsonElement post, string name) => post.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetInt32() : null;

    private Task<GreenroomApp> FakedAsync(FakePlatform platform) =>
        app.StartAnotherAsync(new AppSetup { Services = services => services.AddSingleton<ISocialPlatform>(platform) });

    private static async Task<Creator> ConnectFakeAsync(GreenroomApp faked)
    {
        var creator = await Creator.SignUpAsync(faked);
        (await creator.ReturnAsync(await creator.BeginAsync("?flavour=fake"), "code")).ShouldBe("/app/growth?connected=true");
        await faked.RunJobsAsync(Ct);
        return creator;
    }

    private static async Task SyncAgainAsync(Creator creator)
    {
        await creator.WaitAsync(TimeSpan.FromHours(1));
        await RefreshAsync(creator);
    }

    private static async Task RefreshAsync(Creator creator)
    {
        var response = await creator.Http.PostAsync("/api/instagram/refresh", content: null, Ct);
        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await response.ReadAsync<JsonDocument>(Ct)).RootElement.GetProperty("status").GetString().ShouldBe("fetch scheduled");
        await creator.App.RunJobsAsync(Ct);
    }
}

public sealed class SyncsOnSqlite(SqliteApp app) : SyncTests(app), IClassFixture<SqliteApp>;

public sealed class SyncsOnPostgres(PostgresApp app) : SyncTests(app), IClassFixture<PostgresApp>;
