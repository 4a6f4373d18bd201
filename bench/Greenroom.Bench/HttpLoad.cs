using System.Diagnostics;

namespace Greenroom.Bench;

/// <summary>Clients that ask one after the other, all at once, over connections that stay open.</summary>
internal static class HttpLoad
{
    public const int Clients = 16;

    /// <param name="next">The next request of whichever client asks for it; null when there are no more. Called by all clients at once.</param>
    public static async Task<LoadFigures> RunAsync(ServerUnderTest server, HttpClient client, Func<HttpRequestMessage?> next)
    {
        var before = await server.CpuAsync();
        var clock = Stopwatch.StartNew();
        var answers = (await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => AskAsync(client, next)))).SelectMany(of => of).ToList();
        var elapsed = clock.Elapsed;
        return new LoadFigures(
            [.. answers.Select(answer => answer.Milliseconds)], [.. answers.Select(answer => answer.Failure).OfType<string>()], elapsed, await server.CpuAsync() - before);
    }

    private static async Task<List<(double Milliseconds, string? Failure)>> AskAsync(HttpClient client, Func<HttpRequestMessage?> next)
    {
        var answers = new List<(double Milliseconds, string? Failure)>();
        while (next() is { } request)
        {
            using (request)
            {
                var started = Stopwatch.GetTimestamp();
                using var response = await client.SendAsync(request);
                var time = Stopwatch.GetElapsedTime(started);
                answers.Add((time.TotalMilliseconds, response.IsSuccessStatusCode ? null : $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}"));
            }
        }

        return answers;
    }
}
