using Greenroom.Accounts.Data;
using Greenroom.Accounts.Users;
using Greenroom.Platform.Audit;
using Greenroom.Platform.Http;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Accounts.Admin;

/// <summary>Who there is, for administrators.</summary>
internal sealed class PeopleReader(AccountsDb db, AuditLog audit, TimeProvider clock)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public async Task<PeopleView> CountAsync(CancellationToken ct)
    {
        var (week, day) = (Now.AddDays(-7), Now.AddDays(-1));
        var accounts = db.Users.Where(u => !u.IsGuest);
        return new PeopleView(
            await accounts.CountAsync(ct),
            await accounts.CountAsync(u => u.EmailConfirmed, ct),
            await accounts.CountAsync(u => u.CreatedAt > week, ct),
            await db.Users.CountAsync(u => u.IsGuest, ct),
            await db.Families.Where(f => f.LastUsedAt > day).Select(f => f.UserId).Distinct().CountAsync(ct),
            await accounts.CountAsync(u => u.IsAdmin, ct),
            await db.Waitlist.CountAsync(ct));
    }

    /// <param name="search">A part of the name or the address, whatever its case; everybody when empty.</param>
    public async Task<Page<AccountRowView>> ListAsync(string? search, PageRequest page, Guid reader, CancellationToken ct)
    {
        var users = db.Users.AsNoTracking();
        if (!string.IsNullOrWhiteSpace(search))
        {
            var wanted = search.Trim().ToUpperInvariant();
            users = users.Where(u => u.NormalizedUserName!.Contains(wanted) || u.NormalizedEmail!.Contains(wanted));
        }

        if (page.After is { } after)
        {
            users = users.Where(u => u.CreatedAt < after.CreatedAt || (u.CreatedAt == after.CreatedAt && u.Id < after.Id));
        }

        await audit.RecordAsync(new AuditEntry(AuditNames.AdminViewed, Detail: "users", ActorId: reader), ct);
        var rows = await users.OrderByDescending(u => u.CreatedAt).ThenByDescending(u => u.Id).Take(page.Limit + 1)
            .Select(u => new { User = u, LastSeen = db.Families.Where(f => f.UserId == u.Id).Max(f => (DateTime?)f.LastUsedAt) })
            .ToListAsync(ct);
        var shown = rows.Take(page.Limit).Select(r => ViewOf(r.User, r.LastSeen)).ToList();
        return new Page<AccountRowView>(shown, rows.Count > page.Limit ? new Cursor(shown[^1].CreatedAt, shown[^1].Id).ToString() : null);
    }

    private AccountRowView ViewOf(User user, DateTime? lastSeen)
    {
        var locked = user.LockoutEnd?.UtcDateTime;
        return new AccountRowView(user.Id, user.UserName!, user.Email, user.EmailConfirmed, user.IsGuest, user.IsAdmin, user.CreatedAt, lastSeen, locked > Now ? locked : null);
    }
}
