using System.Security.Cryptography;
using System.Text.Json;
using Greenroom.Growth.Data;
using Greenroom.Growth.Platforms;
using Greenroom.Platform.Data;
using Greenroom.Platform.Errors;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Growth.Connections;

/// <summary>Keeps the accounts that a login opened until the person has said which of them to connect: once, and for ten minutes.</summary>
internal sealed class AccountChoices(GrowthDb db, AccountStore accounts, IDataProtectionProvider protection, TimeProvider clock)
{
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(10);
    private const string Purpose = "growth.pending-connection.v1";

    /// <summary>Returns the id of the choice.</summary>
    public async Task<Guid> OfferAsync(Guid userId, string flavour, string? timeZone, IReadOnlyList<PlatformGrant> grants, CancellationToken ct)
    {
        var now = clock.UtcNow();
        var id = Ids.New(now);
        var text = For(id, userId).Protect(JsonSerializer.Serialize(grants));
        db.PendingConnections.Add(PendingConnection.Offer(id, userId, flavour, text, timeZone, now + Life));
        await db.SaveChangesAsync(ct);
        return id;
    }

    /// <summary>What there is to choose from; null when it is over, or somebody else's.</summary>
    public async Task<IReadOnlyList<PlatformGrant>?> FindAsync(Guid userId, Guid id, CancellationToken ct) =>
        await PendingAsync(userId, id, ct) is { } pending ? Open(pending) : null;

    /// <summary>Connects the chosen accounts. A choice that cannot be followed leaves everything as it was, so that another can be made.</summary>
    public async Task<Result<InstagramAccount[]>> ChooseAsync(Guid userId, Guid id, IReadOnlyList<string> accountIds, CancellationToken ct)
    {
        if (await PendingAsync(userId, id, ct) is not { } pending || Open(pending) is not { } grants)
        {
            return GrowthFailures.NoChoice;
        }

        var chosen = grants.Where(g => accountIds.Contains(g.Profile.Id, StringComparer.Ordinal)).ToList();
        if (accountIds.Any(wanted => chosen.TrueForAll(g => g.Profile.Id != wanted)))
        {
            return GrowthFailures.ChoiceUnknown;
        }

        Result<InstagramAccount[]> stored;
        await using (var transaction = await db.Database.BeginTransactionAsync(ct))
        {
            // Taken out before anything is done with it: of two that choose at once, one finds it.
            if (await db.PendingConnections.Where(p => p.Id == id && p.UserId == userId).ExecuteDeleteAsync(ct) == 0)
            {
                return GrowthFailures.NoChoice;
            }

            stored = await accounts.StoreAsync(userId, pending.Flavour, pending.TimeZone, chosen, ct);
            if (stored.Failure is not null)
            {
                return stored;
            }

            await transaction.CommitAsync(ct);
        }

        await accounts.ReadSoonAsync(stored.Value!, ct);
        return stored;
    }

    private Task<PendingConnection?> PendingAsync(Guid userId, Guid id, CancellationToken ct)
    {
        var now = clock.UtcNow();
        return db.PendingConnections.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id && p.UserId == userId && p.ExpiresAt > now, ct);
    }

    /// <summary>Null when it cannot be opened: another row's, or another master key.</summary>
    private List<PlatformGrant>? Open(PendingConnection pending)
    {
        try
        {
            return JsonSerializer.Deserialize<List<PlatformGrant>>(For(pending.Id, pending.UserId).Unprotect(pending.Grants));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private IDataProtector For(Guid id, Guid userId) => protection.CreateProtector(Purpose, id.ToString("N"), userId.ToString("N"));
}
