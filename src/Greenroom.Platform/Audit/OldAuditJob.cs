using Greenroom.Platform.Data;
using Greenroom.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Platform.Audit;

/// <summary>Forgets what happened more than a year ago.</summary>
internal sealed class OldAuditJob(PlatformDb db, TimeProvider clock) : IJobHandler
{
    public const string Name = "platform.old_audit";
    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    public string Kind => Name;

    public Task HandleAsync(string? payload, CancellationToken ct)
    {
        var oldest = clock.UtcNow() - Kept;
        return db.AuditEvents.Where(e => e.At < oldest).ExecuteDeleteAsync(ct);
    }
}
