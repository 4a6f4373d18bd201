using Greenroom.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Platform.Jobs;

/// <summary>Puts work into the jobs table and takes it out again under a lease.</summary>
public sealed class JobQueue(PlatformDb db, TimeProvider clock)
{
    private const int IdsAtOnce = 200;

    private DateTime Now => clock.UtcNow();

    /// <summary>Plans a job; with a <paramref name="dedupeKey"/> that is already planned the earlier plan stands.</summary>
    public async Task PlanAsync(string kind, string? payload, DateTime runAt, string? dedupeKey, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await PlanInAsync(db, kind, payload, runAt, dedupeKey, Now, ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>The same within the transaction that <paramref name="caller"/> has begun: the job is planned if that commits, and only then.</summary>
    public static Task PlanInAsync(DbContext caller, string kind, string? payload, DateTime runAt, string? dedupeKey, DateTime now, CancellationToken ct) =>
        caller.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO jobs (id, kind, payload, dedupe_key, run_at, attempts, created_at)
            VALUES ({Ids.New(now)}, {kind}, {payload}, {dedupeKey}, {runAt}, 0, {now})
            ON CONFLICT (dedupe_key) DO NOTHING
            """,
            ct);

    /// <summary>True from <see cref="PlanAsync"/> until the job is done.</summary>
    public Task<bool> IsPlannedAsync(string dedupeKey, CancellationToken ct) => db.Jobs.AnyAsync(j => j.DedupeKey == dedupeKey, ct);

    /// <summary>Claims up to <paramref name="count"/> due jobs for <paramref name="lease"/>.</summary>
    internal async Task<IReadOnlyList<Job>> ClaimAsync(int count, TimeSpan lease, JobKinds kinds, CancellationToken ct)
    {
        // Parameters 0 to 2 stand in the statement itself.
        var names = string.Join(", ", kinds.Kinds.Select((_, index) => $"{{{index + 3}}}"));
        var ofKinds = kinds.Kinds.Count == 0 ? "" : $"AND kind {(kinds.AreExcluded ? "NOT IN" : "IN")} ({names})";
        // SQLite has one writer at a time and knows no row locks; PostgreSQL needs to step over rows that others hold.
        var skipLocked = db.Database.IsPostgres() ? "FOR UPDATE SKIP LOCKED" : "";
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
#pragma warning disable EF1002 // The interpolated parts are constants and placeholders from above; values are parameters.
        var jobs = await db.Jobs.FromSqlRaw(
            $$"""
            UPDATE jobs SET lease_until = {0}, attempts = attempts + 1, claims = claims + 1
            WHERE id IN (SELECT id FROM jobs WHERE done_at IS NULL AND run_at <= {1} AND (lease_until IS NULL OR lease_until < {1}) {{ofKinds}}
                         ORDER BY run_at LIMIT {2} {{skipLocked}})
            RETURNING *
            """,
            [Now + lease, Now, count, .. kinds.Kinds]).AsNoTracking().ToListAsync(ct);
#pragma warning restore EF1002
        await transaction.CommitAsync(ct);
        return jobs;
    }

    /// <summary>Lets a job that is planned for later, or waits for another try, come now.</summary>
    public Task HurryAsync(string dedupeKey, CancellationToken ct) =>
        db.Jobs.Where(j => j.DedupeKey == dedupeKey && j.LeaseUntil == null && j.RunAt > Now).ExecuteUpdateAsync(set => set.SetProperty(j => j.RunAt, Now), ct);

    /// <summary>Takes out the jobs about these things, whether they wait, run or are done: those whose payload is the id of one. What still runs comes to its end and leaves no trace.</summary>
    public async Task CancelAboutAsync(IEnumerable<Guid> ids, CancellationToken ct)
    {
        foreach (var some in ids.Chunk(IdsAtOnce))
        {
            string?[] payloads = [.. some.Select(id => id.ToString("N")), .. some.Select(id => id.ToString("D"))];
            await db.Jobs.Where(j => payloads.Contains(j.Payload)).ExecuteDeleteAsync(ct);
        }
    }

    internal Task RenewAsync(Job job, TimeSpan lease, CancellationToken ct) =>
        HeldBy(job).ExecuteUpdateAsync(set => set.SetProperty(j => j.LeaseUntil, Now + lease), ct);

    internal Task CompleteAsync(Job job, CancellationToken ct) =>
        HeldBy(job).ExecuteUpdateAsync(
            set => set.SetProperty(j => j.DoneAt, Now).SetProperty(j => j.LeaseUntil, (DateTime?)null)
                .SetProperty(j => j.DedupeKey, (string?)null).SetProperty(j => j.LastError, (string?)null), ct);

    internal Task PostponeAsync(Job job, DateTime runAt, string? error, CancellationToken ct) =>
        HeldBy(job).ExecuteUpdateAsync(
            set => set.SetProperty(j => j.RunAt, runAt).SetProperty(j => j.LeaseUntil, (DateTime?)null).SetProperty(j => j.LastError, error), ct);

    internal Task RestartRecurringAsync(Job job, DateTime runAt, CancellationToken ct) =>
        HeldBy(job).ExecuteUpdateAsync(
            set => set.SetProperty(j => j.RunAt, runAt).SetProperty(j => j.LeaseUntil, (DateTime?)null)
                .SetProperty(j => j.Attempts, 0).SetProperty(j => j.LastError, (string?)null), ct);

    /// <summary>A starting process on SQLite owns the file, so every lease is of a process that is gone.</summary>
    internal Task FreeLeasesAsync(CancellationToken ct) =>
        db.Jobs.Where(j => j.LeaseUntil != null).ExecuteUpdateAsync(set => set.SetProperty(j => j.LeaseUntil, (DateTime?)null), ct);

    internal Task RemoveDoneBeforeAsync(DateTime instant, CancellationToken ct) =>
        db.Jobs.Where(j => j.DoneAt < instant).ExecuteDeleteAsync(ct);

    /// <summary>By the runner whose claim was the last; one that lost it changes nothing. Attempts as well, because a node of an earlier version counts no claims.</summary>
    private IQueryable<Job> HeldBy(Job job) =>
        db.Jobs.Where(j => j.Id == job.Id && j.Claims == job.Claims && j.Attempts == job.Attempts && j.LeaseUntil != null);
}

/// <summary>Which kinds of jobs are meant: these, or all but these.</summary>
internal sealed record JobKinds(bool AreExcluded, IReadOnlyCollection<string> Kinds)
{
    public static readonly JobKinds All = new(AreExcluded: true, []);
}
