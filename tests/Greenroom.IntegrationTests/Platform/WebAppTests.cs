using System.Net;

namespace Greenroom.IntegrationTests.Platform;

public sealed class WebAppTests(SqliteApp app) : IClassFixture<SqliteApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/")]
    [InlineData("/interviews/019b8d00-0000-7000-8000-000000000000")]
    public async Task A_page_of_the_app_carries_the_headers_that_protect_it(string path)
    {
        var page = await app.NewClient().GetAsync(path, Ct);
        Assert.SkipWhen(
            page.StatusCode == HttpStatusCode.NotFound,
            "The tests were built without the web app, so there is no page to look at; ./test browser builds it, and ./test reliability looks at the published one.");

        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        page.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        var policy = page.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem();
        policy.ShouldContain("default-src 'none'");
        policy.ShouldContain("script-src 'self';");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldNotContain("unsafe");
        page.Headers.GetValues("X-Content-Type-Options").ShouldHaveSingleItem().ShouldBe("nosniff");
        page.Headers.GetValues("Referrer-Policy").ShouldHaveSingleItem().ShouldBe("no-referrer");
        page.Headers.CacheControl!.NoCache.ShouldBeTrue("a new version must be seen");
    }
}
