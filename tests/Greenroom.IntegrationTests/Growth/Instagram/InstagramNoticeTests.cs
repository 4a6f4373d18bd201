using System.Net;

namespace Greenroom.IntegrationTests.Growth.Instagram;

/// <summary>With a webhook the platform is asked to use it, for each account and for as long as it is connected.</summary>
public sealed class InstagramNoticeTests(SqliteApp app) : IClassFixture<SqliteApp>, IAsyncLifetime
{
    private FakeInstagram _fake = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _fake = await FakeInstagram.StartAsync(isFacebook: false);

    public ValueTask DisposeAsync() => _fake.DisposeAsync();

    [Fact]
    public async Task Notices_are_asked_for_with_each_sync_and_end_with_the_connection()
    {
        await using var own = await StartAsync("a-word");
        var platform = new FakeAccount().With(posts: 1, own.Clock.UtcNow);
        var creator = await ConnectAsync(own, platform);
        var connected = platform.Subscribed;
        platform.Subscribed = null;
        await creator.WaitAsync(TimeSpan.FromMinutes(10));
        await InstagramApp.RefreshAsync(creator);
        var refreshed = platform.Subscribed;

        (await creator.Http.DeleteAsync("/api/instagram/disconnect", Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        connected.ShouldBe("comments");
        refreshed.ShouldBe("comments");
        platform.Subscribed.ShouldBeNull();
    }

    [Fact]
    public async Task What_the_platform_says_to_it_keeps_nobody_from_their_posts_nor_from_leaving()
    {
        await using var own = await StartAsync("a-word");
        var platform = new FakeAccount().With(posts: 1, own.Clock.UtcNow);
        platform.Subscription = () => FakeReply.Error(10);
        var creator = await ConnectAsync(own, platform);

        (await InstagramApp.AccountOf(creator)).GetProperty("sync").GetProperty("status").GetString().ShouldBe("done");
        (await creator.PostsAsync()).Count.ShouldBe(1);
        (await creator.Http.DeleteAsync("/api/instagram/disconnect", Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await creator.AccountsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_webhook_nothing_is_asked_for()
    {
        await using var own = await StartAsync(verifyToken: null);
        var platform = new FakeAccount().With(posts: 1, own.Clock.UtcNow);
        platform.Subscription = () => throw new InvalidOperationException("Nobody was to ask.");

        var creator = await ConnectAsync(own, platform);
        (await creator.Http.DeleteAsync("/api/instagram/disconnect", Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        platform.Subscribed.ShouldBeNull();
        own.Logs.Lines.ShouldNotContain(line => line.Message.Contains("Notices about", StringComparison.Ordinal) || line.Message.Contains("still sends notices", StringComparison.Ordinal));
    }

    private async Task<GreenroomApp> StartAsync(string? verifyToken)
    {
        var setup = new AppSetup { Settings = { ["INSTAGRAM_WEBHOOK_VERIFY_TOKEN"] = verifyToken } };
        foreach (var (key, value) in _fake.Settings)
        {
            setup.Settings[key] = value;
        }

        return await app.StartAnotherAsync(setup);
    }

    private async Task<Creator> ConnectAsync(GreenroomApp own, FakeAccount account)
    {
        var creator = await Creator.SignUpAsync(own);
        (await creator.ReturnAsync(await creator.BeginAsync(), _fake.Login(account).Code)).ShouldBe("/app/growth?connected=true");
        await own.RunJobsAsync(Ct);
        return creator;
    }
}
