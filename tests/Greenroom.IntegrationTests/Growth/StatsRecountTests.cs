using System.Globalization;
using System.Text.Json;
using Greenroom.Growth.Advice;
using Greenroom.Growth.Data;
using Greenroom.Growth.Platforms;
using Greenroom.Growth.Posts;
using Greenroom.IntegrationTests.Reliability;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Greenroom.IntegrationTests.Growth;

/// <summary>Whatever is kept between calls, every answer is what counting all posts anew would give: at random moments, on the edges of windows, during and after syncs.</summary>
public abstract class StatsRecountTests(GreenroomApp app)
{
    private const int Steps = 60;
    private const int PageSize = 60;
    private static readonly int[] Periods = [7, 14, 30, 90];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_answer_is_a_recount()
    {
        var random = Chance.New();
        var posts = new List<PlatformPost>();
        var platform = new FakePlatform { Page = cursor => PageOf(posts, cursor) };
        await using var own = await app.StartAnotherAsync(new AppSetup
        {
            // Sixty waits of chance may add up to more than a month.
            Settings = { ["Accounts:SessionIdle"] = "100.00:00:00", ["Accounts:SessionLife"] = "100.00:00:00" },
            Services = services => services.AddSingleton<ISocialPlatform>(platform),
        });
        for (var number = 0; number < 150; number++)
        {
            posts.Add(RandomPost(random, $"{number}", own.Clock.UtcNow.AddMinutes(-random.Next(0, 200 * 24 * 60))));
        }

        var creator = await Creator.SignUpAsync(own);
        await creator.ReturnAsync(await creator.BeginAsync("?flavour=fake"), "code");
        await own.RunAllJobsAsync(Ct);
        var whileSyncing = 0;

        for (var step = 0; step < Steps; step++)
        {
            await creator.WaitAsync(NextMoment(random, posts, own.Clock.UtcNow));
            if (random.Next(4) == 0)
            {
                posts = [.. posts.Where(_ => random.Next(50) > 0).Select(p => random.Next(3) == 0 ? p with { Likes = p.Likes + 1, Comments = p.Comments + 2 } : p), RandomPost(random, $"n{step}", own.Clock.UtcNow)];
                platform.Hold = async cursor =>
                {
                    if (cursor is not null)
                    {
                        await ShouldBeRecountsAsync(creator, $"step {step}, during a sync");
                        whileSyncing++;
                    }
                };
                (await creator.Http.PostAsync("/api/instagram/refresh", content: null, Ct)).IsSuccessStatusCode.ShouldBeTrue();
                await own.RunAllJobsAsync(Ct);
            }

            // Twice: once it is counted, once it may come from what was kept.
            await ShouldBeRecountsAsync(creator, $"step {step}");
            await ShouldBeRecountsAsync(creator, $"step {step}, again");
        }

        whileSyncing.ShouldBeGreaterThan(0);
    }

    private static async Task ShouldBeRecountsAsync(Creator creator, string note)
    {
        await using var scope = creator.App.Services.CreateAsyncScope();
        var rows = await scope.ServiceProvider.GetRequiredService<GrowthDb>().Posts.AsNoTracking().Where(p => p.MissedSyncs < InstagramPost.GoneAfter).ToListAsync(Ct);
        foreach (var days in Periods)
        {
            ShouldBeRecount(await creator.GetAsync($"/api/growth/stats?period={days}"), rows, days, creator.App.Clock.UtcNow, $"{note}, {days} days");
        }
    }

