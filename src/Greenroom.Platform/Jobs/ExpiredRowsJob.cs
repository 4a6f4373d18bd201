using Greenroom.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Platform.Jobs;

/// <summary>Takes out what nobody will ask for again: ended rate-limit windows, old idempotency answers, finished jobs.</summary>
internal sealed class ExpiredRowsJob(PlatformDb db, JobQueue queue, TimeProvider clock) : IJobHandler
{
    public const string Name = "platform.expired_rows";
    private static readonly TimeSpan FinishedJobsKept = TimeSpan.FromDays(7);

    public string Kind => Name;

    public async Task HandleAsync(string? payload, CancellationToken ct)
    {
        var now = clock.UtcNow();
        await db.RateLimitWindows.Where(w => w.ExpiresAt < now).ExecuteDeleteAsync(ct);
        await db.IdempotentRequests.Where(r => r.ExpiresAt < now).ExecuteDeleteAsync(ct);
        await queue.RemoveDoneBeforeAsync(now - FinishedJobsKept, ct);
    }
}
