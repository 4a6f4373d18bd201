using Greenroom.Growth.Connections;
using Greenroom.Growth.Data;
using Greenroom.Growth.Platforms.Instagram;
using Greenroom.Growth.Sync;
using Greenroom.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Greenroom.Growth.Callbacks;

/// <summary>What the platform tells this server by itself: the app was taken away, data is to be deleted, something happened to an account.</summary>
internal sealed class PlatformCallbacks(
    GrowthDb db, SyncPlan syncs, AccountEvents events, IOptions<InstagramOptions> instagram, IOptions<GrowthOptions> growth, TimeProvider clock)
{
    /// <summary>The platform's clock and ours differ a little.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    /// <summary>An account under a busy post is told about every comment; reading it again each time would use up its calls.</summary>
    private static readonly TimeSpan LeastAge = TimeSpan.FromMinutes(15);

    /// <summary>Removes the accounts of the person who signed off at the platform.</summary>
    /// <returns>Null for a request that the platform did not sign.</returns>
    public async Task<DataDeletion?> DeleteAsync(string? signedRequest, CancellationToken ct)
    {
        if (SignedPayload.Read(signedRequest ?? "", instagram.Value.SigningSecrets) is not { UserId: { } userId } request)
        {
            return null;
        }

        // An old request that is sent again must not take away what was connected since, also where it was connected before.
        var before = (request.IssuedAt ?? clock.UtcNow()) + Skew;
        var meant = db.Accounts
            .Where(a => (a.IgUserId == userId || a.AppScopedId == userId) && a.Flavour != InstagramOptions.Sandbox && (a.ConnectedAt ?? a.TokenIssuedAt) <= before);
        var owners = await meant.Select(a => a.UserId).Distinct().ToListAsync(ct);
        DataDeletion deletion;
        await using (var transaction = await db.Database.BeginTransactionAsync(ct))
        {
            // Asked again, and not by what was read: one of them may be connected anew by now.
            deletion = DataDeletion.Done(await meant.ExecuteDeleteAsync(ct), clock.UtcNow());
            db.Deletions.Add(deletion);
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
        }

        foreach (var owner in owners)
        {
            await events.ChangedAsync(owner, ct);
        }

        return deletion;
    }

    public async Task<DeletionView?> FindAsync(string code, CancellationToken ct) =>
        await db.Deletions.AsNoTracking().Where(d => d.Code == code).Select(d => new DeletionView(d.Code, d.Accounts, d.DeletedAt)).SingleOrDefaultAsync(ct);

    /// <summary>Where a person reads what became of a deletion. Never from the request: it may name any host.</summary>
    public string PageOf(DataDeletion deletion)
    {
        var origin = growth.Value.FrontendUrl ?? new Uri(instagram.Value.RedirectUri).GetLeftPart(UriPartial.Authority);
        return $"{origin.TrimEnd('/')}/deletion/{deletion.Code}";
    }

    /// <summary>Reads the accounts again that something happened to.</summary>
    /// <param name="platformIds">The platform's ids.</param>
    public async Task NoticedAsync(IReadOnlyCollection<string> platformIds, CancellationToken ct)
    {
        var now = clock.UtcNow();
        var old = now - LeastAge;
        var accounts = await db.Accounts
            .Where(a => platformIds.Contains(a.IgUserId) && a.Flavour != InstagramOptions.Sandbox && a.State == AccountState.Active && a.SyncStatus == SyncStatus.Done && a.LastSyncedAt < old)
            .ToListAsync(ct);
        foreach (var account in accounts)
        {
            account.SyncWaits(now);
            try
            {
                await db.SaveChangesAsync(ct);
            }
            catch (DbUpdateConcurrencyException)
            {
                // Disconnected, or given another token, a moment ago: the others are read all the same.
                db.Entry(account).State = EntityState.Detached;
                continue;
            }

            await syncs.SoonAsync(account.Id, ct);
            await events.ChangedAsync(account.UserId, ct);
        }
    }
}
