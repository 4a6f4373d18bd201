using Greenroom.Platform.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Greenroom.Platform.Jobs;

/// <summary>
/// Runs what is due, on every node; the lease decides who does what. Quick and slow jobs (<see cref="SlowJob"/>) run side by side: a clock that runs out
/// must not wait for somebody else's server.
/// </summary>
public sealed partial class JobRunner(
    IServiceScopeFactory scopes,
    IEnumerable<RecurringJob> recurring,
    IEnumerable<SlowJob> slow,
    IOptions<DatabaseOptions> database,
    TimeProvider clock,
    ILogger<JobRunner> log) : BackgroundService
{
    private const int LongestErrorKept = 1000;
    private const int AtOnce = 4;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan RenewEvery = Lease / 4;
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromHours(1);
    private readonly JobKinds[] _lanes = LanesOf([.. slow.Select(job => job.Kind)]);
    private readonly Dictionary<string, RecurringJob> _recurring = recurring.ToDictionary(r => r.Kind, StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await PrepareAsync(stoppingToken);
        using var together = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        await Task.WhenAll(_lanes.Select(KeepRunningOrStopAllAsync));

        // A node with one lane left would look well and run half of its jobs: the host stops, and whoever watches over it starts it again.
        async Task KeepRunningOrStopAllAsync(JobKinds lane)
        {
            try
            {
                await KeepRunningAsync(lane, together.Token);
            }
            catch
            {
                await together.CancelAsync();
                throw;
            }
        }
    }

    /// <summary>Runs everything that is due now; returns how many jobs ran.</summary>
    public async Task<int> RunDueAsync(CancellationToken ct) => (await Task.WhenAll(_lanes.Select(lane => RunDueAsync(lane, ct)))).Sum();

    /// <summary>Claims as many as there are free slots: each second, and at once when one of a full lane is free again. A job that takes long keeps its own slot and no other.</summary>
    private async Task KeepRunningAsync(JobKinds lane, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(Poll, clock);
        var running = new List<Task>(AtOnce);
        try
        {
            var tick = timer.WaitForNextTickAsync(ct).AsTask();
            while (true)
            {
                await FillAsync(lane, running, ct);
                await Task.WhenAny(running.Count == AtOnce ? [tick, .. running] : [tick]);
                ct.ThrowIfCancellationRequested();
                if (tick.IsCompleted)
                {
                    tick = timer.WaitForNextTickAsync(ct).AsTask();
                }

                foreach (var ended in running.FindAll(job => job.IsCompleted))
                {
                    running.Remove(ended);
                    await ended;
                }
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Stopping: unfinished jobs are given back and come again at the next start, or on another node.
            await Task.WhenAll(running);
        }
    }

    private async Task FillAsync(JobKinds lane, List<Task> running, CancellationToken ct)
    {
        if (running.Count == AtOnce)
        {
            return;
        }

        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var queue = scope.ServiceProvider.GetRequiredService<JobQueue>();

            // On threads of their own: over SQLite a job may do all of its work before it first gives its thread back.
            running.AddRange((await queue.ClaimAsync(AtOnce - running.Count, Lease, lane, ct)).Select(job => Task.Run(() => RunInSlotAsync(job, ct), CancellationToken.None)));
        }
        catch (Exception exception) when (DatabaseFailures.From(exception) is not null)
        {
            JobsPaused(exception.Message);
        }
    }

    private async Task RunInSlotAsync(Job job, CancellationToken ct)
    {
        try
        {
            await RunAsync(job, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Given back.
        }
        catch (Exception exception) when (DatabaseFailures.From(exception) is not null)
        {
            JobsPaused(exception.Message);
        }
    }

    private async Task<int> RunDueAsync(JobKinds lane, CancellationToken ct)
    {
        var total = 0;
        try
        {
            while (true)
            {
                await using var scope = scopes.CreateAsyncScope();
                var queue = scope.ServiceProvider.GetRequiredService<JobQueue>();
                var jobs = await queue.ClaimAsync(AtOnce, Lease, lane, ct);
                await Task.WhenAll(jobs.Select(job => RunAsync(job, ct)));

                total += jobs.Count;
                if (jobs.Count < AtOnce)
                {
                    return total;
                }
            }
        }
        catch (Exception exception) when (DatabaseFailures.From(exception) is not null)
        {
            JobsPaused(exception.Message);
            return total;
        }
    }

    public async Task PrepareAsync(CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var queue = scope.ServiceProvider.GetRequiredService<JobQueue>();
            if (database.Value.Engine == DatabaseEngine.Sqlite)
            {
                await queue.FreeLeasesAsync(ct);
            }

            foreach (var job in _recurring.Values)
            {
                await queue.PlanAsync(job.Kind, payload: null, job.NextAfter(clock.UtcNow()), job.DedupeKey, ct);
            }
        }
        catch (Exception exception) when (DatabaseFailures.From(exception) is not null)
        {
            JobsPaused(exception.Message);
        }
    }

    private async Task RunAsync(Job job, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var queue = scope.ServiceProvider.GetRequiredService<JobQueue>();
        var now = clock.UtcNow();
        try
        {
            var handler = scope.ServiceProvider.GetServices<IJobHandler>().FirstOrDefault(h => h.Kind == job.Kind)
                ?? throw new InvalidOperationException($"No handler is registered for jobs of kind {job.Kind}.");
            await HandleAsync(handler, job, ct);
            if (_recurring.TryGetValue(job.Kind, out var again))
            {
                await queue.RestartRecurringAsync(job, again.NextAfter(now), ct);
            }
            else
            {
                await queue.CompleteAsync(job, ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await queue.PostponeAsync(job, now, error: null, CancellationToken.None);
            throw;
        }
        catch (Exception exception)
        {
            JobFailed(job.Kind, job.Id, job.Attempts, exception);

            // An answer of somebody else's server may hold what PostgreSQL takes into no text.
            await queue.PostponeAsync(job, clock.UtcNow() + BackOff(job), StorableText.Bounded(exception.Message, LongestErrorKept), ct);
        }
    }

    /// <summary>Holds the lease for as long as the work takes: it only runs out for a runner that died.</summary>
    private async Task HandleAsync(IJobHandler handler, Job job, CancellationToken ct)
    {
        using var working = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var renewing = RenewAsync(job, working.Token);
        try
        {
            await handler.HandleAsync(job.Payload, ct);
        }
        finally
        {
            await working.CancelAsync();
            await renewing;
        }
    }

    private async Task RenewAsync(Job job, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(RenewEvery, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(ct))
            {
                await RenewOnceAsync(job, ct);
            }
        }
        catch (OperationCanceledException)
        {
            // The work is done, one way or the other.
        }
    }

    private async Task RenewOnceAsync(Job job, CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<JobQueue>().RenewAsync(job, Lease, ct);
        }
        catch (Exception exception) when (DatabaseFailures.From(exception) is not null)
        {
            // The work goes on, and the next round tries again; if the database stays away, the lease runs out and another runner takes over.
            JobsPaused(exception.Message);
        }
    }

    private static JobKinds[] LanesOf(string[] slow) => slow.Length == 0 ? [JobKinds.All] : [new JobKinds(AreExcluded: true, slow), new JobKinds(AreExcluded: false, slow)];

    /// <summary>Doubles from 5 seconds to an hour. The id spreads jobs that failed together (jitter without randomness).</summary>
    private static TimeSpan BackOff(Job job)
    {
        var seconds = Math.Min(LongestBackOff.TotalSeconds, 5 * Math.Pow(2, Math.Min(job.Attempts, 12)));
        var spread = 0.75 + (job.Id.ToByteArray()[15] / 255.0 * 0.5);
        return TimeSpan.FromSeconds(seconds * spread);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {Kind} {Id} failed on attempt {Attempt}")]
    private partial void JobFailed(string kind, Guid id, int attempt, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Jobs wait: the database does not answer ({Reason})")]
    private partial void JobsPaused(string reason);
}
