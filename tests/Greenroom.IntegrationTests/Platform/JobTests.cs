using System.Collections.Concurrent;
using Greenroom.Platform.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Greenroom.IntegrationTests.Platform;

public abstract class JobTests(GreenroomApp engine) : IAsyncLifetime
{
    private const string Kind = "test.job";
    private readonly ConcurrentQueue<string?> _handled = new();
    private GreenroomApp? _app;
    private Func<string?, Task> _work = _ => Task.CompletedTask;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private GreenroomApp App => _app!;

    private AppSetup Setup => new()
    {
        Services = services =>
        {
            services.AddScoped<IJobHandler>(_ => new Handler(Kind, this));
            services.AddScoped<IJobHandler>(_ => new Handler(Kind + ".recurring", this));
            services.AddSingleton(new RecurringJob(Kind + ".recurring", TimeSpan.FromHours(5)));
        },
    };

    public async ValueTask InitializeAsync() => _app = await engine.StartAnotherAsync(Setup);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return App.DisposeAsync();
    }

    [Fact]
    public async Task A_job_runs_once_when_it_is_due_and_not_before()
    {
        await PlanAsync("hello", App.Clock.UtcNow.AddMinutes(1));

        await App.RunJobsAsync(Ct);
        _handled.ShouldBeEmpty();
        App.Clock.Advance(TimeSpan.FromMinutes(1));
        await App.RunJobsAsync(Ct);
        await App.RunJobsAsync(Ct);

        _handled.ShouldBe(["hello"]);
        (await App.ScalarAsync<int>("SELECT COUNT(*) FROM jobs WHERE kind = 'test.job' AND done_at IS NOT NULL AND lease_until IS NULL", Ct)).ShouldBe(1);
    }

    [Fact]
    public async Task A_job_that_fails_comes_again_later_each_time()
    {
        var failures = 3;
        _work = _ => failures-- > 0 ? throw new InvalidOperationException("not today") : Task.CompletedTask;
        await PlanAsync("stubborn", App.Clock.UtcNow);

        var waits = new List<TimeSpan>();
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await App.RunJobsAsync(Ct);
            await App.RunJobsAsync(Ct);
            _handled.Count.ShouldBe(attempt, "it waits before it comes again");
            var wait = await RunAtAsync() - App.Clock.UtcNow;
            waits.Add(wait);
            App.Clock.Advance(wait);
        }

        (await App.ScalarAsync<string>("SELECT last_error FROM jobs WHERE kind = 'test.job'", Ct)).ShouldBe("not today");
        await App.RunJobsAsync(Ct);

        waits.ShouldBe(waits.Order());
        waits[0].ShouldBeGreaterThan(TimeSpan.FromSeconds(5));
        waits[2].ShouldBeGreaterThan(waits[0] * 2);
        _handled.Count.ShouldBe(4);
        (await App.ScalarAsync<int>("SELECT COUNT(*) FROM jobs WHERE kind = 'test.job' AND done_at IS NOT NULL", Ct)).ShouldBe(1);
        App.Logs.Lines.Count(l => l.Exception is InvalidOperationException).ShouldBe(3);
    }

    [Fact]
    public async Task The_wait_never_grows_beyond_an_hour_and_a_quarter()
    {
        _work = _ => throw new InvalidOperationException("never");
        await PlanAsync("hopeless", App.Clock.UtcNow);
        await App.ExecuteAsync("UPDATE jobs SET attempts = 1000 WHERE kind = 'test.job'", Ct);

        await App.RunJobsAsync(Ct);

        (await RunAtAsync() - App.Clock.UtcNow).ShouldBeInRange(TimeSpan.FromMinutes(45), TimeSpan.FromMinutes(75));
    }

    [Fact]
    public async Task The_same_work_is_planned_once_until_it_is_done()
    {
        await Task.WhenAll(Enumerable.Range(0, 10).Select(i => PlanAsync($"attempt {i}", App.Clock.UtcNow, "the same")));
        await App.RunJobsAsync(Ct);
        await PlanAsync("after it was done", App.Clock.UtcNow, "the same");
        await App.RunJobsAsync(Ct);

        _handled.Count.ShouldBe(2);
        _handled.ShouldContain("after it was done");
    }

    [Fact]
    public async Task Two_runners_never_do_one_job_twice()
    {
        var runners = new[] { App.Services.GetRequiredService<JobRunner>(), ActivatorUtilities.CreateInstance<JobRunner>(App.Services) };
        for (var i = 0; i < 40; i++)
        {
            await PlanAsync($"{i}", App.Clock.UtcNow);
        }

        await Task.WhenAll(runners.Select(r => Task.Run(() => r.RunDueAsync(Ct), Ct)));

        _handled.Count.ShouldBe(40);
        _handled.Distinct().Count().ShouldBe(40);
    }

    [Fact]
    public async Task The_job_of_a_runner_that_died_comes_again_when_its_lease_ends()
    {
        await PlanAsync("orphan", App.Clock.UtcNow);
        await using (var scope = App.Services.CreateAsyncScope())
        {
            (await scope.ServiceProvider.GetRequiredService<JobQueue>().ClaimAsync(10, TimeSpan.FromMinutes(2), JobKinds.All, Ct)).Count.ShouldBe(1);
        }

        await App.RunJobsAsync(Ct);
        _handled.ShouldBeEmpty("another runner holds it");
        App.Clock.Advance(TimeSpan.FromMinutes(2) + TimeSpan.FromSeconds(1));
        await App.RunJobsAsync(Ct);

        _handled.ShouldBe(["orphan"]);
    }

    [Fact]
    public async Task A_runner_that_lost_a_job_neither_ends_it_nor_gives_it_away()
    {
        await PlanAsync("lost", App.Clock.UtcNow, "key");
        await using var scope = App.Services.CreateAsyncScope();
        var queue = scope.ServiceProvider.GetRequiredService<JobQueue>();
        var lost = (await queue.ClaimAsync(10, TimeSpan.FromMinutes(2), JobKinds.All, Ct)).Single(job => job.Kind == Kind);
        App.Clock.Advance(TimeSpan.FromMinutes(3));
        (await queue.ClaimAsync(10, TimeSpan.FromMinutes(2), JobKinds.All, Ct)).ShouldContain(job => job.Id == lost.Id, "its lease is over");

        await queue.CompleteAsync(lost, Ct);
        await queue.PostponeAsync(lost, App.Clock.UtcNow, error: null, Ct);

        (await App.ScalarAsync<int>("SELECT COUNT(*) FROM jobs WHERE kind = 'test.job' AND done_at IS NULL AND lease_until IS NOT NULL AND dedupe_key = 'key'", Ct)).ShouldBe(1);
    }

    [Fact]
    public async Task A_runner_that_is_very_late_does_not_end_the_next_round_of_a_recurring_job()
    {
        await using var scope = App.Services.CreateAsyncScope();
        var queue = scope.ServiceProvider.GetRequiredService<JobQueue>();
        await PlanAsync("recurs", App.Clock.UtcNow, "key");
        async Task<Job> ClaimAsync()
        {
            var claimed = (await queue.ClaimAsync(10, TimeSpan.FromMinutes(2), JobKinds.All, Ct)).Single(job => job.Kind == Kind);
            App.Clock.Advance(TimeSpan.FromMinutes(3));
            return claimed;
        }

        var late = await ClaimAsync();
        await queue.RestartRecurringAsync(await ClaimAsync(), App.Clock.UtcNow, Ct);
        var next = await ClaimAsync();
        var held = await InstantAsync("lease_until");

        await queue.RenewAsync(late, TimeSpan.FromHours(1), Ct);
        await queue.PostponeAsync(late, App.Clock.UtcNow, "late", Ct);
        await queue.RestartRecurringAsync(late, App.Clock.UtcNow.AddHours(5), Ct);
        await queue.CompleteAsync(late, Ct);

        next.Attempts.ShouldBe(late.Attempts, "a recurring job begins each round anew");
        (await InstantAsync("lease_until")).ShouldBe(held);
        (await App.ScalarAsync<int>("SELECT COUNT(*) FROM jobs WHERE kind = 'test.job' AND done_at IS NULL AND last_error IS NULL AND dedupe_key = 'key'", Ct)).ShouldBe(1);
    }

    [Fact]
    public async Task A_job_that_waits_for_another_try_can_be_hurried()
    {
        await PlanAsync("later", App.Clock.UtcNow.AddHours(1), "key");
        await using (var scope = App.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<JobQueue>().HurryAsync("key", Ct);
        }

        await App.RunJobsAsync(Ct);

        _handled.ShouldBe(["later"]);
    }

    [Fact]
    public async Task Long_work_keeps_its_lease()
    {
        var done = new TaskCompletionSource();
        _work = _ => done.Task;
        await PlanAsync("long", App.Clock.UtcNow);
        var working = App.RunJobsAsync(Ct);
        await Patience.UntilAsync(() => !_handled.IsEmpty, "the work began", Ct);

        for (var renewal = 0; renewal < 12; renewal++)
        {
            var held = await InstantAsync("lease_until");
            await Patience.UntilAsync(
                async () =>
                {
                    App.Clock.Advance(TimeSpan.FromSeconds(5));
                    return await InstantAsync("lease_until") > held;
                },
                "the lease was renewed",
                Ct);
            await ActivatorUtilities.CreateInstance<JobRunner>(App.Services).RunDueAsync(Ct);
        }

        done.SetResult();
        await working;

        _handled.Count.ShouldBe(1, "nobody else began it");
        (await App.ScalarAsync<int>("SELECT COUNT(*) FROM jobs WHERE kind = 'test.job' AND done_at IS NOT NULL", Ct)).ShouldBe(1);
    }

    [Fact]
    public async Task A_recurring_job_comes_again_after_its_interval_on_however_many_nodes()
    {
        await App.Services.GetRequiredService<JobRunner>().PrepareAsync(Ct);

        for (var hours = 0; hours < 20; hours++)
        {
            App.Clock.Advance(TimeSpan.FromHours(1));
            await App.RunJobsAsync(Ct);
        }

        _handled.Count.ShouldBe(4);
        (await App.ScalarAsync<int>("SELECT COUNT(*) FROM jobs WHERE kind = 'test.job.recurring'", Ct)).ShouldBe(1);
    }

    [Fact]
    public async Task After_eight_days_asleep_a_recurring_job_runs_once_and_not_once_for_each_round_it_missed()
    {
        App.Clock.Advance(TimeSpan.FromDays(8));

        await App.RunAllJobsAsync(Ct);

        _handled.Count.ShouldBe(1);
        (await App.ScalarAsync<DateTime>("SELECT run_at FROM jobs WHERE kind = 'test.job.recurring'", Ct)).ShouldBe(App.Clock.UtcNow.AddHours(5), TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_job_that_nobody_handles_is_kept_and_says_why()
    {
        await using (var scope = App.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<JobQueue>().PlanAsync("nobody.does.this", payload: null, App.Clock.UtcNow, dedupeKey: null, Ct);
        }

        await App.RunJobsAsync(Ct);

        (await App.ScalarAsync<string>("SELECT last_error FROM jobs WHERE kind = 'nobody.does.this'", Ct)).ShouldBe("No handler is registered for jobs of kind nobody.does.this.");
    }

    [Fact]
    public async Task The_running_host_finds_due_jobs_by_itself()
    {
        await using var alive = await engine.StartAnotherAsync(Setup with { BackgroundJobs = true });
        await using (var scope = alive.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<JobQueue>().PlanAsync(Kind, "by itself", alive.Clock.UtcNow, dedupeKey: null, Ct);
        }

        await Patience.UntilAsync(
            () =>
            {
                // The runner sets its timer on a thread of its own: the clock ticks until it has.
                alive.Clock.Advance(TimeSpan.FromSeconds(1));
                return !_handled.IsEmpty;
            },
            "the runner found the job",
            Ct);

        _handled.ShouldBe(["by itself"]);
    }

    private async Task PlanAsync(string payload, DateTime runAt, string? dedupeKey = null)
    {
        await using var scope = App.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<JobQueue>().PlanAsync(Kind, payload, runAt, dedupeKey, Ct);
    }

    private Task<DateTime> RunAtAsync() => InstantAsync("run_at");

    private async Task<DateTime> InstantAsync(string column)
    {
        var value = (await App.RowsAsync($"SELECT {column} FROM jobs WHERE kind = 'test.job'", Ct)).ShouldHaveSingleItem()[0];
        return value is DateTime instant ? instant : DateTime.SpecifyKind(DateTime.Parse((string)value!), DateTimeKind.Utc);
    }

    private sealed class Handler(string kind, JobTests test) : IJobHandler
    {
        public string Kind => kind;

        public Task HandleAsync(string? payload, CancellationToken ct)
        {
            test._handled.Enqueue(payload);
            return test._work(payload);
        }
    }
}

public sealed class JobsOnSqlite(SqliteApp app) : JobTests(app), IClassFixture<SqliteApp>;
public sealed class JobsOnPostgres(PostgresApp app) : JobTests(app), IClassFixture<PostgresApp>;
