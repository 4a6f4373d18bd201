using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Greenroom.Growth.Advice;
using Greenroom.Growth.Platforms.Sandbox;

namespace Greenroom.IntegrationTests.Growth;

/// <summary>What a person says of a suggestion decides what is proposed next, and nothing else.</summary>
public abstract class AdviceVerdictTests(GreenroomApp app)
{
    private static readonly string[] Types = ["image", "carousel", "video", "reel"];
    private static readonly string[] Parts = ["morning", "midday", "afternoon", "evening", "night"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_not_useful_makes_room_for_the_next_best_until_it_is_taken_back()
    {
        var creator = await Creator.SignUpAsync(app);
        await creator.ConnectAndSyncAsync();
        await app.RunAllJobsAsync(Ct);
        var before = await creator.GetAsync("/api/growth/insights");
        var cells = CellsOf(before);

        (await JudgeAsync(creator, cells[0], "dismissed")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await JudgeAsync(creator, cells[0], "dismissed")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var after = await creator.GetAsync("/api/growth/insights");

        CellsOf(before).Count.ShouldBe(3);
        CellsOf(after).Count.ShouldBe(3);
        CellsOf(after).ShouldNotContain(cells[0]);
        CellsOf(after)[0].ShouldBe(cells[1]);
        var said = after.GetProperty("verdicts").EnumerateArray().ShouldHaveSingleItem();
        said.GetProperty("verdict").GetString().ShouldBe("dismissed");
        said.GetProperty("decided_at").GetDateTime().ShouldBe(app.Clock.UtcNow);
        foreach (var part in (string[])["groups", "hours", "tags", "recent", "anomalies", "trend", "followers", "ledger", "basis"])
        {
            after.GetProperty(part).GetRawText().ShouldBe(before.GetProperty(part).GetRawText(), "a verdict changes what is proposed, and no statistics");
        }

        (await TakeBackAsync(creator, cells[0])).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await TakeBackAsync(creator, cells[0])).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await creator.GetAsync("/api/growth/insights")).GetRawText().ShouldBe(before.GetRawText());
    }

