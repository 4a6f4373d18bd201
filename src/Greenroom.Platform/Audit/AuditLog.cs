using Greenroom.Platform.Data;
using Greenroom.Platform.Http;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Platform.Audit;

/// <summary>Writes down what happened.</summary>
public sealed class AuditLog(PlatformDb platform, RequestOrigin origin, TimeProvider clock)
{
    /// <summary>In a transaction of its own: what was refused happened too.</summary>
    public async Task RecordAsync(AuditEntry entry, CancellationToken ct)
    {
        platform.AuditEvents.Add(AuditEvent.Create(entry, origin.Ip, origin.Device, clock.UtcNow()));
        await platform.SaveChangesAsync(ct);
    }

    /// <summary>Together with what it tells of: in the transaction that <paramref name="db"/> has begun, so that there is neither without the other.</summary>
    public Task RecordInAsync(DbContext db, AuditEntry entry, CancellationToken ct)
    {
        var line = AuditEvent.Create(entry, origin.Ip, origin.Device, clock.UtcNow());
        return db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO audit_events (id, at, name, user_id, actor_id, ip, device, detail)
            VALUES ({line.Id}, {line.At}, {line.Name}, {line.UserId}, {line.ActorId}, {line.Ip}, {line.Device}, {line.Detail})
            """,
            ct);
    }
}
