using System.Data.Common;
using System.Diagnostics;
using System.Net;
using Greenroom.IntegrationTests.Platform;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Greenroom.IntegrationTests.Reliability;

/// <summary>
/// Kills the first start (-9) at random moments: anywhere in it, and every other time after the migrations began. The next start must come up by itself
/// and leave the schema that an undisturbed start makes.
/// </summary>
[Trait("Category", "Reliability")]
public sealed class KilledMigrationTests(PostgresServer postgres)
{
    private const int DefaultRounds = 10;
    private const string FirstWords = "Migrating ";

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
        var (untilMigration, untilReady) = await MeasureAsync(undisturbed);
        var expected = await undisturbed.SchemaAsync();
        expected.Count.ShouldBeGreaterThan(100);

        var (intoMigration, tooLate) = (0, 0);
        for (var round = 0; round < rounds; round++)
        {
            await using var place = new Place(postgres, await createDatabase(Ct));
            await using (var doomed = HostProcess.Launch(place.Environment))
            {
                var isReady = doomed.WaitUntilReadyAsync(Ct);
                var delay = random.NextDouble() * untilReady;
                if (round % 2 == 1)
                {
                    await doomed.WaitForWordsAsync(FirstWords, Ct);
                    delay = random.NextDouble() * (untilReady - untilMigration);
                }

                await Task.Delay(delay, Ct);
                await doomed.KillAsync();
                await Task.WhenAny(isReady);
                _ = isReady.Exception;
                tooLate += doomed.IsReady ? 1 : 0;
                intoMigration += !doomed.IsReady && HasBegun(doomed) ? 1 : 0;
            }

            using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
            limit.CancelAfter(Patience);
            await using (var next = await HostProcess.StartAsync(place.Environment, limit.Token))
            {
                using var client = next.NewClient();
                (await client.GetAsync("/health/ready", limit.Token)).StatusCode.ShouldBe(HttpStatusCode.OK, $"round {round}");
            }

            (await place.SchemaAsync()).ShouldBe(expected, $"round {round}");
        }

        var sum = $"{rounds} rounds, ready after {untilReady.TotalMilliseconds:0} ms: {intoMigration} kills fell into the migration, {tooLate} came after it.";
        TestContext.Current.TestOutputHelper!.WriteLine(sum);
        if (rounds >= Chance.EnoughRounds)
        {
            intoMigration.ShouldBeGreaterThan(1, sum);
        }
    }

    private static async Task<(TimeSpan UntilMigration, TimeSpan UntilReady)> MeasureAsync(Place place)
    {
        var started = Stopwatch.GetTimestamp();
        await using var host = HostProcess.Launch(place.Environment);
        await host.WaitForWordsAsync(FirstWords, Ct);
        var untilMigration = Stopwatch.GetElapsedTime(started);
        await host.WaitUntilReadyAsync(Ct);
        return (untilMigration, Stopwatch.GetElapsedTime(started));
    }

    private static bool HasBegun(HostProcess host) => host.Errors.Any(line => line.Contains(FirstWords, StringComparison.Ordinal));

    /// <summary>An empty folder, and an empty database when there is a URL.</summary>
    private sealed class Place(PostgresServer postgres, string url) : IAsyncDisposable
    {
        private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("greenroom-migrate-");

        public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>(StringComparer.Ordinal) { ["DATA_DIR"] = _data.FullName, ["DATABASE_URL"] = url };

        public async Task<IReadOnlyList<string>> SchemaAsync()
        {
            await using DbConnection connection = url.Length > 0
                ? new NpgsqlConnection(PostgresServer.ConnectionString(url))
                : new SqliteConnection($"Data Source={Path.Combine(_data.FullName, "greenroom.db")};Pooling=False");
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