    [Fact]
    public async Task What_is_done_keeps_its_place_for_the_rest_of_the_accounts_week_and_is_history_after_it()
    {
        var creator = await Creator.SignUpAsync(app);
        await creator.ConnectAndSyncAsync();
        var zone = TimeZoneInfo.FindSystemTimeZoneById(SandboxAccount.TimeZone);
        var cells = CellsOf(await creator.GetAsync("/api/growth/insights"));
        var doneAt = app.Clock.UtcNow;

        (await JudgeAsync(creator, cells[0], "done")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var local = TimeZoneInfo.ConvertTimeFromUtc(doneAt, zone);
        var nextMonday = TimeZoneInfo.ConvertTimeToUtc(local.Date.AddDays(7 - (((int)local.DayOfWeek + 6) % 7)), zone);
        await creator.ComeBackAfterAsync(nextMonday.AddSeconds(-1) - app.Clock.UtcNow);
        (await JudgeAsync(creator, cells[0], "done")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var lastSecond = await creator.GetAsync("/api/growth/insights");
        await creator.WaitAsync(TimeSpan.FromSeconds(1));
        var nextWeek = await creator.GetAsync("/api/growth/insights");

        CellsOf(lastSecond).ShouldBe(cells);
        DoneOf(lastSecond).ShouldBe([doneAt, null, null]);
        CellsOf(nextWeek).ShouldBe(cells);
        DoneOf(nextWeek).ShouldBe([null, null, null]);
        nextWeek.GetProperty("verdicts").EnumerateArray().ShouldHaveSingleItem().GetProperty("decided_at").GetDateTime().ShouldBe(doneAt);

        // Once more in the new week, and taken back there: the week before stays as it was.
        await JudgeAsync(creator, cells[0], "done");
        (await creator.GetAsync("/api/growth/insights")).GetProperty("verdicts").GetArrayLength().ShouldBe(2);
        await TakeBackAsync(creator, cells[0]);
        (await creator.GetAsync("/api/growth/insights")).GetProperty("verdicts").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task A_later_verdict_takes_the_place_of_the_one_that_stands()
    {
        var creator = await Creator.SignUpAsync(app);
        await creator.ConnectAndSyncAsync();
        var cell = CellsOf(await creator.GetAsync("/api/growth/insights"))[1];

        await JudgeAsync(creator, cell, "done");
        await JudgeAsync(creator, cell, "dismissed");
        var dismissed = await creator.GetAsync("/api/growth/insights");
        await JudgeAsync(creator, cell, "done");
        var done = await creator.GetAsync("/api/growth/insights");

        CellsOf(dismissed).ShouldNotContain(cell);
        Words(dismissed).ShouldBe(["dismissed"]);
        CellsOf(done).ShouldContain(cell);
        Words(done).ShouldBe(["done"]);
    }

    [Fact]
    public async Task Of_what_many_tabs_say_at_once_one_verdict_stands()
    {
        var creator = await Creator.SignUpAsync(app);
        var account = (await creator.ConnectAndSyncAsync()).GetProperty("id").GetGuid();

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(tab => JudgeAsync(creator, ("reel", "night"), tab % 2 == 0 ? "done" : "dismissed")));

        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.NoContent);
        (await app.ScalarAsync<long>("SELECT count(*) FROM advice_verdicts WHERE account_id = @p0", Ct, account)).ShouldBe(1);
    }

    [Fact]
    public async Task With_everything_dismissed_there_is_a_plan_without_slots_and_the_way_back_to_each()
    {
        var creator = await Creator.SignUpAsync(app);
        await creator.ConnectAndSyncAsync();

        foreach (var (type, part) in Types.SelectMany(type => Parts.Select(part => (type, part))))
        {
            (await JudgeAsync(creator, (type, part), "dismissed")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        }

        var insights = await creator.GetAsync("/api/growth/insights");
        insights.GetProperty("plan").GetProperty("slots").GetArrayLength().ShouldBe(0);
        insights.GetProperty("plan").GetProperty("refusal").ValueKind.ShouldBe(JsonValueKind.Null);
        insights.GetProperty("verdicts").GetArrayLength().ShouldBe(20);
        insights.GetProperty("failed").GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData("story", "evening", "type")]
    [InlineData("reel", "noon", "daypart")]
    public async Task What_makes_no_sense_is_named(string type, string part, string field)
    {
        var creator = await Creator.SignUpAsync(app);
        await creator.ConnectAsync("tiny");

        var put = await (await JudgeAsync(creator, (type, part), "done")).ShouldBeProblemAsync(400, "request.invalid", Ct);
        var delete = await (await TakeBackAsync(creator, (type, part))).ShouldBeProblemAsync(400, "request.invalid", Ct);
        var unknown = await (await JudgeAsync(creator, ("reel", "evening"), "liked")).ShouldBeProblemAsync(400, "request.invalid", Ct);

        put.Errors!.Keys.ShouldBe([field]);
        delete.Errors!.Keys.ShouldBe([field]);
        unknown.Errors!.Keys.ShouldBe(["verdict"]);
    }

    [Fact]
    public async Task Nobody_judges_for_another_and_a_disconnected_account_leaves_nothing()
    {
        var (creator, stranger) = (await Creator.SignUpAsync(app), await Creator.SignUpAsync(app));
        var id = (await creator.ConnectAndSyncAsync("tiny")).GetProperty("id").GetGuid();
        const string Rows = "SELECT count(*) FROM advice_verdicts WHERE account_id = @p0";

        await (await JudgeAsync(stranger, ("reel", "evening"), "done", $"?account_id={id}")).ShouldBeProblemAsync(404, "growth.no_account", Ct);
        await (await stranger.Http.DeleteAsync($"/api/growth/advice/reel/evening?account_id={id}", Ct)).ShouldBeProblemAsync(404, "growth.no_account", Ct);
        await (await JudgeAsync(stranger, ("reel", "evening"), "done")).ShouldBeProblemAsync(404, "growth.no_account", Ct);
        (await JudgeAsync(creator, ("reel", "evening"), "done", $"?account_id={id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await app.ScalarAsync<long>(Rows, Ct, id)).ShouldBe(1);

        (await creator.Http.DeleteAsync($"/api/instagram/disconnect?account_id={id}", Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await app.ScalarAsync<long>(Rows, Ct, id)).ShouldBe(0);
    }

    [Fact]
    public async Task Hours_of_the_week_are_those_of_the_accounts_zone_and_hold_every_compared_post()
    {
        var creator = await Creator.SignUpAsync(app);
        await creator.ConnectAndSyncAsync();
        var zone = TimeZoneInfo.FindSystemTimeZoneById(SandboxAccount.TimeZone);

        var insights = await creator.GetAsync("/api/growth/insights");

        var hours = insights.GetProperty("hours");
        var slots = hours.GetProperty("slots").EnumerateArray().ToList();
        slots.Sum(slot => slot.GetProperty("posts").GetInt32()).ShouldBe(insights.GetProperty("basis").GetProperty("compared_posts").GetInt32());
        hours.GetProperty("posts").GetInt32().ShouldBe(insights.GetProperty("basis").GetProperty("compared_posts").GetInt32());
        slots.ShouldAllBe(slot => (slot.GetProperty("percent").ValueKind == JsonValueKind.Null) == (slot.GetProperty("posts").GetInt32() < 2));
        // The compared posts are those of the groups: each daypart holds what its hours hold.
        var compared = insights.GetProperty("groups").EnumerateArray().Single(g => g.GetProperty("family").GetString() == "daypart").GetProperty("groups").EnumerateArray()
            .ToDictionary(g => g.GetProperty("group").GetString()!, g => g.GetProperty("posts").GetInt32());
        slots.GroupBy(slot => Dayparts.Name(Dayparts.OfHour(slot.GetProperty("hour").GetInt32()))).ToDictionary(g => g.Key, g => g.Sum(slot => slot.GetProperty("posts").GetInt32()))
            .ShouldBe(compared, ignoreOrder: true);
        // And no hour holds more than was posted in it by the clock on the wall there.
        var posted = creator.Truth().Posts.Select(p => TimeZoneInfo.ConvertTimeFromUtc(p.PostedAt, zone)).ToLookup(at => (at.DayOfWeek.ToString().ToLowerInvariant(), at.Hour));
        slots.ShouldAllBe(slot => slot.GetProperty("posts").GetInt32() <= posted[new(slot.GetProperty("weekday").GetString()!, slot.GetProperty("hour").GetInt32())].Count());
    }

    private static List<(string Type, string Part)> CellsOf(JsonElement insights) =>
        [.. insights.GetProperty("plan").GetProperty("slots").EnumerateArray().Select(slot => (slot.GetProperty("type").GetString()!, slot.GetProperty("daypart").GetString()!))];

    private static List<DateTime?> DoneOf(JsonElement insights) =>
        [.. insights.GetProperty("plan").GetProperty("slots").EnumerateArray().Select(slot => slot.GetProperty("done_at"))
            .Select(at => at.ValueKind == JsonValueKind.Null ? (DateTime?)null : at.GetDateTime())];

    private static List<string?> Words(JsonElement insights) => [.. insights.GetProperty("verdicts").EnumerateArray().Select(v => v.GetProperty("verdict").GetString())];

    private static Task<HttpResponseMessage> JudgeAsync(Creator creator, (string Type, string Part) cell, string verdict, string query = "") =>
        creator.Http.PutAsJsonAsync($"/api/growth/advice/{cell.Type}/{cell.Part}{query}", new { verdict }, Ct);

    private static Task<HttpResponseMessage> TakeBackAsync(Creator creator, (string Type, string Part) cell) =>
        creator.Http.DeleteAsync($"/api/growth/advice/{cell.Type}/{cell.Part}", Ct);
}

public sealed class AdviceVerdictsOnSqlite(SqliteApp app) : AdviceVerdictTests(app), IClassFixture<SqliteApp>;

public sealed class AdviceVerdictsOnPostgres(PostgresApp app) : AdviceVerdictTests(app), IClassFixture<PostgresApp>;
