using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Greenroom.IntegrationTests.Reliability;

/// <summary>Two hundred clients that send a byte a second, half of them headers and half of them a body: everybody else is served meanwhile, and they are shown out.</summary>
[Trait("Category", "Reliability")]
public sealed class SlowClientTests(SqliteSocketApp app) : IClassFixture<SqliteSocketApp>
{
    private const int OfEachKind = 100;
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    /// <summary>The server waits half a minute for headers, and five seconds before a body must be quicker; the rest is for a busy machine.</summary>
    private static readonly TimeSpan LongestForHeaders = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan LongestForBody = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(2);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Slow_clients_are_shown_out_and_keep_nobody_from_being_served()
    {
        using var client = app.NewClient();
        (await client.GetAsync("/api/topics", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var address = client.BaseAddress!;
        var headers = Enumerable.Range(0, OfEachKind).Select(_ => TrickleAsync(address, $"GET /health/live HTTP/1.1\r\nHost: {address.Authority}\r\nX-Slow: ")).ToList();
        var bodies = Enumerable.Range(0, OfEachKind)
            .Select(_ => TrickleAsync(address, $"POST /api/auth/login HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n")).ToList();

        var all = Task.WhenAll(headers.Concat(bodies));
        var answers = new List<TimeSpan>();
        while (!all.IsCompleted)
        {
            foreach (var path in new[] { "/health/ready", "/api/topics" })
            {
                var asked = Stopwatch.GetTimestamp();
                (await client.GetAsync(path, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
                answers.Add(Stopwatch.GetElapsedTime(asked));
            }

            await Task.WhenAny(all, Task.Delay(100, Ct));
        }

        await all;
        var (ofHeaders, ofBodies) = (await Task.WhenAll(headers), await Task.WhenAll(bodies));
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{OfEachKind} slow headers were cut after {ofHeaders.Min(c => c.After).TotalSeconds:0.0} to {ofHeaders.Max(c => c.After).TotalSeconds:0.0} s, {OfEachKind} slow bodies after "
            + $"{ofBodies.Min(c => c.After).TotalSeconds:0.0} to {ofBodies.Max(c => c.After).TotalSeconds:0.0} s; meanwhile {answers.Count} requests, the slowest {answers.Max().TotalMilliseconds:0} ms.");
        ofHeaders.Max(c => c.After).ShouldBeLessThan(LongestForHeaders);
        ofBodies.Max(c => c.After).ShouldBeLessThan(LongestForBody);
        ofBodies.Concat(ofHeaders).Where(c => c.Answer.Length > 0 && !c.Answer.StartsWith("HTTP/1.1 408", StringComparison.Ordinal)).ShouldBeEmpty();
        answers.Count.ShouldBeGreaterThan(100);
        answers.Max().ShouldBeLessThan(LongestAnswer);
        app.Logs.Lines.Where(l => l.Exception is not null).ShouldBeEmpty("a slow client is no failure of ours");
    }

    /// <summary>Sends the beginning at once and then a byte a second, until the server has had enough. Returns when that was and what it said.</summary>
    private static async Task<(TimeSpan After, string Answer)> TrickleAsync(Uri address, string beginning)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(address.Host, address.Port, Ct);
        var started = Stopwatch.GetTimestamp();
        await socket.SendAsync(Encoding.ASCII.GetBytes(beginning), Ct);
        var answer = ReadToEndAsync(socket);
        try
        {
            while (!answer.IsCompleted)
            {
                await Task.WhenAny(answer, Task.Delay(Step, Ct));
                // Good in a header and good before JSON, so that nothing but the slowness is wrong.
                await socket.SendAsync(" "u8.ToArray(), Ct);
            }
        }
        catch (SocketException)
        {
            // Shown out.
        }

        return (Stopwatch.GetElapsedTime(started), await answer);
    }

    private static async Task<string> ReadToEndAsync(Socket socket)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            while (await socket.ReceiveAsync(buffer, Ct) is > 0 and var read)
            {
                text.Append(Encoding.ASCII.GetString(buffer, 0, read));
            }
        }
        catch (SocketException)
        {
            // Reset is an end too.
        }

        return text.ToString();
    }
}
