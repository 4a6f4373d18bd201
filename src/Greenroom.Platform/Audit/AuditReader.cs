using Greenroom.Platform.Data;
using Greenroom.Platform.Http;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Platform.Audit;

/// <summary>Reads the log, newest first: one's own for users, all of it for administrators.</summary>
internal sealed class AuditReader(PlatformDb db)
{
    /// <summary>What somebody else did to the account is shown, from where they did it is not.</summary>
    public Task<Page<AuditView>> OwnAsync(Guid userId, PageRequest page, CancellationToken ct) => PageAsync(
        db.AuditEvents.AsNoTracking().Where(e => e.UserId == userId), page,
        e => new AuditView(e.Id, e.At, e.Name, e.UserId, e.ActorId, e.ActorId == null ? e.Ip : null, e.ActorId == null ? e.Device : null, e.Detail), ct);

    public Task<Page<AuditView>> AllAsync(string? name, Guid? userId, PageRequest page, CancellationToken ct)
    {
        var lines = db.AuditEvents.AsNoTracking();
        lines = string.IsNullOrEmpty(name) ? lines : lines.Where(e => e.Name == name);
        lines = userId is null ? lines : lines.Where(e => e.UserId == userId);
        return PageAsync(lines, page, e => new AuditView(e.Id, e.At, e.Name, e.UserId, e.ActorId, e.Ip, e.Device, e.Detail), ct);
    }

    private static async Task<Page<AuditView>> PageAsync(
        IQueryable<AuditEvent> lines, PageRequest page, System.Linq.Expressions.Expression<Func<AuditEvent, AuditView>> view, CancellationToken ct)
    {
        if (page.After is { } after)
        {
            lines = lines.Where(e => e.At < after.CreatedAt || (e.At == after.CreatedAt && e.Id < after.Id));
        }

        var rows = await lines.OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Take(page.Limit + 1).Select(view).ToListAsync(ct);
        var shown = rows.Take(page.Limit).ToList();
        return new Page<AuditView>(shown, rows.Count > page.Limit ? new Cursor(shown[^1].At, shown[^1].Id).ToString() : null);
    }
}
