namespace Greenroom.Bench;

/// <summary>What a load took: latencies in milliseconds as the clients saw them, processor time as the kernel counted it for the server alone.</summary>
/// <param name="Failures">Of the requests that got no good answer, what they got; they are in the latencies too.</param>
internal sealed record LoadFigures(IReadOnlyList<double> Latencies, IReadOnlyList<string> Failures, TimeSpan Elapsed, TimeSpan Cpu)
{
    public double Rate => Latencies.Count / Elapsed.TotalSeconds;

    /// <summary>Several rounds of the same load as one.</summary>
    public static LoadFigures Of(IReadOnlyCollection<LoadFigures> rounds) => new(
        [.. rounds.SelectMany(round => round.Latencies)],
        [.. rounds.SelectMany(round => round.Failures)],
        TimeSpan.FromTicks(rounds.Sum(round => round.Elapsed.Ticks)),
        TimeSpan.FromTicks(rounds.Sum(round => round.Cpu.Ticks)));

    public override string ToString() =>
        $"{Rate:0}/s, p50 {Statistics.Percentile(Latencies, 50):0.0} ms, p99 {Statistics.Percentile(Latencies, 99):0.0} ms, server CPU {Cpu.TotalMicroseconds / Latencies.Count:0} µs a request{Trouble}";

    private string Trouble => Failures.Count == 0 ? "" : $"; {Failures.Count} FAILED, such as {Failures[0]}";
}
