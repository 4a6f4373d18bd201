using Greenroom.Accounts.Data;
using Greenroom.Platform.Errors;
using Greenroom.Platform.Http;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Accounts.Sessions;

/// <summary>Where a user is signed in, and the end of it.</summary>
internal sealed class SessionList(AccountsDb db, SessionService sessions, TimeProvider clock)
{
    public async Task<Page<ActiveSessionView>> ReadAsync(Guid userId, Guid current, PageRequest page, CancellationToken ct)
    {
        var rows = await Live(userId)
            .Where(f => page.After == null || f.CreatedAt < page.After.Value.CreatedAt || (f.CreatedAt == page.After.Value.CreatedAt && f.Id < page.After.Value.Id))
            .OrderByDescending(f => f.CreatedAt).ThenByDescending(f => f.Id)
            .Take(page.Limit + 1)
            .Select(f => new ActiveSessionView(f.Id, f.Device, f.Ip, f.CreatedAt, f.LastUsedAt, f.Id == current))
            .ToListAsync(ct);
        var shown = rows.Take(page.Limit).ToList();
        return new Page<ActiveSessionView>(shown, rows.Count > page.Limit ? new Cursor(shown[^1].CreatedAt, shown[^1].Id).ToString() : null);
    }

    public async Task<Result<Done>> EndAsync(Guid userId, Guid sessionId, CancellationToken ct) =>
        await Live(userId).AnyAsync(f => f.Id == sessionId, ct) && await sessions.EndAsync(sessionId, RevokeReason.Ended, ct)
            ? default(Done)
            : SessionFailures.NotFound;

    public Task EndOthersAsync(Guid userId, Guid current, CancellationToken ct) => sessions.EndOthersAsync(userId, current, RevokeReason.Ended, ct);

    private IQueryable<RefreshFamily> Live(Guid userId)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return db.Families.AsNoTracking().Where(f => f.UserId == userId && f.RevokedAt == null && f.IdleExpiresAt > now && f.AbsoluteExpiresAt > now);
    }
}
