using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Greenroom.IntegrationTests.Growth.Instagram;

/// <summary>What a sync leaves behind, whatever shape the platform's answers have. The same for both ways to log in.</summary>
public abstract class InstagramSyncTests(InstagramApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private DateTime Now => app.App.Clock.UtcNow;

    [Fact]
    public async Task Every_post_is_there_once_through_short_and_empty_pages()
    {
        var platform = new FakeAccount { PageSizes = [50, 3, 0, 50] }.With(posts: 120, Now);
        platform.Posts[4].AsObject().Remove("like_count");
        platform.Posts[5].AsObject().Remove("caption");

        var (creator, account) = await app.ReadAsync(platform);

        account.GetProperty("username").GetString().ShouldBe(platform.Username);
        account.GetProperty("followers").GetInt32().ShouldBe(2400);
        account.GetProperty("state").GetString().ShouldBe("active");
        Sync(account, "status").GetString().ShouldBe("done");
        Sync(account, "posts_so_far").GetInt32().ShouldBe(120);
        Sync(account, "posts_expected").GetInt32().ShouldBe(120);
        Sync(account, "skipped_posts").GetInt32().ShouldBe(0);
        platform.MediaCalls.Select(c => c.After).ShouldBe([null, "after-50.0", "after-53.50", "after-53.53", "after-103.53"]);
        await ShouldShowAsync(creator, platform);
        app.ShouldHaveKeptSecrets(app.App);
    }

    [Fact]
    public async Task A_cursor_that_never_ends_stops_the_sync_and_keeps_what_came()
    {
        var platform = new FakeAccount().With(posts: 60, Now);
        platform.Media = _ => FakeReply.Json(FakeInstagram.Page([.. platform.Posts.Take(51)], after: null, 50, platform.Token));

        var (creator, account) = await app.ReadAsync(platform);

        Sync(account, "status").GetString().ShouldBe("failed");
        account.GetProperty("state").GetString().ShouldBe("active");
        (await creator.PostsAsync()).Count.ShouldBe(50);
        platform.MediaCalls.Count.ShouldBe(2);
        app.ShouldHaveKeptSecrets(app.App);
    }

    [Fact]
    public async Task Pages_that_come_twice_double_nothing()
    {
        var platform = new FakeAccount().With(posts: 100, Now);
        platform.Media = after =>
        {
            var page = FakeInstagram.Page([.. platform.Posts], after == "after-50" ? null : after is null ? null : "after-50", 50, platform.Token);
            (page["paging"]!["cursors"]!["after"], page["paging"]!["next"]) = (after is null ? "after-50" : "after-99", after is null or "after-50" ? "https://graph.instagram.com/next" : null);
            return FakeReply.Json(page);
        };

        var (creator, account) = await app.ReadAsync(platform);

        Sync(account, "status").GetString().ShouldBe("done");
        platform.MediaCalls.Count.ShouldBe(3);
        await ShouldShowAsync(creator, platform);
    }

    [Theory]
    [InlineData("2025-12-07T13:00:34+0000")]
    [InlineData("2025-12-07T13:00:34+00:00")]
    [InlineData("2025-12-07T13:00:34Z")]
    [InlineData("2025-12-07T13:00:34.000Z")]
    [InlineData("2025-12-07T15:00:34+0200")]
    [InlineData("2025-12-07T08:30:34-04:30")]
    public async Task A_time_is_the_same_moment_however_it_is_written(string timestamp)
    {
        var platform = new FakeAccount();
        platform.Add(Now)["timestamp"] = timestamp;

        var (creator, _) = await app.ReadAsync(platform);

        (await creator.PostsAsync()).ShouldHaveSingleItem().GetProperty("posted_at").GetDateTime().ShouldBe(new DateTime(2025, 12, 7, 13, 0, 34, DateTimeKind.Utc));
    }

    [Theory]
    [InlineData("""{"id":"1790","media_type":"IMAGE"}""")]
    [InlineData("""{"id":"1790","media_type":"IMAGE","timestamp":"yesterday"}""")]
    [InlineData("""{"id":"1790","media_type":"IMAGE","timestamp":"2025-02-30T10:00:00+0000"}""")]
    [InlineData("""{"id":"1790","media_type":"HOLOGRAM","timestamp":"2025-12-07T13:00:34+0000"}""")]
    [InlineData("""{"id":{"nested":true},"media_type":"IMAGE","timestamp":"2025-12-07T13:00:34+0000"}""")]
    [InlineData("""{"id":"1790","caption":"\ud83d","media_type":"IMAGE","timestamp":"2025-12-07T13:00:34+0000"}""")]
    [InlineData("""{"id":"17\u000090","media_type":"IMAGE","timestamp":"2025-12-07T13:00:34+0000"}""")]
    [InlineData("""{"id":"1790","media_type":"IMAGE\u0000","timestamp":"2025-12-07T13:00:34+0000"}""")]
    [InlineData("\"only a text\"")]
    [InlineData("[]")]
    public async Task One_broken_post_among_fifty_is_skipped_and_counted(string broken)
    {
        var platform = new FakeAccount().With(posts: 49, Now);
        platform.Media = _ => new FakeReply(200, FakeInstagram.Page([.. platform.Posts], after: null, 50, platform.Token).ToJsonString().Replace("\"data\":[", $"\"data\":[{broken},", StringComparison.Ordinal));

        var (creator, account) = await app.ReadAsync(platform);

        Sync(account, "status").GetString().ShouldBe("done");
        Sync(account, "skipped_posts").GetInt32().ShouldBe(1);
        await ShouldShowAsync(creator, platform);
    }

    [Theory]
    [InlineData("""{"id":"ID","media_type":"HOLOGRAM","timestamp":"2025-12-07T13:00:34+0000"}""", true)]
    [InlineData("""{"id":"ID","caption":"\ud83d","media_type":"IMAGE","timestamp":"2025-12-07T13:00:34+0000"}""", true)]
    [InlineData("""{"id":{"nested":true},"media_type":"IMAGE","timestamp":"2025-12-07T13:00:34+0000"}""", false)]
    [InlineData("""{"id":"\ud83d","media_type":"IMAGE","timestamp":"2025-12-07T13:00:34+0000"}""", false)]
    public async Task A_post_that_breaks_stays_and_a_deleted_one_goes_as_long_as_the_broken_one_tells_its_id(string broken, bool tellsId)
    {
        var platform = new FakeAccount().With(posts: 3, Now);
        var (creator, _) = await app.ReadAsync(platform);
        var (breaks, deleted) = (platform.Posts[1]["id"]!.GetValue<string>(), platform.Posts[2]["id"]!.GetValue<string>());
        var left = FakeInstagram.Page([platform.Posts[0]], after: null, 50, platform.Token).ToJsonString();
        platform.Media = _ => new FakeReply(200, left.Replace("\"data\":[", $"\"data\":[{broken.Replace("ID", breaks, StringComparison.Ordinal)},", StringComparison.Ordinal));

        for (var sync = 0; sync < 2; sync++)
        {
            await creator.WaitAsync(TimeSpan.FromHours(1));
            await InstagramApp.RefreshAsync(creator);
        }

        var shown = (await creator.PostsAsync()).Select(p => p.GetProperty("ig_post_id").GetString()).ToList();
        shown.ShouldContain(breaks);
        shown.Contains(deleted).ShouldBe(!tellsId);
    }

    [Fact]
    public async Task What_is_not_told_or_makes_no_sense_stays_unknown()
    {
        var platform = new FakeAccount { Insights = _ => FakeReply.Json(new JsonObject { ["data"] = new JsonArray() }) };
        var post = platform.Add(Now.AddHours(-3));
        post["like_count"] = "many";
        post["comments_count"] = -1;
        post["permalink"] = "javascript:alert(1)";
        post.Remove("media_url");

        var (creator, _) = await app.ReadAsync(platform);

        var shown = (await creator.PostsAsync()).ShouldHaveSingleItem();
        foreach (var name in new[] { "like_count", "comments_count", "saves_count", "shares_count", "reach_count", "views_count", "permalink", "media_url" })
        {
            shown.GetProperty(name).ValueKind.ShouldBe(JsonValueKind.Null, name);
        }
    }

    [Fact]
    public async Task A_field_that_the_login_does_not_have_is_done_without_and_not_asked_for_again()
    {
        await using var fresh = await app.StartAnotherAsync();
        var platform = new FakeAccount { RefusedFields = ["media_product_type"] }.With(posts: 9, fresh.Clock.UtcNow);

        var (creator, account) = await app.ReadAsync(platform, fresh);
        await InstagramApp.RefreshAsync(creator);

        Sync(account, "status").GetString().ShouldBe("done");
        await ShouldShowAsync(creator, platform);
        platform.MediaCalls.Select(c => c.Fields.Contains("media_product_type", StringComparison.Ordinal)).ShouldBe([true, false, false]);
    }

    [Fact]
    public async Task A_field_that_was_refused_of_one_account_is_asked_for_of_another_and_of_the_first_after_an_hour()
    {
        await using var fresh = await app.StartAnotherAsync();
        var odd = new FakeAccount { RefusedFields = ["caption"], Insights = _ => FakeReply.Error(10) }.With(posts: 3, fresh.Clock.UtcNow);
        var other = new FakeAccount { Insights = _ => FakeReply.Error(10) }.With(posts: 3, fresh.Clock.UtcNow);
        var (creator, _) = await app.ReadAsync(odd, fresh);
        odd.MediaCalls.Select(HasCaption).ShouldBe([true, true, false]);
        odd.MediaCalls.Clear();
        odd.RefusedFields = [];

        var (another, _) = await app.ReadAsync(other, fresh);
        await ShouldShowAsync(another, other);
        await InstagramApp.RefreshAsync(creator);
        await creator.WaitAsync(TimeSpan.FromHours(1));
        await InstagramApp.RefreshAsync(creator);

        other.MediaCalls.Select(HasCaption).ShouldBe([true]);
        odd.MediaCalls.Select(HasCaption).ShouldBe([false, true]);
        await ShouldShowAsync(creator, odd);

        static bool HasCaption((string? After, string Fields) call) => call.Fields.Contains("caption", StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_platform_refuses_to_tell_for_an_hour_stays_as_it_told_it_and_what_it_then_leaves_out_is_gone()
    {
        await using var fresh = await app.StartAnotherAsync();
        var platform = new FakeAccount { Insights = _ => FakeReply.Error(10) }.With(posts: 3, fresh.Clock.UtcNow);
        platform.Posts[2]["media_product_type"] = "FEED";
        var (creator, _) = await app.ReadAsync(platform, fresh);
        platform.RefusedFields = ["caption"];

        platform.Add(fresh.Clock.UtcNow.AddDays(-2)).Remove("caption");
        await InstagramApp.RefreshAsync(creator);

        // The last of these is a video, and no reel.
        platform.MediaCalls[^1].Fields.ShouldNotContain("caption");
        await ShouldShowAsync(creator, platform);
        platform.RefusedFields = [];
        platform.Posts[0].AsObject().Remove("caption");
        await creator.WaitAsync(TimeSpan.FromHours(1));
        await InstagramApp.RefreshAsync(creator);
        await ShouldShowAsync(creator, platform);
        (await creator.PostsAsync()).Count(p => p.GetProperty("caption").ValueKind == JsonValueKind.Null).ShouldBe(2);
    }

    [Fact]
    public async Task A_character_that_no_database_stores_costs_no_more_than_its_own_field()
    {
        var platform = new FakeAccount { Username = "a\0name" }.With(posts: 2, Now);
        var post = platform.Posts[0];
        (post["caption"], post["permalink"], post["media_url"], post["thumbnail_url"]) = ("a\0b", "https://www.instagram.com/p/\0", "https://cdn.example/\0.jpg", null);

        var (creator, account) = await app.ReadAsync(platform);

        Sync(account, "status").GetString().ShouldBe("done");
        Sync(account, "posts_so_far").GetInt32().ShouldBe(2);
        account.GetProperty("username").GetString().ShouldBe("aname");
        var shown = (await creator.PostsAsync())[0];
        shown.GetProperty("caption").GetString().ShouldBe("ab");
        shown.GetProperty("permalink").ValueKind.ShouldBe(JsonValueKind.Null);
        shown.GetProperty("media_url").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    private static async Task ShouldShowAsync(Creator creator, FakeAccount platform)
    {
        var shown = (await creator.PostsAsync()).Select(p => (
            Id: p.GetProperty("ig_post_id").GetString(), Caption: p.GetProperty("caption").GetString(), Type: p.GetProperty("media_type").GetString(),
            IsReel: p.GetProperty("type").GetString() == "reel", Likes: Number(p, "like_count"), Comments: Number(p, "comments_count"),
            Picture: p.GetProperty("media_url").GetString(), At: p.GetProperty("posted_at").GetDateTime()));

        shown.ShouldBe(platform.Posts.Select(p => (
            Id: p["id"]?.GetValue<string>(), Caption: p["caption"]?.GetValue<string>(), Type: p["media_type"]?.GetValue<string>(),
            IsReel: p["media_product_type"]!.GetValue<string>() == "REELS", Likes: p["like_count"]?.GetValue<int>(), Comments: p["comments_count"]?.GetValue<int>(),
            Picture: (p["thumbnail_url"] ?? p["media_url"])?.GetValue<string>(),
            At: DateTime.Parse(p["timestamp"]!.GetValue<string>()[..19], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal))), ignoreOrder: true);
    }

    private static int? Number(JsonElement post, string name) => post.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetInt32() : null;

    private static JsonElement Sync(JsonElement account, string name) => account.GetProperty("sync").GetProperty(name);
}

public sealed class InstagramSyncsOnSqlite(InstagramLoginOnSqliteApp app) : InstagramSyncTests(app), IClassFixture<InstagramLoginOnSqliteApp>;

public sealed class InstagramSyncsOnPostgres(InstagramLoginOnPostgresApp app) : InstagramSyncTests(app), IClassFixture<InstagramLoginOnPostgresApp>;

public sealed class FacebookSyncsOnSqlite(FacebookLoginOnSqliteApp app) : InstagramSyncTests(app), IClassFixture<FacebookLoginOnSqliteApp>;

public sealed class FacebookSyncsOnPostgres(FacebookLoginOnPostgresApp app) : InstagramSyncTests(app), IClassFixture<FacebookLoginOnPostgresApp>;
