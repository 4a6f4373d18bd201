using System.Text.Json;

namespace Greenroom.IntegrationTests.Growth.Instagram;

/// <summary>What a sync makes of each way in which the platform says no. The same for both ways to log in.</summary>
public abstract class InstagramTroubleTests(InstagramApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private DateTime Now => app.App.Clock.UtcNow;

    public static TheoryData<int, int?, string, string> Refusals => new()
    {
        { 190, 463, "needs_reconnect", "190/463: the session has expired" },
        { 190, 460, "needs_reconnect", "190/460: the password was changed" },
        { 190, null, "needs_reconnect", "(190)" },
        { 102, null, "needs_reconnect", "(102)" },
        { 10, null, "needs_permission", "(10)" },
        { 200, null, "needs_permission", "(200)" },
        { 299, null, "needs_permission", "(299)" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_platform_that_shuts_us_out_stops_the_account_and_what_is_stored_stays(int code, int? subcode, string state, string reason)
    {
        var platform = new FakeAccount().With(posts: 70, Now);
        var (creator, _) = await app.ReadAsync(platform);
        platform.Media = after => after is null ? null : FakeReply.Error(code, subcode);

        var account = await InstagramApp.RefreshAsync(creator);

        account.GetProperty("state").GetString().ShouldBe(state);
        account.GetProperty("state_reason").GetString()!.ShouldContain(reason);
        account.GetProperty("next_sync_at").ValueKind.ShouldBe(JsonValueKind.Null);
        (await creator.PostsAsync()).Count.ShouldBe(70);
        app.ShouldHaveKeptSecrets(app.App);
    }

    public static TheoryData<string> Outages => ["html", "half", "list", "object", "1", "2", "999", "500", "502 html", "next without a cursor"];

    [Theory]
    [MemberData(nameof(Outages))]
    public async Task A_platform_that_cannot_answer_is_tried_again_until_it_can(string outage)
    {
        var platform = new FakeAccount().With(posts: 70, Now);
        platform.Media = after => after is null ? null : Outage(outage);
        var (creator, failed) = await app.ReadAsync(platform);
        failed.GetProperty("state").GetString().ShouldBe("active");
        failed.GetProperty("sync").GetProperty("status").GetString().ShouldBe("failed");
        failed.GetProperty("sync").GetProperty("error").GetString()!.ShouldContain("tries again later");
        (await creator.PostsAsync()).Count.ShouldBe(50, "the page before has come");

        platform.Media = _ => null;
        app.App.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.App.RunJobsAsync(Ct);

        (await InstagramApp.AccountOf(creator)).GetProperty("sync").GetProperty("status").GetString().ShouldBe("done");
        (await creator.PostsAsync()).Count.ShouldBe(70);
        app.ShouldHaveKeptSecrets(app.App);
    }

    [Fact]
    public async Task A_platform_that_never_answers_is_given_up_in_time()
    {
        var platform = new FakeAccount { Media = _ => new FakeReply(200, "") { Stalls = true } }.With(posts: 3, Now);
        var creator = await app.ConnectAsync(app.Fake.Login(platform));
        var running = app.App.RunJobsAsync(Ct);
        await Patience.UntilAsync(() => app.Fake.IsStalling, "the platform was asked", Ct);

        app.App.Clock.Advance(InstagramApp.Timeout);
        await running;

        var account = await InstagramApp.AccountOf(creator);
        account.GetProperty("state").GetString().ShouldBe("active");
        account.GetProperty("sync").GetProperty("error").GetString().ShouldBe("Instagram does not answer. Greenroom tries again later.");
        platform.Media = _ => null;
        app.App.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.App.RunJobsAsync(Ct);
        (await creator.PostsAsync()).Count.ShouldBe(3);
        app.ShouldHaveKeptSecrets(app.App);
    }

    [Theory]
    [InlineData(4, 12)]
    [InlineData(80002, 45)]
    [InlineData(4, null)]
    [InlineData(17, null)]
    [InlineData(32, null)]
    [InlineData(341, null)]
    [InlineData(613, null)]
    public async Task A_platform_that_has_had_enough_is_left_alone_as_long_as_it_asks(int code, int? minutes)
    {
        var platform = new FakeAccount().With(posts: 70, Now);
        platform.Media = after => after is null ? null : FakeReply.Error(code) with { Header = minutes is { } wait ? Usage(100, wait) : null };
        var (creator, account) = await app.ReadAsync(platform);
        account.GetProperty("state").GetString().ShouldBe("active");
        account.GetProperty("sync").GetProperty("status").GetString().ShouldBe("failed");
        account.GetProperty("next_sync_at").GetDateTime().ShouldBe(Now.AddMinutes(minutes ?? 15));
        (await creator.PostsAsync()).Count.ShouldBe(50);

        var calls = platform.MediaCalls.Count;
        await InstagramApp.RefreshAsync(creator);
        platform.MediaCalls.Count.ShouldBe(calls, "also when the person presses the button");
        platform.Media = _ => null;
        await creator.WaitAsync(TimeSpan.FromMinutes(minutes ?? 15));
        await InstagramApp.RefreshAsync(creator);

        (await creator.PostsAsync()).Count.ShouldBe(70);
        app.ShouldHaveKeptSecrets(app.App);
    }

    [Theory]
    [InlineData(94, 70)]
    [InlineData(95, 50)]
    public async Task An_allowance_that_is_nearly_spent_is_not_spent(int percent, int posts)
    {
        var platform = new FakeAccount { Insights = _ => FakeReply.Error(10) }.With(posts: 70, Now);
        platform.Media = after => after is null ? FakeReply.Json(FakeInstagram.Page([.. platform.Posts], after, 50, platform.Token)) with { Header = Usage(percent, minutes: 0) } : null;

        var (creator, account) = await app.ReadAsync(platform);

        (await creator.PostsAsync()).Count.ShouldBe(posts);
        account.GetProperty("sync").GetProperty("status").GetString().ShouldBe(posts == 70 ? "done" : "failed");
        account.GetProperty("next_sync_at").GetDateTime().ShouldBe(posts == 70 ? Now.AddHours(6) : Now.AddMinutes(15));
    }

    [Fact]
    public async Task What_the_app_has_spent_counts_for_every_account()
    {
        await using var fresh = await app.StartAnotherAsync();
        var (loud, quiet) = (new FakeAccount().With(posts: 3, fresh.Clock.UtcNow), new FakeAccount().With(posts: 3, fresh.Clock.UtcNow));
        loud.Media = _ => FakeReply.Error(4) with { Header = ("X-App-Usage", """{"call_count":97,"total_time":25,"total_cputime":25}""") };
        var (creator, _) = await app.ReadAsync(quiet, fresh);
        await app.ReadAsync(loud, fresh);

        var account = await InstagramApp.RefreshAsync(creator);

        account.GetProperty("sync").GetProperty("status").GetString().ShouldBe("failed");
        account.GetProperty("next_sync_at").GetDateTime().ShouldBe(fresh.Clock.UtcNow.AddMinutes(15));
        quiet.MediaCalls.Count.ShouldBe(1);
    }

    private static (string, string) Usage(int percent, int minutes) =>
        ("X-Business-Use-Case-Usage", $$"""{"17841400000000001":[{"type":"instagram","call_count":{{percent}},"total_cputime":25,"total_time":25,"estimated_time_to_regain_access":{{minutes}}}]}""");

    private static FakeReply Outage(string name) => name switch
    {
        "html" => FakeReply.Html,
        "half" => new FakeReply(200, """{"data":[{"id":"17"""),
        "list" => new FakeReply(200, "[]"),
        "object" => new FakeReply(200, """{"data":{}}"""),
        "500" => new FakeReply(500, """{"message":"oops"}"""),
        "502 html" => FakeReply.Html with { Status = 502 },
        "next without a cursor" => new FakeReply(200, $$$"""{"data":[],"paging":{"next":"https://graph.instagram.com/?access_token={{{FakeInstagram.Mark}}}"}}"""),
        _ => FakeReply.Error(int.Parse(name, System.Globalization.CultureInfo.InvariantCulture), status: 500),
    };
}

public sealed class InstagramTroublesOnSqlite(InstagramLoginOnSqliteApp app) : InstagramTroubleTests(app), IClassFixture<InstagramLoginOnSqliteApp>;

public sealed class InstagramTroublesOnPostgres(InstagramLoginOnPostgresApp app) : InstagramTroubleTests(app), IClassFixture<InstagramLoginOnPostgresApp>;

public sealed class FacebookTroublesOnSqlite(FacebookLoginOnSqliteApp app) : InstagramTroubleTests(app), IClassFixture<FacebookLoginOnSqliteApp>;

public sealed class FacebookTroublesOnPostgres(FacebookLoginOnPostgresApp app) : InstagramTroubleTests(app), IClassFixture<FacebookLoginOnPostgresApp>;
