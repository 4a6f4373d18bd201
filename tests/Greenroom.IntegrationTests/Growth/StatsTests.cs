using System.Text.Json;
using Greenroom.Growth.Platforms;
using Greenroom.Growth.Platforms.Sandbox;
using Microsoft.Extensions.DependencyInjection;

namespace Greenroom.IntegrationTests.Growth;

/// <summary>The figures of a period are those that a recount of the platform's own posts gives.</summary>
public abstract class StatsTests(GreenroomApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(7)]
    [InlineData(14)]
    [InlineData(30)]
    [InlineData(90)]
    public async Task Figures_equal_a_recount(int days)
    {
        var now = app.Clock.UtcNow;
        var creator = await Creator.SignUpAsync(app, all => all.Any(p => p.LikeCount is not null && p.PostedAt >= now.AddDays(-days) && p.PostedAt <= now.AddHours(-24)));
        await creator.ConnectAndSyncAsync();

        var stats = await creator.GetAsync($"/api/growth/stats?period={days}");

        var posts = creator.Truth().Posts;
        var current = posts.Where(p => p.PostedAt >= now.AddDays(-days)).ToList();
        var previous = posts.Where(p => p.PostedAt >= now.AddDays(-2 * days) && p.PostedAt < now.AddDays(-days)).ToList();
        stats.GetProperty("period").GetInt32().ShouldBe(days);
        stats.GetProperty("total_posts").GetInt32().ShouldBe(current.Count);
        stats.GetProperty("total_likes").GetInt64().ShouldBe(Likes(current));
        stats.GetProperty("total_comments").GetInt64().ShouldBe(current.Sum(p => (long)p.CommentsCount));
        stats.GetProperty("hidden_like_posts").GetInt32().ShouldBe(current.Count(p => p.LikeCount is null));
        stats.GetProperty("avg_likes").GetRawText().ShouldBe(JsonSerializer.Serialize(current.Where(p => p.LikeCount is not null).Average(p => p.LikeCount)));
        // Some accounts have a week without posts.
        var hasPrevious = Likes(previous) > 0;
        stats.GetProperty("likes_trend").GetDouble().ShouldBe(hasPrevious ? (Likes(current) - Likes(previous)) * 100.0 / Likes(previous) : 0, 1e-9);
        stats.GetProperty("trend_basis").GetString().ShouldBe(hasPrevious ? "previous_period" : "no_previous");
        stats.GetProperty("posting_frequency").GetDouble().ShouldBe(current.Count * 7.0 / days, 1e-9);
        stats.GetProperty("posts_this_week").GetInt32().ShouldBe(posts.Count(p => p.PostedAt >= now.AddDays(-7)));
        stats.GetProperty("captured_at").GetDateTime().ShouldBe(now);
        stats.GetProperty("engagement_rate").GetDouble().ShouldBe(Median(
            current.Where(p => p.LikeCount is not null && p.PostedAt <= now.AddHours(-24)).Select(p => Engagement(p) * 100.0 / FollowersOn(p.PostedAt, creator.Truth()))), 1e-9);
        var series = stats.GetProperty("series").EnumerateArray().ToList();
        series.Count.ShouldBeInRange(days, days + 1);
        series.Sum(d => d.GetProperty("likes").GetInt64()).ShouldBe(Likes(current));
        series.Sum(d => d.GetProperty("posts").GetInt32()).ShouldBe(current.Count);
        stats.GetProperty("engagement_parts").EnumerateArray().Select(p => p.GetString()).ShouldBe(["likes", "comments", "saves", "shares"]);
        var split = stats.GetProperty("signal").GetProperty("split");
        (split.GetProperty("more_posts").GetInt64() + split.GetProperty("better_posts").GetInt64() + split.GetProperty("younger_posts").GetInt64())
            .ShouldBe(split.GetProperty("total").GetInt64());
    }

    [Fact]
    public async Task The_change_per_post_comes_with_what_it_was_made_from()
    {
        var creator = await Creator.SignUpAsync(app);
        await creator.ConnectAndSyncAsync();
        var now = app.Clock.UtcNow;

        var change = (await creator.GetAsync("/api/growth/stats?period=90")).GetProperty("signal").GetProperty("change");

        change.GetProperty("from").GetDateTime().ShouldBe(now.AddDays(-180));
        change.GetProperty("to").GetDateTime().ShouldBe(now);
        change.GetProperty("time_zone").GetString().ShouldBe("Europe/Berlin");
        var compared = (await creator.PostsAsync()).Where(p => p.GetProperty("like_count").ValueKind == JsonValueKind.Number)
            .Where(p => p.GetProperty("posted_at").GetDateTime() >= now.AddDays(-180) && p.GetProperty("posted_at").GetDateTime() <= now.AddHours(-24))
            .OrderBy(p => p.GetProperty("posted_at").GetDateTime()).Select(p => p.GetProperty("id").GetGuid()).ToList();
        change.GetProperty("posts").GetInt32().ShouldBe(compared.Count);
        change.GetProperty("post_ids").EnumerateArray().Select(id => id.GetGuid()).ShouldBe(compared.TakeLast(100));
    }

    [Fact]
    public async Task The_best_post_is_one_that_has_finished_most_of_its_counting()
    {
        var creator = await Creator.SignUpAsync(app);
        await creator.ConnectAndSyncAsync();
        var now = app.Clock.UtcNow;

        var stats = await creator.GetAsync("/api/growth/stats?period=90");

        var best = creator.Truth().Posts.Where(p => p.LikeCount is not null && p.PostedAt >= now.AddDays(-90) && p.PostedAt <= now.AddHours(-72)).MaxBy(p => p.LikeCount + p.CommentsCount)!;
        stats.GetProperty("best_post").GetProperty("ig_post_id").GetString().ShouldBe(best.PlatformPostId);
    }

    [Fact]
    public async Task An_account_without_posts_has_figures_of_nothing_and_no_number_that_is_none()
    {
        var creator = await Creator.SignUpAsync(app);
        await creator.ConnectAndSyncAsync("empty");

        var stats = await creator.GetAsync("/api/growth/stats");

        stats.GetProperty("period").GetInt32().ShouldBe(30);
        stats.GetProperty("total_posts").GetInt32().ShouldBe(0);
        stats.GetProperty("message").GetString().ShouldBe("No posts yet in this period. Time to share something! 📸");
        stats.GetProperty("likes_trend").GetDouble().ShouldBe(0);
        stats.GetProperty("trend_basis").GetString().ShouldBe("no_previous");
        stats.GetProperty("comments_basis").GetString().ShouldBe("no_previous");
        foreach (var unknown in (string[])["avg_likes", "avg_comments", "best_post", "engagement_rate", "avg_engagement_per_post"])
        {
            stats.GetProperty(unknown).ValueKind.ShouldBe(JsonValueKind.Null, unknown);
        }

        stats.GetProperty("signal").GetProperty("change").ValueKind.ShouldBe(JsonValueKind.Null);
        stats.GetProperty("signal").GetProperty("posts_needed").GetInt32().ShouldBe(4);
    }

    [Fact]
    public async Task A_post_on_the_edge_of_a_window_belongs_to_the_later_one()
    {
        var platform = new FakePlatform();
        await using var faked = await app.StartAnotherAsync(new AppSetup { Services = services => services.AddSingleton<ISocialPlatform>(platform) });
        var now = faked.Clock.UtcNow;
        var instant = TimeSpan.FromMicroseconds(1);
        platform.Page = _ => new PlatformPage(
            [
                FakePlatform.Post("ahead", now.AddMinutes(90), likes: 1),
                FakePlatform.Post("now", now, likes: 2),
                FakePlatform.Post("week", now.AddDays(-7), likes: 4),
                FakePlatform.Post("before-week", now.AddDays(-7) - instant, likes: 8),
                FakePlatform.Post("edge", now.AddDays(-30), likes: 16),
                FakePlatform.Post("hidden", now.AddDays(-20), likes: null),
                FakePlatform.Post("previous", now.AddDays(-30) - instant, likes: 32),
                FakePlatform.Post("previous-edge", now.AddDays(-60), likes: 64),
                FakePlatform.Post("out", now.AddDays(-60) - instant, likes: 128),
            ],
            Skipped: [],
            Next: null);
        var creator = await Creator.SignUpAsync(faked);
        await creator.ReturnAsync(await creator.BeginAsync("?flavour=fake"), "code");
        await faked.RunJobsAsync(Ct);

        var stats = await creator.GetAsync("/api/growth/stats?period=30");

        stats.GetProperty("total_likes").GetInt64().ShouldBe(1 + 2 + 4 + 8 + 16);
        stats.GetProperty("total_posts").GetInt32().ShouldBe(6);
        stats.GetProperty("hidden_like_posts").GetInt32().ShouldBe(1);
        stats.GetProperty("avg_likes").GetDouble().ShouldBe(31 / 5.0, 1e-9);
        stats.GetProperty("likes_trend").GetDouble().ShouldBe((31 - 96) * 100.0 / 96, 1e-9);
        stats.GetProperty("posts_this_week").GetInt32().ShouldBe(3);
        stats.GetProperty("message").GetString().ShouldBe("💪 Engagement is down, but consistency is key!");
        var series = stats.GetProperty("series").EnumerateArray().ToList();
        series[^1].GetProperty("likes").GetInt64().ShouldBe(3, "what is dated into the future counts today");
        series[0].GetProperty("likes").GetInt64().ShouldBe(16);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("8")]
    [InlineData("-7")]
    [InlineData("07")]
    [InlineData("30.0")]
    [InlineData("month")]
    public async Task Any_other_period_is_refused(string period)
    {
        var creator = await Creator.SignUpAsync(app);

        await (await creator.Http.GetAsync($"/api/growth/stats?period={period}", Ct)).ShouldBeProblemAsync(400, "growth.period_invalid", Ct);
    }

    [Fact]
    public async Task Without_an_account_there_is_nothing_to_count()
    {
        var creator = await Creator.SignUpAsync(app);

        await (await creator.Http.GetAsync("/api/growth/stats", Ct)).ShouldBeProblemAsync(404, "growth.no_account", Ct);
    }

    private static long Likes(IEnumerable<SandboxPost> posts) => posts.Sum(p => (long)(p.LikeCount ?? 0));

    private static long Engagement(SandboxPost post) => (long)post.LikeCount! + post.CommentsCount + post.Saves + post.Shares;

    /// <summary>On the day of the posting, in the account's zone.</summary>
    private static int FollowersOn(DateTime postedAt, SandboxAccount account)
    {
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(postedAt, TimeZoneInfo.FindSystemTimeZoneById(SandboxAccount.TimeZone)));
        return account.FollowersByDay.Single(known => known.Day == day).Followers;
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
    }
}

public sealed class StatsOnSqlite(SqliteApp app) : StatsTests(app), IClassFixture<SqliteApp>;

public sealed class StatsOnPostgres(PostgresApp app) : StatsTests(app), IClassFixture<PostgresApp>;
