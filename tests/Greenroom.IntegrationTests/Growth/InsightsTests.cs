using System.Text.Json;
using Greenroom.Growth.Advice;
using Greenroom.Growth.Platforms;
using Greenroom.Growth.Platforms.Sandbox;
using Microsoft.Extensions.DependencyInjection;

namespace Greenroom.IntegrationTests.Growth;

/// <summary>Insights are what the pure statistics say of the platform's own posts, and they say how sure they are.</summary>
public abstract class InsightsTests(GreenroomApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Groups_and_tags_equal_a_calculation_from_the_platforms_posts()
    {
        var creator = await Creator.SignUpAsync(app);
        var account = await creator.ConnectAndSyncAsync();
        var now = app.Clock.UtcNow;

        var insights = await creator.GetAsync("/api/growth/insights");

        var posts = creator.Truth().Posts;
        var zone = TimeZoneInfo.FindSystemTimeZoneById(SandboxAccount.TimeZone);
        var scope = new Scope(new Window(now.AddDays(-365), now.AddDays(1)), zone);
        var scored = Lift.Score([.. posts.Select(Sample)], now, AgeCurves.Default);
        var dayparts = Dayparts.StudyDayparts(scored, scope);
        var found = insights.GetProperty("groups").EnumerateArray().Single(g => g.GetProperty("family").GetString() == "daypart");
        found.GetProperty("groups").EnumerateArray().Select(g => (g.GetProperty("group").GetString(), g.GetProperty("posts").GetInt32()))
            .ShouldBe(dayparts.Cells.Select(cell => ((string?)cell.Cell, cell.N)));
        found.GetProperty("groups")[0].GetProperty("percent").GetDouble().ShouldBe(Lift.FromLog(dayparts.Cells[0].Effect) * 100, 1e-6);
        found.GetProperty("groups")[0].GetProperty("low").GetDouble().ShouldBe(dayparts.Cells[0].Interval.ToLift().Low * 100, 1e-6);
        var tags = Hashtags.Study(scored, scope).Tags;
        insights.GetProperty("tags").GetProperty("tags").EnumerateArray().Select(t => t.GetProperty("tag").GetString()).Order()
            .ShouldBe(tags.Select(t => (string?)t.Tag).Order());
        insights.GetProperty("captured_at").GetDateTime().ShouldBe(now);
        insights.GetProperty("basis").GetProperty("time_zone").GetString().ShouldBe(SandboxAccount.TimeZone);
        insights.GetProperty("basis").GetProperty("engagement").EnumerateArray().Select(e => e.GetString()).ShouldBe(["likes", "comments", "saves", "shares"]);
        insights.GetProperty("failed").GetArrayLength().ShouldBe(0);
        insights.GetProperty("account").GetProperty("id").GetGuid().ShouldBe(account.GetProperty("id").GetGuid());
    }

    [Fact]
    public async Task Every_claim_and_slot_names_posts_that_can_be_read()
    {
        var now = app.Clock.UtcNow;
        var scope = new Scope(new Window(now.AddDays(-365), now.AddDays(1)), TimeZoneInfo.FindSystemTimeZoneById(SandboxAccount.TimeZone));
        var creator = await Creator.SignUpAsync(app, posts => Dayparts.StudyDayparts(Lift.Score([.. posts.Select(Sample)], now, AgeCurves.Default), scope).Finding.Claim is not null);
        await creator.ConnectAndSyncAsync();
        var known = (await creator.PostsAsync()).Select(p => p.GetProperty("id").GetGuid()).ToHashSet();

        var insights = await creator.GetAsync("/api/growth/insights");

        var plan = insights.GetProperty("plan");
        plan.GetProperty("slots").GetArrayLength().ShouldBe(3);
        plan.GetProperty("slots").EnumerateArray().Count(slot => slot.GetProperty("experiment").GetBoolean()).ShouldBe(1);
        plan.GetProperty("slots").EnumerateArray().ShouldAllBe(slot => slot.GetProperty("low").GetDouble() < slot.GetProperty("percent").GetDouble());
        var claims = Claims(insights).ToList();
        claims.ShouldNotBeEmpty();
        foreach (var claim in claims)
        {
            claim.GetProperty("post_ids").EnumerateArray().Select(id => id.GetGuid()).ShouldBeSubsetOf(known);
            claim.GetProperty("p").GetDouble().ShouldBeInRange(0, 1);
            claim.GetProperty("time_zone").GetString().ShouldBe(SandboxAccount.TimeZone);
        }
    }

    [Fact]
    public async Task They_stay_the_same_until_the_next_sync()
    {
        var creator = await Creator.SignUpAsync(app);
        await creator.ConnectAndSyncAsync();
        await app.RunAllJobsAsync(Ct);
        var before = await creator.GetAsync("/api/growth/insights");

        await creator.WaitAsync(TimeSpan.FromHours(5));
        var later = await creator.GetAsync("/api/growth/insights");

        later.GetProperty("captured_at").GetDateTime().ShouldBe(before.GetProperty("captured_at").GetDateTime());
        later.GetRawText().ShouldBe(before.GetRawText());
    }

    [Fact]
    public async Task Young_posts_stand_beside_the_usual_at_their_age()
    {
        var creator = await Creator.SignUpAsync(app);
        await creator.ConnectAndSyncAsync();
        var now = app.Clock.UtcNow;

        var recent = (await creator.GetAsync("/api/growth/insights")).GetProperty("recent").EnumerateArray().ToList();

        recent.Count.ShouldBe(creator.Truth().Posts.Count(p => p.PostedAt >= now.AddDays(-14)));
        foreach (var comparison in recent.Select(r => r.GetProperty("comparison")).Where(c => c.ValueKind != JsonValueKind.Null))
        {
            var (engagement, low, high) = (comparison.GetProperty("engagement").GetInt64(), comparison.GetProperty("low").GetDouble(), comparison.GetProperty("high").GetDouble());
            comparison.GetProperty("standing").GetString().ShouldBe(engagement > high ? "above" : engagement < low ? "below" : "usual");
            comparison.GetProperty("still_counting").GetBoolean().ShouldBe(comparison.GetProperty("age_hours").GetDouble() < 24);
        }
    }

    [Fact]
    public async Task One_post_has_its_history_and_the_usual_curve()
    {
        var creator = await Creator.SignUpAsync(app);
        await creator.ConnectAndSyncAsync();
        var newest = (await creator.PostsAsync())[1].GetProperty("id").GetGuid();
        await creator.WaitAsync(TimeSpan.FromHours(7));
        await app.RunAllJobsAsync(Ct);

        var view = await creator.GetAsync($"/api/instagram/posts/{newest}");

        view.GetProperty("post").GetProperty("id").GetGuid().ShouldBe(newest);
        var history = view.GetProperty("history").EnumerateArray().ToList();
        history.Count.ShouldBeGreaterThan(0);
        history.Select(h => h.GetProperty("taken_at").GetDateTime()).ShouldBeInOrder();
        history[^1].GetProperty("like_count").GetRawText().ShouldBe(view.GetProperty("post").GetProperty("like_count").GetRawText());
        var usual = view.GetProperty("usual").EnumerateArray().ToList();
        usual[^1].GetProperty("age_hours").GetDouble().ShouldBe(720);
        usual.Select(u => u.GetProperty("engagement").GetDouble()).ShouldBeInOrder();
        usual.ShouldAllBe(u => u.GetProperty("low").GetDouble() <= u.GetProperty("engagement").GetDouble() && u.GetProperty("engagement").GetDouble() <= u.GetProperty("high").GetDouble());
    }

    [Fact]
    public async Task Somebody_elses_post_is_no_post()
    {
        var owner = await Creator.SignUpAsync(app);
        await owner.ConnectAndSyncAsync();
        var post = (await owner.PostsAsync())[0].GetProperty("id").GetGuid();
        var other = await Creator.SignUpAsync(app);

        await (await other.Http.GetAsync($"/api/instagram/posts/{post}", Ct)).ShouldBeProblemAsync(404, "growth.no_post", Ct);
        await (await other.Http.GetAsync("/api/growth/insights", Ct)).ShouldBeProblemAsync(404, "growth.no_account", Ct);
        var account = (await owner.AccountsAsync())[0].GetProperty("id").GetGuid();
        await (await other.Http.GetAsync($"/api/growth/insights?account_id={account}", Ct)).ShouldBeProblemAsync(404, "growth.no_account", Ct);
    }

    [Fact]
    public async Task Before_the_first_sync_there_is_nothing_and_with_few_posts_a_number_that_is_missing()
    {
        var creator = await Creator.SignUpAsync(app);
        await creator.ConnectAsync("tiny");
        var before = await creator.GetAsync("/api/growth/insights");
        await app.RunAllJobsAsync(Ct);

        var tiny = await creator.GetAsync("/api/growth/insights");

        before.GetProperty("captured_at").ValueKind.ShouldBe(JsonValueKind.Null);
        before.GetProperty("groups").ValueKind.ShouldBe(JsonValueKind.Null);
        before.GetProperty("failed").GetArrayLength().ShouldBe(0);
        Claims(tiny).ShouldBeEmpty();
        foreach (var group in tiny.GetProperty("groups").EnumerateArray())
        {
            group.GetProperty("refusal").GetProperty("reason").GetString().ShouldBe("too_few_posts");
            group.GetProperty("refusal").GetProperty("more_posts").GetInt32().ShouldBeGreaterThan(0);
        }

        tiny.GetProperty("plan").GetProperty("slots").GetArrayLength().ShouldBe(0);
        tiny.GetProperty("plan").GetProperty("refusal").GetProperty("more_posts").GetInt32().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task The_ledger_writes_down_what_is_said_once_a_week_and_looks_again_when_it_is_due()
    {
        // Alone, because weeks bring every account of a host a hundred syncs.
        await using var own = await app.StartAnotherAsync(new AppSetup());
        var creator = await Creator.SignUpAsync(own);
        await creator.ConnectAndSyncAsync();
        await own.RunAllJobsAsync(Ct);
        var first = (await creator.GetAsync("/api/growth/insights")).GetProperty("ledger");
        var claimed = Claims(await creator.GetAsync("/api/growth/insights"))
            .Select(c => c.GetProperty("subject").GetString()).Where(s => !s!.StartsWith("anomaly", StringComparison.Ordinal)).ToList();

        // The same week again; then the days that were foretold, each a week after yesterday, and the days after them, when they are over.
        await creator.WaitAsync(TimeSpan.FromHours(7));
        await own.RunAllJobsAsync(Ct);
        var same = (await creator.GetAsync("/api/growth/insights")).GetProperty("ledger");
        for (var week = 0; week < 5; week++)
        {
            foreach (var days in (int[])[6, 1])
            {
                await creator.ComeBackAfterAsync(TimeSpan.FromDays(days));
                await own.RunAllJobsAsync(Ct);
            }
        }

        var later = (await creator.GetAsync("/api/growth/insights")).GetProperty("ledger");
        first.GetProperty("forecasts").GetProperty("made").GetInt32().ShouldBe(4);
        first.GetProperty("claims").GetProperty("made").GetInt32().ShouldBe(claimed.Count);
        first.GetProperty("entries").EnumerateArray().ShouldAllBe(e => e.GetProperty("outcome").ValueKind == JsonValueKind.Null);
        same.GetProperty("forecasts").GetProperty("made").GetInt32().ShouldBe(4);
        later.GetProperty("forecasts").GetProperty("scored").GetInt32().ShouldBeGreaterThanOrEqualTo(4);
        later.GetProperty("forecasts").GetProperty("held").GetInt32().ShouldBeInRange(1, later.GetProperty("forecasts").GetProperty("scored").GetInt32());
        later.GetProperty("entries").GetArrayLength().ShouldBe(20);
    }

    [Fact]
    public async Task A_claim_that_new_posts_bear_out_has_held()
    {
        // Every other day at noon and every other in the evening, which brings three times as much.
        var platform = new FakePlatform();
        await using var own = await app.StartAnotherAsync(new AppSetup { Services = services => services.AddSingleton<ISocialPlatform>(platform) });
        var start = own.Clock.UtcNow.Date.AddDays(-80);
        platform.Page = _ => new PlatformPage(
            [.. Enumerable.Range(0, 120).Select(day => FakePlatform.Post($"{day}", start.AddDays(day).AddHours(day % 2 == 0 ? 12 : 19), likes: (day % 2 == 0 ? 100 : 300) + (day % 7)))
                .Where(post => post.PostedAt <= own.Clock.UtcNow)],
            Skipped: [], Next: null);
        var creator = await Creator.SignUpAsync(own);
        await creator.ReturnAsync(await creator.BeginAsync("?flavour=fake"), "code");
        await own.RunAllJobsAsync(Ct);

        await creator.ComeBackAfterAsync(TimeSpan.FromDays(29));
        await own.RunAllJobsAsync(Ct);

        var entry = (await creator.GetAsync("/api/growth/insights")).GetProperty("ledger").GetProperty("entries").EnumerateArray()
            .Last(e => e.GetProperty("subject").GetString() == "daypart:evening");
        entry.GetProperty("held").GetBoolean().ShouldBeTrue();
        entry.GetProperty("outcome").GetDouble().ShouldBeGreaterThan(20);
    }

    private static IEnumerable<JsonElement> Claims(JsonElement insights) =>
        insights.GetProperty("groups").EnumerateArray().Append(insights.GetProperty("trend")).Select(part => part.GetProperty("claim"))
            .Where(claim => claim.ValueKind != JsonValueKind.Null)
            .Concat(insights.GetProperty("tags").GetProperty("claims").EnumerateArray())
            .Concat(insights.GetProperty("anomalies").GetProperty("claims").EnumerateArray());

    private static PostSample Sample(SandboxPost post) => new(
        new Guid(long.Parse(post.PlatformPostId).ToString("D32")), post.PostedAt, post.MediaType, post.MediaProductType == "REELS", post.Caption,
        post.LikeCount, post.CommentsCount, post.Saves, post.Shares, Snapshots: null);
}

public sealed class InsightsOnSqlite(SqliteApp app) : InsightsTests(app), IClassFixture<SqliteApp>;

public sealed class InsightsOnPostgres(PostgresApp app) : InsightsTests(app), IClassFixture<PostgresApp>;
