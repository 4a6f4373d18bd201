using System.Text.Json;

namespace Greenroom.IntegrationTests.Growth.Instagram;

/// <summary>Reach, views, saves and shares: of posts that still gain, where the platform tells them, and never at the cost of a post.</summary>
public abstract class InstagramInsightTests(InstagramApp app)
{
    private const string All = "reach,views,saved,shares";

    [Fact]
    public async Task They_are_read_of_young_posts_and_kept_when_a_post_grows_old()
    {
        await using var fresh = await app.StartAnotherAsync();
        var platform = new FakeAccount();
        platform.Add(fresh.Clock.UtcNow.AddDays(-1));
        platform.Add(fresh.Clock.UtcNow.AddDays(-29));
        platform.Add(fresh.Clock.UtcNow.AddDays(-31));
        var (creator, _) = await app.ReadAsync(platform, fresh);
        (await ShownAsync(creator)).ShouldBe([(1001, 2001, 1, 2), (1002, 2002, 2, 4), (null, null, null, null)]);
        platform.InsightCalls.ShouldBe([All, All]);

        await creator.WaitAsync(TimeSpan.FromDays(2));
        await InstagramApp.RefreshAsync(creator);

        platform.InsightCalls.ShouldBe([All, All, All], "only the youngest is asked about again");
        (await ShownAsync(creator)).ShouldBe([(1001, 2001, 1, 2), (1002, 2002, 2, 4), (null, null, null, null)]);
    }

    [Fact]
    public async Task A_metric_that_a_kind_of_post_does_not_have_is_found_out_once()
    {
        await using var fresh = await app.StartAnotherAsync();
        var platform = new FakeAccount { Insights = metrics => metrics.Contains("views") ? FakeReply.Error(100) : null };
        platform.Add(fresh.Clock.UtcNow.AddDays(-1));

        var (creator, account) = await app.ReadAsync(platform, fresh);
        platform.InsightCalls.ShouldBe([All, "reach", "views", "saved", "shares"]);
        platform.InsightCalls.Clear();
        await InstagramApp.RefreshAsync(creator);

        platform.InsightCalls.ShouldBe(["reach,saved,shares"]);
        account.GetProperty("sync").GetProperty("status").GetString().ShouldBe("done");
        (await ShownAsync(creator)).ShouldBe([(1001, null, 1, 2)]);
    }

    [Fact]
    public async Task A_metric_that_was_refused_of_one_account_is_asked_for_of_another_and_of_the_first_after_an_hour()
    {
        await using var fresh = await app.StartAnotherAsync();
        var odd = new FakeAccount { Insights = metrics => metrics.Contains("views") ? FakeReply.Error(100) : null };
        var other = new FakeAccount();
        odd.Add(fresh.Clock.UtcNow.AddDays(-1));
        other.Add(fresh.Clock.UtcNow.AddDays(-1));
        var (creator, _) = await app.ReadAsync(odd, fresh);
        (await ShownAsync(creator)).ShouldBe([(1001, null, 1, 2)]);
        odd.InsightCalls.Clear();
        odd.Insights = _ => null;

        var (another, _) = await app.ReadAsync(other, fresh);
        (await ShownAsync(another)).ShouldBe([(1001, 2001, 1, 2)]);
        await creator.WaitAsync(TimeSpan.FromHours(1));
        await InstagramApp.RefreshAsync(creator);

        other.InsightCalls.ShouldBe([All]);
        odd.InsightCalls.ShouldBe([All]);
        (await ShownAsync(creator)).ShouldBe([(1001, 2001, 1, 2)]);
    }

    [Fact]
    public async Task A_post_from_before_the_account_was_a_professional_one_says_nothing_about_the_others()
    {
        await using var fresh = await app.StartAnotherAsync();
        var platform = new FakeAccount { Insights = _ => FakeReply.Error(100, 2108006) };
        platform.Add(fresh.Clock.UtcNow.AddDays(-1));
        var (creator, _) = await app.ReadAsync(platform, fresh);
        (await ShownAsync(creator)).ShouldBe([(null, null, null, null)]);

        platform.Insights = _ => null;
        await InstagramApp.RefreshAsync(creator);

        (await ShownAsync(creator)).ShouldBe([(1001, 2001, 1, 2)]);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(190)]
    public async Task Where_they_are_refused_the_posts_are_there_all_the_same(int code)
    {
        await using var fresh = await app.StartAnotherAsync();
        var platform = new FakeAccount { Insights = _ => FakeReply.Error(code) }.With(posts: 40, fresh.Clock.UtcNow);

        var (creator, account) = await app.ReadAsync(platform, fresh);

        account.GetProperty("state").GetString().ShouldBe("active");
        account.GetProperty("sync").GetProperty("status").GetString().ShouldBe("done");
        (await ShownAsync(creator)).ShouldBe(Enumerable.Repeat<(int?, int?, int?, int?)>((null, null, null, null), 40));
        platform.InsightCalls.Count.ShouldBe(1, "whoever has said no is not asked forty times");
        app.ShouldHaveKeptSecrets(fresh);
    }

    [Fact]
    public async Task Each_post_gets_its_own()
    {
        var platform = new FakeAccount().With(posts: 60, app.App.Clock.UtcNow);

        var (creator, _) = await app.ReadAsync(platform);

        var shown = await ShownAsync(creator);
        shown.Take(50).ShouldBe(Enumerable.Range(1, 50).Select(n => ((int?)FakeInstagram.ValueOf("reach", n), (int?)FakeInstagram.ValueOf("views", n), (int?)n, (int?)(2 * n))));
        shown.Skip(50).ShouldAllBe(post => post.Reach == null && post.Saves == null);
        platform.InsightCalls.Count.ShouldBe(50);
    }

    /// <summary>Newest first.</summary>
    private static async Task<IReadOnlyList<(int? Reach, int? Views, int? Saves, int? Shares)>> ShownAsync(Creator creator) =>
        [.. (await creator.PostsAsync()).Select(p => (Number(p, "reach_count"), Number(p, "views_count"), Number(p, "saves_count"), Number(p, "shares_count")))];

    private static int? Number(JsonElement post, string name) => post.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetInt32() : null;
}

public sealed class InstagramInsightsOnSqlite(InstagramLoginOnSqliteApp app) : InstagramInsightTests(app), IClassFixture<InstagramLoginOnSqliteApp>;

public sealed class InstagramInsightsOnPostgres(InstagramLoginOnPostgresApp app) : InstagramInsightTests(app), IClassFixture<InstagramLoginOnPostgresApp>;

public sealed class FacebookInsightsOnSqlite(FacebookLoginOnSqliteApp app) : InstagramInsightTests(app), IClassFixture<FacebookLoginOnSqliteApp>;

public sealed class FacebookInsightsOnPostgres(FacebookLoginOnPostgresApp app) : InstagramInsightTests(app), IClassFixture<FacebookLoginOnPostgresApp>;
