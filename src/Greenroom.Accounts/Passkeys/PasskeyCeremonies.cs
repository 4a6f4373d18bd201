using Greenroom.Accounts.Data;
using Greenroom.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Accounts.Passkeys;

/// <summary>Begins ceremonies and ends them. Each one ends once, whichever node is asked.</summary>
internal sealed class PasskeyCeremonies(AccountsDb db, TimeProvider clock)
{
    public async Task<Guid> BeginAsync(CeremonyKind kind, Guid? userId, string state, CancellationToken ct)
    {
        var ceremony = PasskeyCeremony.Begin(kind, userId, state, clock.UtcNow());
        db.PasskeyCeremonies.Add(ceremony);
        await db.SaveChangesAsync(ct);
        return ceremony.Id;
    }

    /// <summary>Its state, used up by this call; null when there is no such ceremony of this user, or it is too old or was answered before.</summary>
    public async Task<string?> EndAsync(Guid id, CeremonyKind kind, Guid? userId, CancellationToken ct)
    {
        var now = clock.UtcNow();
        var ceremony = db.PasskeyCeremonies.Where(c => c.Id == id && c.Kind == kind && c.UserId == userId && c.ExpiresAt > now);
        var state = await ceremony.Select(c => c.State).SingleOrDefaultAsync(ct);
        return state is not null && await ceremony.ExecuteDeleteAsync(ct) == 1 ? state : null;
    }
}
