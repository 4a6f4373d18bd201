using System.Diagnostics;
using Greenroom.Growth;
using Greenroom.Growth.Connections;
using Greenroom.Growth.Platforms;
using Greenroom.Growth.Sync;
using Greenroom.Platform;
using Greenroom.Platform.Data;
using Greenroom.Platform.PersonalData;
using Greenroom.Platform.Secrets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Greenroom.Bench;

/// <summary>
/// Whole syncs of 10,000 posts, by the classes that do it in the server and without the network, beside the same posts written row by row. In this
/// process, so that nothing else of a server runs; no job runner either.
/// </summary>
internal sealed class SyncLoad(PostgresCluster postgres, int repeats)
{
    private const int Posts = GrowthLoadData.LargePosts;

    /// <summary>Enough of the naive way to know what it costs; it is the same for every row.</summary>
    private const int NaivePosts = 1000;

    private static readonly TimeSpan Wanted = TimeSpan.FromSeconds(1);

    private readonly InMemoryPlatform _platform = new(Posts, TimeProvider.System.UtcNow());

    /// <param name="owner">Any user, because accounts belong to somebody.</param>
    public async Task RunAsync(Guid owner)
    {
        await using var app = Build();
        var accounts = await ConnectAsync(app.Services, owner, count: 1 + (3 * repeats));
        await SyncAsync(app.Services, accounts[0]);
        var (first, grown, same, rows, posts) = (new Times(), new Times(), new Times(), new Times(), new Times());
        for (var repeat = 0; repeat < repeats; repeat++)
        {
            var account = accounts[1 + (3 * repeat)];
            await first.AddAsync(() => SyncAsync(app.Services, account));
            await rows.AddAsync(() => NaiveAsync(accounts[2 + (3 * repeat)], oneCommit: false));
            await DueAsync();
            await same.AddAsync(() => SyncAsync(app.Services, account));
            await posts.AddAsync(() => NaiveAsync(accounts[3 + (3 * repeat)], oneCommit: true));
            _platform.CountsGrow();
            await DueAsync();
            await grown.AddAsync(() => SyncAsync(app.Services, account));
        }

        const int Scale = Posts / NaivePosts;
        Report.Line("sync of 10,000 posts, the first", $"{first}", $"{Wanted.TotalSeconds:0.0} s");
        Report.Line("  again, no count has changed", $"{same}", $"{Wanted.TotalSeconds:0.0} s");
        Report.Line("  again, every count has changed", $"{grown}", $"{Wanted.TotalSeconds:0.0} s");
        Report.Line("row by row, a commit each", $"{rows.Median * Scale:0.0} s (measured on {NaivePosts:N0} posts): {rows.Median * Scale / first.Median:0.0} times the first sync", "10");
        Report.Line("  a commit for a post's two rows", $"{posts.Median * Scale:0.0} s: {posts.Median * Scale / first.Median:0.0} times the first sync");
    }

    private Task NaiveAsync(Guid account, bool oneCommit) =>
        RowByRow.WriteAsync(postgres.Source, account, _platform.Posts.Take(NaivePosts), oneCommit, TimeProvider.System.UtcNow());

    private Task DueAsync() => postgres.ExecuteAsync("UPDATE instagram_accounts SET next_sync_at = now()");

    private async Task<IReadOnlyList<Guid>> ConnectAsync(IServiceProvider services, Guid owner, int count)
    {
        await using var scope = services.CreateAsyncScope();
        var grants = Enumerable.Range(0, count).Select(n => _platform.Grant($"sync-{n}")).ToList();
        var stored = await scope.ServiceProvider.GetRequiredService<AccountStore>().StoreAsync(owner, _platform.Flavour, timeZone: null, grants, CancellationToken.None);
        return [.. stored.Value!.Select(account => account.Id)];
    }

    private static async Task SyncAsync(IServiceProvider services, Guid account)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<AccountSync>().RunAsync(account, CancellationToken.None);
    }

    private WebApplication Build()
    {
        var database = new DatabaseOptions { Url = postgres.Url };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(Options.Create(database));
        builder.Services.Configure<MasterKeyOptions>(options => options.Secret = ServerUnderTest.MasterKey);
        builder.Services.AddPlatform(database);
        builder.Services.AddGrowth();
        builder.Services.AddSingleton<ISocialPlatform>(_platform);
        builder.Services.AddSingleton<ILeavingUsers, NobodyLeaves>();
        return builder.Build();
    }

    /// <summary>Accounts know who leaves, and are not here.</summary>
    private sealed class NobodyLeaves : ILeavingUsers
    {
        public Task<IReadOnlySet<Guid>> AmongAsync(IReadOnlyCollection<Guid> userIds, CancellationToken ct) => Task.FromResult<IReadOnlySet<Guid>>(new HashSet<Guid>());
    }

    /// <summary>Seconds, and how many of them this process was busy: the rest is the database and its disk.</summary>
    private sealed class Times
    {
        private readonly List<double> _seconds = [];
        private readonly List<double> _busy = [];

        public double Median => Statistics.Percentile(_seconds, 50);

        public async Task AddAsync(Func<Task> work)
        {
            var before = Environment.CpuUsage.TotalTime;
            var clock = Stopwatch.StartNew();
            await work();
            _seconds.Add(clock.Elapsed.TotalSeconds);
            _busy.Add((Environment.CpuUsage.TotalTime - before).TotalSeconds);
        }

        public override string ToString() =>
            $"{Median:0.00} s ({_seconds.Count} times, {_seconds.Min():0.00} to {_seconds.Max():0.00}), of which {Statistics.Percentile(_busy, 50):0.00} s CPU of the program";
    }
}