    private static void ShouldBeRecount(JsonElement stats, List<InstagramPost> posts, int days, DateTime now, string note)
    {
        var (from, until) = (now.AddDays(-days), now.AddDays(-2 * days));
        var current = posts.Where(p => p.PostedAt >= from).ToList();
        var previous = posts.Where(p => p.PostedAt >= until && p.PostedAt < from).ToList();
        var (likes, likesBefore) = (current.Sum(p => (long)(p.LikeCount ?? 0)), previous.Sum(p => (long)(p.LikeCount ?? 0)));
        var thisWeek = posts.Count(p => p.PostedAt >= now.AddDays(-7));
        stats.GetProperty("to").GetDateTime().ShouldBe(now, note);
        stats.GetProperty("total_posts").GetInt32().ShouldBe(current.Count, note);
        stats.GetProperty("total_likes").GetInt64().ShouldBe(likes, note);
        stats.GetProperty("total_comments").GetInt64().ShouldBe(current.Sum(p => (long)p.CommentsCount!), note);
        stats.GetProperty("hidden_like_posts").GetInt32().ShouldBe(current.Count(p => p.LikeCount is null), note);
        stats.GetProperty("posts_this_week").GetInt32().ShouldBe(thisWeek, note);
        stats.GetProperty("avg_likes").GetRawText().ShouldBe(Mean(current.Select(p => (long?)p.LikeCount)), note);
        stats.GetProperty("avg_comments").GetRawText().ShouldBe(Mean(current.Select(p => (long?)p.CommentsCount)), note);
        stats.GetProperty("avg_engagement_per_post").GetRawText().ShouldBe(Mean(current.Select(Engagement)), note);
        stats.GetProperty("likes_trend").GetDouble().ShouldBe(Percent(likes, likesBefore), 1e-9, note);
        stats.GetProperty("comments_trend").GetDouble().ShouldBe(Percent(current.Sum(p => (long)p.CommentsCount!), previous.Sum(p => (long)p.CommentsCount!)), 1e-9, note);
        stats.GetProperty("message").GetString().ShouldBe(Message(current.Count, likes, likesBefore, thisWeek), note);

        // Of the fake's account: a hundred followers on every day, and days are those of UTC.
        var mature = current.Where(p => Engagement(p) is not null && p.FetchedAt - p.PostedAt >= TimeSpan.FromHours(24)).Select(p => (double)Engagement(p)!).ToList();
        (stats.GetProperty("engagement_rate").ValueKind == JsonValueKind.Null).ShouldBe(mature.Count == 0, note);
        if (mature.Count > 0)
        {
            stats.GetProperty("engagement_rate").GetDouble().ShouldBe(Median(mature), 1e-9, note);
        }

        var ranked = current.Where(p => Engagement(p) is not null && p.FetchedAt - p.PostedAt >= TimeSpan.FromHours(72));
        var best = ranked.OrderByDescending(Engagement).ThenByDescending(p => p.PostedAt).ThenByDescending(p => p.Id).FirstOrDefault();
        (stats.GetProperty("best_post") is { ValueKind: JsonValueKind.Object } shown ? shown.GetProperty("ig_post_id").GetString() : null).ShouldBe(best?.IgPostId, note);

        stats.GetProperty("series").EnumerateArray().Where(d => d.GetProperty("posts").GetInt32() > 0)
            .Select(d => (d.GetProperty("date").GetString(), d.GetProperty("posts").GetInt32(), d.GetProperty("likes").GetInt64(), d.GetProperty("comments").GetInt64()))
            .ShouldBe(current.GroupBy(p => p.PostedAt.Date).OrderBy(g => g.Key)
                .Select(g => ((string?)$"{g.Key:yyyy-MM-dd}", g.Count(), g.Sum(p => (long)(p.LikeCount ?? 0)), g.Sum(p => (long)p.CommentsCount!))), note);
        stats.GetProperty("series").EnumerateArray().Last().GetProperty("date").GetString().ShouldBe($"{now:yyyy-MM-dd}", note);

        var signal = stats.GetProperty("signal");
        signal.GetProperty("split").GetProperty("total").GetInt64().ShouldBe(current.Sum(p => Engagement(p) ?? 0) - previous.Sum(p => Engagement(p) ?? 0), note);
        var fresh = SignalCheck.Compare(
            [.. current.Concat(previous).Select(PostViews.SampleOf)], new Window(from, now), new Window(until, from), now, AgeCurves.Default, TimeZoneInfo.Utc);
        signal.GetProperty("evident").GetBoolean().ShouldBe(fresh.IsEvident, note);
        if (fresh.Change is { } change)
        {
            signal.GetProperty("change").GetProperty("p").GetDouble().ShouldBe(change.P, 1e-9, note);
            signal.GetProperty("change").GetProperty("percent").GetDouble().ShouldBe(change.Effect * 100, 1e-6, note);
        }
    }

    private static string Message(int posts, long likes, long before, int thisWeek)
    {
        if (posts == 0)
        {
            return "No posts yet in this period. Time to share something! 📸";
        }

        // The trend in hundredths, without a division: without a previous period it is 0.
        var change = before == 0 ? 0 : (likes - before) * 100;
        var words = change > 20 * before ? "🔥 You're on fire! Engagement is way up."
            : change > 5 * before ? "📈 Nice! You're growing steadily."
            : change > -5 * before || before == 0 ? "😎 Holding steady - keep doing your thing."
            : change > -20 * before ? "📉 Slight dip, but no worries - it happens."
            : "💪 Engagement is down, but consistency is key!";
        return words + (thisWeek == 0 ? " Haven't posted this week though - your audience misses you!" : thisWeek >= 5 ? " You've been posting a lot - great hustle!" : "");
    }

    private static PlatformPage PageOf(List<PlatformPost> posts, string? cursor)
    {
        var from = cursor is null ? 0 : int.Parse(cursor, CultureInfo.InvariantCulture);
        var newestFirst = posts.OrderByDescending(p => p.PostedAt).ToList();
        return new PlatformPage([.. newestFirst.Skip(from).Take(PageSize)], Skipped: [], from + PageSize < posts.Count ? $"{from + PageSize}" : null);
    }

    /// <summary>A while, or the very moment at which a post leaves a window, or the tick after it.</summary>
    private static TimeSpan NextMoment(Random random, List<PlatformPost> posts, DateTime now)
    {
        if (random.Next(2) == 0)
        {
            return TimeSpan.FromSeconds(random.Next(0, 20 * 3600));
        }

        var post = posts[random.Next(posts.Count)];
        var edge = post.PostedAt.AddDays(Periods[random.Next(4)] * random.Next(1, 3)).AddTicks(random.Next(2) * TimeSpan.TicksPerMicrosecond);
        return edge > now && edge < now.AddDays(6) ? edge - now : TimeSpan.Zero;
    }

    private static PlatformPost RandomPost(Random random, string id, DateTime postedAt) =>
        FakePlatform.Post(id, postedAt, random.Next(10) == 0 ? null : random.Next(0, 500), random.Next(0, 40));

    private static long? Engagement(InstagramPost post) => (long?)post.LikeCount + post.CommentsCount;

    private static double Percent(long now, long before) => before == 0 ? 0 : (now - before) * 100.0 / before;

    private static double Median(List<double> values)
    {
        values.Sort();
        return (values[(values.Count - 1) / 2] + values[values.Count / 2]) / 2;
    }

    private static string Mean(IEnumerable<long?> values) => values.OfType<long>().ToList() is { Count: > 0 } known ? JsonSerializer.Serialize(known.Average()) : "null";
}

public sealed class StatsRecountOnSqlite(SqliteApp app) : StatsRecountTests(app), IClassFixture<SqliteApp>;

public sealed class StatsRecountOnPostgres(PostgresApp app) : StatsRecountTests(app), IClassFixture<PostgresApp>;
