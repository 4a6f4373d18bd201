using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.RegularExpressions;
using Greenroom.IntegrationTests.Growth;
using Greenroom.IntegrationTests.Interviews;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Greenroom.IntegrationTests.Platform;

/// <summary>What no timed test can tell on a busy machine: that one interview or one account costs the same when a million others are stored.</summary>
public sealed partial class QueryPlanTests(SqliteApp app) : IClassFixture<SqliteApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_statement_of_an_interview_reads_a_whole_table()
    {
        var statements = new Statements();
        await using var watched = await app.StartAnotherAsync(new AppSetup { Services = services => services.AddSingleton<IInterceptor>(statements) });
        var candidate = await Candidate.SignUpAsync(watched);
        statements.All.Clear();

        var room = await candidate.StartAsync();
        await room.AskAsync("hint");
        await room.FinishAsync();
        await room.SnapshotAsync();
        await room.ReportAsync();
        (await candidate.Http.GetAsync("/api/interviews?limit=5", Ct)).EnsureSuccessStatusCode();
        await watched.RunJobsAsync(Ct);

        statements.All.Count.ShouldBeGreaterThan(40);
        (await ScansAsync(watched, statements)).ShouldBeEmpty();
    }

    [Fact]
    public async Task No_statement_of_growth_reads_a_whole_table()
    {
        var statements = new Statements();
        await using var watched = await app.StartAnotherAsync(new AppSetup { Services = services => services.AddSingleton<IInterceptor>(statements) });
        var creator = await Creator.SignUpAsync(watched);
        statements.All.Clear();

        await creator.ConnectAndSyncAsync();
        await creator.GetAsync("/api/growth/stats?period=90");
        foreach (var order in (string[])["newest", "oldest"])
        {
            await creator.PostsAsync($"&sort={order}");
        }

        (await creator.Http.PostAsync("/api/instagram/refresh", content: null, Ct)).EnsureSuccessStatusCode();
        await watched.RunJobsAsync(Ct);
        (await creator.Http.DeleteAsync("/api/instagram/disconnect", Ct)).EnsureSuccessStatusCode();

        statements.All.Count.ShouldBeGreaterThan(20);
        (await ScansAsync(watched, statements)).ShouldBeEmpty();
    }

    private static async Task<IReadOnlyList<string>> ScansAsync(GreenroomApp watched, Statements statements)
    {
        await using var connection = await watched.OpenConnectionAsync(Ct);
        var scans = new List<string>();
        foreach (var sql in statements.All.Keys)
        {
            scans.AddRange(TableScans(await PlanAsync(connection, sql)).Select(step => $"{step}: {sql}"));
        }

        return scans;
    }

    /// <summary>Steps such as "SCAN e" or "SCAN e USING INDEX …"; the few rows of a sub-query may be read whole.</summary>
    private static IEnumerable<string> TableScans(IReadOnlyList<string> steps)
    {
        var subqueries = steps.Where(step => SubQuery().IsMatch(step)).Select(step => step.Split(' ')[1]).ToHashSet(StringComparer.Ordinal);
        return steps.Where(step => TableScan().IsMatch(step) && !subqueries.Contains(step.Split(' ')[1]));
    }

    private static async Task<IReadOnlyList<string>> PlanAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + sql;
        foreach (var name in ParameterName().Matches(sql).Select(match => match.Value).Distinct(StringComparer.Ordinal))
        {
            command.Parameters.Add(new SqliteParameter(name, "x"));
        }

        await using var reader = await command.ExecuteReaderAsync(Ct);
        var steps = new List<string>();
        while (await reader.ReadAsync(Ct))
        {
            steps.Add(reader.GetString(3));
        }

        return steps;
    }

    [GeneratedRegex(@"^SCAN (?!CONSTANT|\w+ VIRTUAL)\w", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex TableScan();

    [GeneratedRegex("^(CO-ROUTINE|MATERIALIZE) ", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SubQuery();

    [GeneratedRegex(@"@\w+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ParameterName();

    private sealed class Statements : DbCommandInterceptor
    {
        public ConcurrentDictionary<string, bool> All { get; } = new(StringComparer.Ordinal);

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            All[command.CommandText] = true;
            return ValueTask.FromResult(result);
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            All[command.CommandText] = true;
            return ValueTask.FromResult(result);
        }
    }
}
