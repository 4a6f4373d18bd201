using Greenroom.Accounts.Data;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Accounts.Recovery;

/// <summary>
/// Everything but the password that opens an account. Anybody may register with an address that is not theirs and hang keys of their own on the account;
/// when the owner of the address takes it over, those keys must not go on fitting.
/// </summary>
internal sealed class OtherKeys(AccountsDb db)
{
    /// <summary>Within the transaction that gives the account to the owner of its address.</summary>
    /// <returns>How many keys there were.</returns>
    public async Task<int> TakeAwayAsync(Guid userId, CancellationToken ct)
    {
        await db.RecoveryCodes.Where(c => c.UserId == userId).ExecuteDeleteAsync(ct);
        return await db.SecondFactors.Where(f => f.UserId == userId).ExecuteDeleteAsync(ct) + await TakeWaysInAsync(userId, ct);
    }

    /// <summary>What opens the account by itself. The second factor stays: it lets nobody in, and a mailbox alone must not be a way around it.</summary>
    /// <returns>How many keys there were.</returns>
    public async Task<int> TakeWaysInAsync(Guid userId, CancellationToken ct)
    {
        await db.PasskeyCeremonies.Where(c => c.UserId == userId).ExecuteDeleteAsync(ct);
        await db.OAuthStates.Where(s => s.UserId == userId).ExecuteDeleteAsync(ct);
        await db.Links.Where(l => l.UserId == userId && l.UsedAt == null).ExecuteDeleteAsync(ct);
        return await db.Passkeys.Where(p => p.UserId == userId).ExecuteDeleteAsync(ct) + await db.ExternalLogins.Where(l => l.UserId == userId).ExecuteDeleteAsync(ct);
    }
}
