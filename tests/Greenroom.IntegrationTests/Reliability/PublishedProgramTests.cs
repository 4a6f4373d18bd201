using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Greenroom.IntegrationTests.Reliability;

/// <summary>What <c>./run</c> builds and starts, with the web app in it: the first thing that anybody does with a fresh clone.</summary>
[Collection<Alone>]
[Trait("Category", "Reliability")]
public sealed partial class PublishedProgramTests
{
    /// <summary>The first time it builds the program and the web app.</summary>
    private static readonly TimeSpan FirstTime = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan SecondTime = TimeSpan.FromSeconds(5);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_serves_the_web_app_and_starts_in_seconds_once_it_is_built()
    {
        var data = Directory.CreateTempSubdirectory("greenroom-run-");
        try
        {
            await using (var first = await RunAsync(data, FirstTime))
            {
                using var client = first.NewClient();
                var page = await client.GetAsync("/", Ct);
                var html = await page.Content.ReadAsStringAsync(Ct);
                page.StatusCode.ShouldBe(HttpStatusCode.OK);
                page.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
                page.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem().ShouldContain("script-src 'self'");
                html.ShouldContain("id=\"root\"");

                using var request = new HttpRequestMessage(HttpMethod.Get, Script().Match(html).Value);
                request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("br"));
                var script = await client.SendAsync(request, Ct);
                script.StatusCode.ShouldBe(HttpStatusCode.OK, request.RequestUri!.ToString());
                script.Content.Headers.ContentEncoding.ShouldBe(["br"]);
                (await script.Content.ReadAsByteArrayAsync(Ct)).Length.ShouldBeGreaterThan(1000);
                script.Headers.CacheControl!.ToString().ShouldContain("immutable");
            }

            var started = Stopwatch.GetTimestamp();
            await using var second = await RunAsync(data, FirstTime);
            var took = Stopwatch.GetElapsedTime(started);

            TestContext.Current.TestOutputHelper!.WriteLine($"Second start: {took.TotalSeconds:0.0} s to the ready line.");
            took.ShouldBeLessThanOrEqualTo(SecondTime);
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private static async Task<HostProcess> RunAsync(DirectoryInfo data, TimeSpan patience)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(patience);
        var host = HostProcess.Launch(new Dictionary<string, string>(StringComparer.Ordinal) { ["DATA_DIR"] = data.FullName }, Repository.PathTo("run"));
        try
        {
            await host.WaitUntilReadyAsync(limit.Token);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    [GeneratedRegex("(?<=src=\")/assets/[^\" ]+\\.js", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Script();
}
