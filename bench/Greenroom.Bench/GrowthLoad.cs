using System.Diagnostics;

namespace Greenroom.Bench;

/// <summary>The server under all its questions: in rounds that take turns, so that a machine that slows down does so for all of them.</summary>
internal sealed class GrowthLoad(ServerUnderTest server, PostgresCluster postgres, GrowthTargets targets, LoadLength length) : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { MaxConnectionsPerServer = HttpLoad.Clients }) { BaseAddress = server.Address };

    public async Task RunAsync()
    {
        var all = targets.All;
        foreach (var target in all)
        {
            await AskAsync(target, length.WarmUp);
        }

        var http = all.ToDictionary(target => target, _ => new List<LoadFigures>());
        var aggregations = Aggregation.All.ToDictionary(aggregation => aggregation, _ => new List<PgbenchFigures>());
        for (var round = 0; round < length.Rounds; round++)
        {
            foreach (var target in all)
            {
                http[target].Add(await AskAsync(target, length.Round));
            }

            foreach (var aggregation in Aggregation.All)
            {
                aggregations[aggregation].Add(await aggregation.RunAsync(postgres, HttpLoad.Clients, length.Round));
            }
        }

        var me = LoadFigures.Of(http.Single(pair => pair.Key.Name == targets.Me.Name).Value);
        foreach (var target in all)
        {
            var figures = LoadFigures.Of(http[target]);
            var beside = target.MostTimesMe is null ? "" : $"; {me.Rate / figures.Rate:0.00} times me";
            Report.Line(target.Name, $"{figures}{beside}", target.MostTimesMe is { } most ? $"{most:0}" : null);
        }

        Console.WriteLine("PostgreSQL alone (pgbench, prepared): count, sums and averages of the same two periods in one row; no medians, no series, no best post");
        foreach (var aggregation in Aggregation.All)
        {
            var rounds = aggregations[aggregation];
            Report.Line(aggregation.Name, $"{rounds.Average(round => round.Rate):0}/s, on average {rounds.Average(round => round.Milliseconds):0.0} ms");
        }
    }

    /// <summary>What the first look costs after a page of a sync was written: nothing that was counted before stands then.</summary>
    public async Task FirstLooksAsync()
    {
        var me = new List<double>();
        for (var look = 0; look < length.Looks; look++)
        {
            me.Add(await LookAsync(targets.Me));
        }

        Console.WriteLine($"Counted anew, because the account's row was touched before each look (for comparison, me one at a time: p50 {Statistics.Percentile(me, 50):0.0} ms)");
        foreach (var target in targets.Stats)
        {
            var (alone, together) = (new List<double>(), new List<double>());
            var before = await server.CpuAsync();
            for (var look = 0; look < length.Looks; look++)
            {
                await TouchAsync();
                alone.Add(await LookAsync(target));
            }

            var cpu = (await server.CpuAsync() - before) / length.Looks;
            await TouchAsync();
            together.AddRange(await Task.WhenAll(Enumerable.Range(0, HttpLoad.Clients).Select(_ => LookAsync(target))));
            Report.Line(
                target.Name,
                $"p50 {Statistics.Percentile(alone, 50):0.0} ms, longest {alone.Max():0.0} ms, server CPU {cpu.TotalMilliseconds:0} ms; {HttpLoad.Clients} at once: longest {together.Max():0.0} ms");
        }

        Report.Line("memory of the server afterwards", $"{await server.MemoryAsync():0} MB");
    }

    public void Dispose() => _client.Dispose();

    private Task<LoadFigures> AskAsync(GrowthTarget target, TimeSpan time)
    {
        var clock = Stopwatch.StartNew();
        return HttpLoad.RunAsync(server, _client, () => clock.Elapsed < time ? target.Request() : null);
    }

    private async Task<double> LookAsync(GrowthTarget target)
    {
        var started = Stopwatch.GetTimestamp();
        using var request = target.Request();
        using var response = await _client.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private Task TouchAsync() => postgres.ExecuteAsync("UPDATE instagram_accounts SET updated_at = clock_timestamp()");
}

/// <param name="WarmUp">For each target, before anything counts.</param>
/// <param name="Round">For each target in each round, in whole seconds, because pgbench knows no others.</param>
/// <param name="Looks">How often a first look is taken.</param>
internal sealed record LoadLength(TimeSpan WarmUp, int Rounds, TimeSpan Round, int Looks)
{
    public static readonly LoadLength Usual = new(TimeSpan.FromSeconds(2), Rounds: 3, TimeSpan.FromSeconds(2), Looks: 10);
    public static readonly LoadLength Quick = new(TimeSpan.FromSeconds(1), Rounds: 1, TimeSpan.FromSeconds(1), Looks: 3);
}
