using System.Collections.Concurrent;
using Greenroom.Platform.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Greenroom.IntegrationTests.Platform;

/// <summary>What the runner of a host that is alive does at the same time.</summary>
public abstract class JobLaneTests(GreenroomApp engine) : IAsyncLifetime
{
    private const string Quick = "test.quick";
    private const string Slow = "test.slow";
    private const int AtOnce = 4;

    private readonly ConcurrentQueue<string> _begun = new();
    private readonly ConcurrentQueue<string> _ended = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _answers = new(StringComparer.Ordinal);
    private GreenroomApp? _app;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private GreenroomApp App => _app!;

    public async ValueTask InitializeAsync() => _app = await engine.StartAnotherAsync(new AppSetup
    {
        BackgroundJobs = true,
        Services = services =>
        {
            services.AddScoped<IJobHandler>(_ => new Handler(Quick, this));
            services.AddScoped<IJobHandler>(_ => new Handler(Slow, this));
            services.AddSingleton(new SlowJob(Slow));
        },
    });

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var answer in _answers.Values)
        {
            answer.TrySetResult();
        }

        return App.DisposeAsync();
    }

    [Fact]
    public async Task A_job_that_waits_for_somebody_else_holds_up_no_clock()
    {
        await PlanAsync(Slow, "waits");
        await UntilBegunAsync("waits");

        await PlanAsync(Quick, "meanwhile");

        await UntilBegunAsync("meanwhile");
    }

    [Theory]
    [InlineData("waits")]
    [InlineData("waits and keeps its thread")]
    public async Task A_job_that_takes_long_does_not_hold_up_the_next_of_its_lane(string takesLong)
    {
        await PlanAsync(Slow, takesLong);
        await UntilBegunAsync(takesLong);

        await PlanAsync(Slow, "meanwhile");

        await UntilBegunAsync("meanwhile");
        _ended.ShouldNotContain(takesLong);
    }

    [Fact]
    public async Task A_full_lane_begins_the_next_job_as_soon_as_one_is_done_and_not_before()
    {
        var waiting = await FillTheSlowLaneAsync();

        await PlanAsync(Slow, "next");
        for (var seconds = 0; seconds < 10; seconds++)
        {
            await PlanAsync(Quick, $"round {seconds}");
            await UntilBegunAsync($"round {seconds}");
        }

        _begun.ShouldNotContain("next", "all slots are taken");
        _answers[waiting[2]].SetResult();

        // The clock stands still: it is the free slot that lets it begin.
        await Patience.UntilAsync(() => _begun.Contains("next"), "the free slot was taken", Ct);
        _ended.ShouldNotContain(waiting[0]);
    }

    [Fact]
    public async Task Jobs_that_are_at_work_when_the_host_stops_are_given_back()
    {
        await PlanAsync(Slow, "waits");
        await UntilBegunAsync("waits");

        await App.Services.GetRequiredService<JobRunner>().StopAsync(Ct);

        (await App.ScalarAsync<int>("SELECT COUNT(*) FROM jobs WHERE kind = 'test.slow' AND done_at IS NULL AND lease_until IS NULL", Ct)).ShouldBe(1);
    }

    [Fact]
    public async Task A_job_that_fails_with_what_no_database_stores_holds_up_no_other()
    {
        await PlanAsync(Quick, "fails");
        await UntilBegunAsync("fails");

        await PlanAsync(Quick, "meanwhile");

        await UntilBegunAsync("meanwhile");
        await Patience.UntilAsync(
            async () => await App.ScalarAsync<string>("SELECT last_error FROM jobs WHERE payload = 'fails'", Ct) == "not to be stored", "the failure was written down", Ct);
    }

    [Fact]
    public async Task Where_one_lane_ends_the_host_does()
    {
        await FillTheSlowLaneAsync();

        // No outage, so nothing that a lane gets over; the slow one is full and does not look.
        await App.ExecuteAsync("ALTER TABLE jobs RENAME TO jobs_elsewhere", Ct);

        var stopping = App.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        await Patience.UntilAsync(
            () =>
            {
                App.Clock.Advance(TimeSpan.FromSeconds(1));
                return stopping.IsCancellationRequested;
            },
            "the host stops",
            Ct);
    }

    private async Task<string[]> FillTheSlowLaneAsync()
    {
        string[] waiting = [.. Enumerable.Range(1, AtOnce).Select(i => $"waits {i}")];
        foreach (var payload in waiting)
        {
            await PlanAsync(Slow, payload);
            await UntilBegunAsync(payload);
        }

        return waiting;
    }

    private async Task PlanAsync(string kind, string payload)
    {
        await using var scope = App.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<JobQueue>().PlanAsync(kind, payload, App.Clock.UtcNow, dedupeKey: null, Ct);
    }

    /// <summary>The runner sets its timer on a thread of its own: the clock ticks until it has.</summary>
    private Task UntilBegunAsync(string payload) => Patience.UntilAsync(
        () =>
        {
            App.Clock.Advance(TimeSpan.FromSeconds(1));
            return _begun.Contains(payload);
        },
        $"the runner began \"{payload}\"",
        Ct);

    /// <summary>What is called "waits" does so until the test says.</summary>
    private sealed class Handler(string kind, JobLaneTests test) : IJobHandler
    {
        public string Kind => kind;

        public async Task HandleAsync(string? payload, CancellationToken ct)
        {
            var answer = test._answers.GetOrAdd(payload!, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            test._begun.Enqueue(payload!);
            if (payload == "fails")
            {
                throw new InvalidOperationException("not\0 to be stored");
            }

            if (payload!.EndsWith("keeps its thread", StringComparison.Ordinal))
            {
#pragma warning disable xUnit1031, CA1849 // To keep the thread is what this one does; not for ever, or a runner that fails would never let go of the test.
                answer.Task.Wait(TimeSpan.FromMinutes(1), ct);
#pragma warning restore xUnit1031, CA1849
            }
            else if (payload.StartsWith("waits", StringComparison.Ordinal))
            {
                await answer.Task.WaitAsync(ct);
            }

            test._ended.Enqueue(payload);
        }
    }
}

public sealed class JobLanesOnSqlite(SqliteApp app) : JobLaneTests(app), IClassFixture<SqliteApp>;

public sealed class JobLanesOnPostgres(PostgresApp app) : JobLaneTests(app), IClassFixture<PostgresApp>;
