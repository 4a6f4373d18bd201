using System.Data.Common;
using System.Diagnostics;
using System.Net;
using Greenroom.IntegrationTests.Platform;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Greenroom.IntegrationTests.Reliability;

/// <summary>
/// Kills the first start (-9) at random moments: in every third round anywhere in it, otherwise while it migrates. The next start must come up by itself
/// and leave the schema that an undisturbed start makes. The test insists that some kills left half a schema.
/// </summary>
[Trait("Category", "Reliability")]
public sealed class KilledMigrationTests(PostgresServer postgres)
{
    private const int DefaultRounds = 10;
    private const string FirstWords = "Migrating ";
    private const string LastWords = "Migrating InterviewsDb";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public Task A_start_after_a_migration_that_was_killed_is_healthy_on_sqlite() => RunAsync(_ => Task.FromResult(""));

    [Fact]
    public Task A_start_after_a_migration_that_was_killed_is_healthy_on_postgres() => RunAsync(postgres.CreateDatabaseAsync);

    private async Task RunAsync(Func<CancellationToken, Task<string>> createDatabase)
    {
        var rounds = Chance.Rounds(DefaultRounds);
        var random = Chance.New();
        await using var undisturbed = new Place(postgres, await createDatabase(Ct));
        var (migrating, untilReady) = await MeasureAsync(undisturbed);
        var expected = await undisturbed.SchemaAsync();
        expected.Count.ShouldBeGreaterThan(100);

        var (nothing, half, whole) = (0, 0, 0);
        for (var round = 0; round < rounds; round++)
        {
            await using var place = new Place(postgres, await createDatabase(Ct));
            // Spread over the whole span, each round in a part of its own: chance alone could leave all of them at one end.
            var moment = (round + random.NextDouble()) / rounds;
            await KillAsync(place, waitForMigration: round % 3 > 0, moment * (round % 3 > 0 ? migrating : untilReady));
            var left = await place.LeftBehindAsync();
            nothing += left.Count == 0 ? 1 : 0;
            half += left.Count > 0 && left.Count < expected.Count ? 1 : 0;
            whole += left.Count == expected.Count ? 1 : 0;

            using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
            limit.CancelAfter(Patience);
            await using (var next = await HostProcess.StartAsync(place.Environment, limit.Token))
            {
                using var client = next.NewClient();
                (await client.GetAsync("/health/ready", limit.Token)).StatusCode.ShouldBe(HttpStatusCode.OK, $"round {round}");
            }

            (await place.SchemaAsync()).ShouldBe(expected, $"round {round}");
        }

        var sum = $"{rounds} rounds, migrating for some {migrating.TotalMilliseconds:0} ms, ready after {untilReady.TotalMilliseconds:0} ms: the kills left nothing {nothing} times, half a schema {half} times, all of it {whole} times.";
        TestContext.Current.TestOutputHelper!.WriteLine(sum);
        if (rounds >= Chance.EnoughRounds)
        {
            half.ShouldBeGreaterThan(0, sum);
        }
    }

    private static async Task KillAsync(Place place, bool waitForMigration, TimeSpan delay)
    {
        await using var doomed = HostProcess.Launch(place.Environment);
        if (waitForMigration)
        {
            await doomed.WaitForWordsAsync(FirstWords, Ct);
        }

        await Task.Delay(delay, Ct);
        await doomed.KillAsync();
    }

    /// <summary>How long it migrates, and how long it takes to be ready. The last module's own migration is reckoned as half as long as all before it.</summary>
    private static async Task<(TimeSpan Migrating, TimeSpan UntilReady)> MeasureAsync(Place place)
    {
        var started = Stopwatch.GetTimestamp();
        await using var host = HostProcess.Launch(place.Environment);
        await host.WaitForWordsAsync(FirstWords, Ct);
        var first = Stopwatch.GetElapsedTime(started);
        await host.WaitForWordsAsync(LastWords, Ct);
        var last = Stopwatch.GetElapsedTime(started);
        await host.WaitUntilReadyAsync(Ct);
        return (1.5 * (last - first), Stopwatch.GetElapsedTime(started));
    }

    /// <summary>An empty folder, and an empty database when there is a URL.</summary>
    private sealed class Place(PostgresServer postgres, string url) : IAsyncDisposable
    {
        private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("greenroom-migrate-");

        public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>(StringComparer.Ordinal) { ["DATA_DIR"] = _data.FullName, ["DATABASE_URL"] = url };

        public Task<IReadOnlyList<string>> SchemaAsync() => ReadAsync(_data.FullName);

        /// <summary>What a kill left. SQLite tidies up when it opens a database, and that is the next start's work: here a copy is opened.</summary>
        public async Task<IReadOnlyList<string>> LeftBehindAsync()
        {
            if (url.Length > 0)
            {
                return await SchemaAsync();
            }

            var copy = Directory.CreateTempSubdirectory("greenroom-left-");
            foreach (var file in _data.GetFiles("greenroom.db*"))
            {
                file.CopyTo(Path.Combine(copy.FullName, file.Name));
            }

            var left = await ReadAsync(copy.FullName);
            copy.Delete(recursive: true);
            return left;
        }

        private async Task<IReadOnlyList<string>> ReadAsync(string folder)
        {
            await using DbConnection connection = url.Length > 0
                ? new NpgsqlConnection(PostgresServer.ConnectionString(url))
                : new SqliteConnection($"Data Source={Path.Combine(folder, "greenroom.db")};Pooling=False");
            await connection.OpenAsync(Ct);
            return await Schema.ReadAsync(connection, Ct);
        }

        public async ValueTask DisposeAsync()
        {
            if (url.Length > 0)
            {
                await postgres.DropDatabaseAsync(url, CancellationToken.None);
            }

            _data.Delete(recursive: true);
        }
    }
}
