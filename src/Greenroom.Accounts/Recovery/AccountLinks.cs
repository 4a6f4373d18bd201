using Greenroom.Accounts.Data;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Accounts.Recovery;

/// <summary>Makes links and takes them back. Each one works once, whoever is faster.</summary>
internal sealed class AccountLinks(AccountsDb db, LinkTokens tokens, TimeProvider clock)
{
    /// <summary>The link behind a token, used up by this call; null when it is not ours, too old or used before. Within a transaction: if that is given up, the link is as good as before.</summary>
    public async Task<AccountLink?> UseAsync(string token, IReadOnlyCollection<LinkPurpose> purposes, CancellationToken ct)
    {
        if (tokens.Read(token) is not { } id)
        {
            return null;
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var used = await db.Links.Where(l => l.Id == id && l.UsedAt == null && l.ExpiresAt > now && purposes.Contains(l.Purpose))
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.UsedAt, now), ct);
        return used == 1 ? await db.Links.AsNoTracking().SingleAsync(l => l.Id == id, ct) : null;
    }

    /// <summary>Whether this server made it; what it is still good for only the database knows.</summary>
    public bool IsOurs(string token) => tokens.Read(token) is not null;

    /// <summary>After a change of password or address, what was mailed before opens nothing any more.</summary>
    public Task ForgetAsync(Guid userId, CancellationToken ct) =>
        db.Links.Where(l => l.UserId == userId && l.UsedAt == null).ExecuteDeleteAsync(ct);
}
