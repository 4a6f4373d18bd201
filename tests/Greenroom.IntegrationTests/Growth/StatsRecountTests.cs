using System.Text.Json;
using Greenroom.Growth.Platforms;
using Greenroom.IntegrationTests.Reliability;
using Microsoft.Extensions.DependencyInjection;

namespace Greenroom.IntegrationTests.Growth;

/// <summary>Whatever is kept between calls, every answer is what counting all posts anew would give: at random moments, on the edges of windows, during and after syncs.</summary>
public abstract class StatsRecountTests(GreenroomApp app)
{
    private const int Steps = 60;
    private static readonly int[] Periods = [7, 14, 30, 90];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_answer_is_a_recount()
    {
        var random = Chance.New();
        var posts = new List<PlatformPost>();
        var platform = new FakePlatform { Page = _ => new PlatformPage([.. posts.OrderByDescending(p => p.PostedAt)], Skipped: [], Next: null) };
        await using var own = await app.StartAnotherAsync(new AppSetup { Services = services => services.AddSingleton<ISocialPlatform>(platform) });
        for (var number = 0; number < 150; number++)
        {
            posts.Add(RandomPost(random, $"{number}", own.Clock.UtcNow.AddMinutes(-random.Next(0, 200 * 24 * 60))));
        }

        var creator = await Creator.SignUpAsync(own);
        await creator.ReturnAsync(await creator.BeginAsync("?flavour=fake"), "code");
        await own.RunAllJobsAsync(Ct);
        List<PlatformPost> known = [.. posts];

        for (var step = 0; step < Steps; step++)
        {
            await creator.WaitAsync(NextMoment(random, known, own.Clock.UtcNow));
            if (random.Next(4) == 0)
            {
                posts = [.. posts.Select(p => random.Next(3) == 0 ? p with { Likes = p.Likes + 1, Comments = p.Comments + 2 } : p), RandomPost(random, $"n{step}", own.Clock.UtcNow)];
                (await creator.Http.PostAsync("/api/instagram/refresh", content: null, Ct)).IsSuccessStatusCode.ShouldBeTrue();
                await own.RunAllJobsAsync(Ct);
                known = [.. posts];
            }

            foreach (var days in Periods)
            {
                // Twice: once it is counted, once it may come from what was kept.
                ShouldBeRecount(await creator.GetAsync($"/api/growth/stats?period={days}"), known, days, own.Clock.UtcNow, step);
                ShouldBeRecount(await creator.GetAsync($"/api/growth/stats?period={days}"), known, days, own.Clock.UtcNow, step);
            }
        }
    }

    private static void ShouldBeRecount(JsonElement stats, List<PlatformPost> posts, int days, DateTime now, int step)
    {
        var current = posts.Where(p => p.PostedAt >= now.AddDays(-days)).ToList();
        var previous = posts.Where(p => p.PostedAt >= now.AddDays(-2 * days) && p.PostedAt < now.AddDays(-days)).ToList();
        var note = $"step {step}, {days} days, at {now:O}";
        stats.GetProperty("to").GetDateTime().ShouldBe(now, note);
        stats.GetProperty("total_posts").GetInt32().ShouldBe(current.Count, note);
        stats.GetProperty("total_likes").GetInt64().ShouldBe(current.Sum(p => (long)(p.Likes ?? 0)), note);
        stats.GetProperty("total_comments").GetInt64().ShouldBe(current.Sum(p => (long)(p.Comments ?? 0)), note);
        stats.GetProperty("hidden_like_posts").GetInt32().ShouldBe(current.Count(p => p.Likes is null), note);
        stats.GetProperty("posts_this_week").GetInt32().ShouldBe(posts.Count(p => p.PostedAt >= now.AddDays(-7)), note);
        stats.GetProperty("avg_likes").GetRawText().ShouldBe(Mean(current.Where(p => p.Likes is not null).Select(p => p.Likes!.Value)), note);
        var before = previous.Sum(p => (long)(p.Likes ?? 0));
        stats.GetProperty("likes_trend").GetDouble().ShouldBe(before == 0 ? 0 : (current.Sum(p => (long)(p.Likes ?? 0)) - before) * 100.0 / before, 1e-9, note);
        // The fake's account has no zone of its own, so days are those of UTC.
        stats.GetProperty("series").EnumerateArray().Select(d => (d.GetProperty("date").GetString(), d.GetProperty("posts").GetInt32())).Where(d => d.Item2 > 0)
            .ShouldBe(current.GroupBy(p => p.PostedAt.Date).OrderBy(g => g.Key).Select(g => ((string?)$"{g.Key:yyyy-MM-dd}", g.Count())), note);
        stats.GetProperty("series").EnumerateArray().Last().GetProperty("date").GetString().ShouldBe($"{now:yyyy-MM-dd}", note);
        var split = stats.GetProperty("signal").GetProperty("split");
        var engagement = current.Sum(Engagement) - previous.Sum(Engagement);
        split.GetProperty("total").GetInt64().ShouldBe(engagement, note);
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

    private static long Engagement(PlatformPost post) => post.Likes is null ? 0 : (long)post.Likes + (post.Comments ?? 0);

    private static string Mean(IEnumerable<int> values) => values.ToList() is { Count: > 0 } known ? JsonSerializer.Serialize(known.Average()) : "null";
}

public sealed class StatsRecountOnSqlite(SqliteApp app) : StatsRecountTests(app), IClassFixture<SqliteApp>;

public sealed class StatsRecountOnPostgres(PostgresApp app) : StatsRecountTests(app), IClassFixture<PostgresApp>;
