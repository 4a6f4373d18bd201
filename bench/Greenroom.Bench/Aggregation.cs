using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Greenroom.Bench;

/// <summary>What PostgreSQL takes for the figures of two periods when it adds them up itself: the rows that the statistics read, and no program around it.</summary>
/// <param name="Account">The number of the account, as pgbench writes it.</param>
internal sealed partial record Aggregation(string Name, string Account, int Period)
{
    public static readonly IReadOnlyList<Aggregation> All =
    [
        .. from account in ((string Name, string Number)[])
           [
               ("200 posts", $"random(1, {GrowthLoadData.SmallAccounts})"),
               ("10,000 posts", $"{GrowthLoadData.SmallAccounts + 1}"),
               ("100,000 posts", $"{GrowthLoadData.SmallAccounts + 2}"),
           ]
           from period in GrowthTargets.Periods
           select new Aggregation($"sums, {account.Name}: {period} days", account.Number, period),
    ];

    private string Script =>
        $"""
        \set n {Account}
        SELECT posted_at >= now() - interval '{Period} days' AS is_current, count(*), count(like_count), sum(like_count), sum(comments_count), avg(like_count),
          avg(like_count + comments_count + coalesce(saves_count, 0) + coalesce(shares_count, 0)), count(*) FILTER (WHERE posted_at >= now() - interval '7 days')
        FROM instagram_posts
        WHERE account_id = {GrowthLoadData.AccountId(":n")} AND posted_at >= now() - interval '{2 * Period} days' AND missed_syncs < 2
        GROUP BY 1;

        """;

    public async Task<PgbenchFigures> RunAsync(PostgresCluster postgres, int clients, TimeSpan time)
    {
        var script = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(script, Script);
            var start = new ProcessStartInfo(
                Path.Combine(postgres.Binaries, "pgbench"),
                ["-h", postgres.Directory, "-U", PostgresCluster.User, "-n", "-M", "prepared", "-c", $"{clients}", "-j", "2", "-T", $"{time.TotalSeconds:0}", "-f", script, PostgresCluster.Database])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            };
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return process.ExitCode == 0
                ? new PgbenchFigures(Number(Tps().Match(output)), Number(Latency().Match(output)))
                : throw new InvalidOperationException($"pgbench: {await errors}");
        }
        finally
        {
            File.Delete(script);
        }
    }

    private static double Number(Match match) => double.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^tps = (?<number>[\d.]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Tps();

    [GeneratedRegex(@"^latency average = (?<number>[\d.]+) ms", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Latency();
}

internal sealed record PgbenchFigures(double Rate, double Milliseconds);
