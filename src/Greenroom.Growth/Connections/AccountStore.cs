using Greenroom.Growth.Data;
using Greenroom.Growth.Platforms;
using Greenroom.Growth.Sync;
using Greenroom.Platform.Audit;
using Greenroom.Platform.Data;
using Greenroom.Platform.Errors;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Growth.Connections;

/// <summary>Keeps accounts that a person has given access to, with their tokens sealed.</summary>
internal sealed class AccountStore(GrowthDb db, TokenVault vault, SyncPlan syncs, AccountEvents events, AuditLog audit, TimeProvider clock)
{
    private const string FallbackZone = "UTC";

    /// <summary>All of them or none. One that this user has connected before gets its new token and keeps its posts.</summary>
    /// <param name="timeZone">IANA name, for new accounts whose platform does not tell one; UTC when null.</param>
    /// <remarks>To be followed by <see cref="ReadSoonAsync"/>, outside any transaction.</remarks>
    public async Task<Result<InstagramAccount[]>> StoreAsync(
        Guid userId, string flavour, string? timeZone, IReadOnlyCollection<PlatformGrant> grants, CancellationToken ct)
    {
        var ids = grants.Select(g => g.Profile.Id).ToList();
        var accounts = await db.Accounts.Where(a => ids.Contains(a.IgUserId)).ToDictionaryAsync(a => a.IgUserId, StringComparer.Ordinal, ct);
        if (accounts.Values.Any(a => a.UserId != userId))
        {
            return GrowthFailures.AccountTaken;
        }

        var now = clock.UtcNow();
        foreach (var (profile, token) in grants)
        {
            if (!accounts.TryGetValue(profile.Id, out var account))
            {
                account = accounts[profile.Id] = InstagramAccount.Connect(userId, profile.Id, timeZone ?? FallbackZone, now);
                db.Accounts.Add(account);
            }

            account.Describe(profile.Username, profile.Followers);
            account.Accept(flavour, vault.Seal(account.Id, token.Value), token.ExpiresAt, profile.TimeZone, profile.AppScopedId, now);
        }

        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Disconnected, or its token renewed, while the person was on their way back.
            db.ChangeTracker.Clear();
            return await StoreAsync(userId, flavour, timeZone, grants, ct);
        }
        catch (DbUpdateException exception) when (exception.IsDuplicateKey())
        {
            return GrowthFailures.AccountTaken;
        }

        return ids.Select(id => accounts[id]).ToArray();
    }

    /// <summary>What this does not come to, the job that looks for accounts which are due does.</summary>
    public async Task ReadSoonAsync(IEnumerable<InstagramAccount> accounts, CancellationToken ct)
    {
        foreach (var account in accounts)
        {
            await audit.RecordAsync(new AuditEntry(AuditNames.AccountConnected, account.UserId, account.Flavour), ct);
            await syncs.NowAsync(account.Id, ct);
            await events.ChangedAsync(account.UserId, ct);
        }
    }
}
