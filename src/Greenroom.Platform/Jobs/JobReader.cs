using System.Linq.Expressions;
using Greenroom.Platform.Audit;
using Greenroom.Platform.Data;
using Greenroom.Platform.Errors;
using Greenroom.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Platform.Jobs;

/// <summary>Shows the jobs table to administrators. What a job is about stays out of it: that may be somebody's.</summary>
internal sealed class JobReader(PlatformDb db, AuditLog audit, TimeProvider clock)
{
    public static readonly Failure NotFound = new("job.not_found", "There is no such job that waits for another try.", StatusCodes.Status404NotFound);

    public async Task<Page<JobView>> ReadAsync(JobState? state, PageRequest page, CancellationToken ct)
    {
        var now = clock.UtcNow();
        var jobs = db.Jobs.AsNoTracking();
        jobs = state is { } wanted ? jobs.Where(IsIn(wanted, now)) : jobs;
        if (page.After is { } after)
        {
            jobs = jobs.Where(j => j.CreatedAt < after.CreatedAt || (j.CreatedAt == after.CreatedAt && j.Id < after.Id));
        }

        var rows = await jobs.OrderByDescending(j => j.CreatedAt).ThenByDescending(j => j.Id).Take(page.Limit + 1).ToListAsync(ct);
        var shown = rows.Take(page.Limit).Select(j => ViewOf(j, now)).ToList();
        return new Page<JobView>(shown, rows.Count > page.Limit ? new Cursor(shown[^1].CreatedAt, shown[^1].Id).ToString() : null);
    }

    public Task<int> CountAsync(JobState state, CancellationToken ct) => db.Jobs.CountAsync(IsIn(state, clock.UtcNow()), ct);

    /// <summary>Lets a failed job come now instead of after its pause.</summary>
    public async Task<Result<Done>> RetryAsync(Guid id, Guid actorId, CancellationToken ct)
    {
        var now = clock.UtcNow();
        var kind = await db.Jobs.Where(IsIn(JobState.Failed, now)).Where(j => j.Id == id).Select(j => j.Kind).SingleOrDefaultAsync(ct);
        if (kind is null || await db.Jobs.Where(IsIn(JobState.Failed, now)).Where(j => j.Id == id).ExecuteUpdateAsync(set => set.SetProperty(j => j.RunAt, now), ct) == 0)
        {
            return NotFound;
        }

        await audit.RecordAsync(new AuditEntry(AuditNames.JobRetried, Detail: kind, ActorId: actorId), ct);
        return default(Done);
    }

    private static Expression<Func<Job, bool>> IsIn(JobState state, DateTime now) => state switch
    {
        JobState.Done => j => j.DoneAt != null,
        JobState.Running => j => j.DoneAt == null && j.LeaseUntil >= now,
        JobState.Failed => j => j.DoneAt == null && (j.LeaseUntil == null || j.LeaseUntil < now) && j.LastError != null,
        JobState.Due => j => j.DoneAt == null && (j.LeaseUntil == null || j.LeaseUntil < now) && j.LastError == null && j.RunAt <= now,
        _ => j => j.DoneAt == null && (j.LeaseUntil == null || j.LeaseUntil < now) && j.LastError == null && j.RunAt > now,
    };

    private static JobView ViewOf(Job job, DateTime now)
    {
        var state = Enum.GetValues<JobState>().Single(s => IsIn(s, now).Compile()(job));
        return new JobView(job.Id, job.Kind, state, job.RunAt, job.Attempts, job.LastError, job.CreatedAt, job.DoneAt);
    }
}
