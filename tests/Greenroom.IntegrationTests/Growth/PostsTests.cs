using System.Text.Json;

namespace Greenroom.IntegrationTests.Growth;

/// <summary>The list of posts: pages without a gap or a repeat, in every order, for their owner alone.</summary>
public abstract class PostsTests(GreenroomApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_page_holds_the_fifty_newest_and_counts_all()
    {
        var creator = await Creator.SignUpAsync(app);
        await creator.ConnectAndSyncAsync();

        var page = await creator.GetAsync("/api/instagram/posts");

        page.GetProperty("posts").GetArrayLength().ShouldBe(50);
        page.GetProperty("posts_count").GetInt32().ShouldBe(creator.Truth().Posts.Count);
        page.GetProperty("posts")[0].GetProperty("ig_post_id").GetString().ShouldBe(creator.Truth().Posts.MaxBy(p => p.PostedAt)!.PlatformPostId);
        page.GetProperty("account").GetProperty("username").GetString().ShouldBe("sandbox.creator");
    }

    [Theory]
    [InlineData("newest")]
    [InlineData("oldest")]
    [InlineData("likes")]
    [InlineData("comments")]
    public async Task Pages_in_any_order_have_every_post_once(string sort)
    {
        var creator = await Creator.SignUpAsync(app);
        await creator.ConnectAndSyncAsync();

        var posts = await creator.PostsAsync($"&sort={sort}", limit: 7);

        posts.Count.ShouldBe(creator.Truth().Posts.Count);
        posts.Select(p => p.GetProperty("id").GetGuid()).ShouldBeUnique();
        var keys = posts.Select(p => sort switch
        {
            "newest" => -p.GetProperty("posted_at").GetDateTime().Ticks,
            "oldest" => p.GetProperty("posted_at").GetDateTime().Ticks,
            "likes" => -Number(p, "like_count"),
            _ => -Number(p, "comments_count"),
        }).ToList();
        keys.ShouldBe(keys.Order());
    }

    [Fact]
    public async Task Types_part_the_posts()
    {
        var creator = await Creator.SignUpAsync(app);
        await creator.ConnectAndSyncAsync();

        var byType = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var type in (string[])["image", "carousel", "video", "reel"])
        {
            var posts = await creator.PostsAsync($"&type={type}");
            posts.ShouldAllBe(p => p.GetProperty("type").GetString() == type);
            byType[type] = posts.Count;
        }

        byType.Values.Sum().ShouldBe(creator.Truth().Posts.Count);
        byType["reel"].ShouldBe(creator.Truth().Posts.Count(p => p.MediaProductType == "REELS"));
        byType["carousel"].ShouldBe(creator.Truth().Posts.Count(p => p.MediaType == "CAROUSEL_ALBUM"));
    }

    [Fact]
    public async Task A_post_without_visible_likes_has_no_engagement_and_not_a_small_one()
    {
        var creator = await Creator.SignUpAsync(app);
        await creator.ConnectAndSyncAsync();

        var posts = await creator.PostsAsync();

        foreach (var post in posts)
        {
            long? expected = post.GetProperty("like_count").ValueKind == JsonValueKind.Null
                ? null
                : Number(post, "like_count") + Number(post, "comments_count") + Number(post, "saves_count") + Number(post, "shares_count");
            (post.GetProperty("engagement") is { ValueKind: JsonValueKind.Number } e ? e.GetInt64() : (long?)null).ShouldBe(expected);
        }
    }

    [Theory]
    [InlineData("sort=best", "sort")]
    [InlineData("type=story", "type")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=101", "limit")]
    [InlineData("cursor=nonsense", "cursor")]
    public async Task What_makes_no_sense_is_named(string query, string field)
    {
        var creator = await Creator.SignUpAsync(app);
        await creator.ConnectAsync("tiny");

        var problem = await (await creator.Http.GetAsync($"/api/instagram/posts?{query}", Ct)).ShouldBeProblemAsync(400, "request.invalid", Ct);

        problem.Errors!.Keys.ShouldBe([field]);
    }

    [Fact]
    public async Task Nobody_sees_the_posts_of_another()
    {
        var (creator, stranger) = (await Creator.SignUpAsync(app), await Creator.SignUpAsync(app));
        var id = (await creator.ConnectAndSyncAsync("tiny")).GetProperty("id").GetGuid();

        await (await stranger.Http.GetAsync("/api/instagram/posts", Ct)).ShouldBeProblemAsync(404, "growth.no_account", Ct);
        await (await stranger.Http.GetAsync($"/api/instagram/posts?account_id={id}", Ct)).ShouldBeProblemAsync(404, "growth.no_account", Ct);
        await (await stranger.Http.GetAsync($"/api/growth/stats?account_id={id}", Ct)).ShouldBeProblemAsync(404, "growth.no_account", Ct);
        await (await stranger.Http.PostAsync($"/api/instagram/refresh?account_id={id}", content: null, Ct)).ShouldBeProblemAsync(404, "growth.no_account", Ct);
        (await app.NewClient().GetAsync($"/api/instagram/posts?account_id={id}", Ct)).StatusCode.ShouldBe(System.Net.HttpStatusCode.Unauthorized);
    }

    private static int Number(JsonElement post, string name) => post.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetInt32() : -1;
}

public sealed class PostsOnSqlite(SqliteApp app) : PostsTests(app), IClassFixture<SqliteApp>;

public sealed class PostsOnPostgres(PostgresApp app) : PostsTests(app), IClassFixture<PostgresApp>;
