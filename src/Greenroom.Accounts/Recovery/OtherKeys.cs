using Greenroom.Accounts.Data;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Accounts.Recovery;

/// <summary>Which keys there were and are no more.</summary>
/// <param name="WaysIn">Passkeys, or an account at GitHub.</param>
/// <param name="SecondFactor">It was switched on.</param>
internal readonly record struct TakenKeys(bool WaysIn, bool SecondFactor)
{
    public bool Any => WaysIn || SecondFactor;
}

/// <summary>
/// Everything but the password that opens an account. Anybody may register with an address that is not theirs and hang keys of their own on the account;
/// when the owner of the address takes it over, those keys must not go on fitting.
/// </summary>
internal sealed class OtherKeys(AccountsDb db)
{
    /// <summary>Within the transaction that gives the account to the owner of its address.</summary>
    public async Task<TakenKeys> TakeAwayAsync(Guid userId, CancellationToken ct)
    {
        await db.RecoveryCodes.Where(c => c.UserId == userId).ExecuteDeleteAsync(ct);
        var factors = await db.SecondFactors.Where(f => f.UserId == userId && f.EnabledAt != null).ExecuteDeleteAsync(ct);
        await db.SecondFactors.Where(f => f.UserId == userId).ExecuteDeleteAsync(ct);
        return await TakeWaysInAsync(userId, ct) with { SecondFactor = factors > 0 };
    }

    /// <summary>What opens the account by itself. The second factor stays: it lets nobody in, and a mailbox alone must not be a way around it.</summary>
    public async Task<TakenKeys> TakeWaysInAsync(Guid userId, CancellationToken ct)
    {
        await db.PasskeyCeremonies.Where(c => c.UserId == userId).ExecuteDeleteAsync(ct);
        await db.OAuthStates.Where(s => s.UserId == userId).ExecuteDeleteAsync(ct);
        await db.Links.Where(l => l.UserId == userId && l.UsedAt == null).ExecuteDeleteAsync(ct);
        var ways = await db.Passkeys.Where(p => p.UserId == userId).ExecuteDeleteAsync(ct) + await db.ExternalLogins.Where(l => l.UserId == userId).ExecuteDeleteAsync(ct);
        return new TakenKeys(WaysIn: ways > 0, SecondFactor: false);
    }
}
