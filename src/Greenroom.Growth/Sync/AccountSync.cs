using System.Runtime.CompilerServices;
using Greenroom.Growth.Connections;
using Greenroom.Growth.Data;
using Greenroom.Growth.Insights;
using Greenroom.Growth.Platforms;
using Greenroom.Platform.Data;
using Greenroom.Platform.PersonalData;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Greenroom.Growth.Sync;

/// <summary>Reads one account from its platform: profile, then all posts page by page, the newest first. May be cut anywhere and begun again.</summary>
internal sealed partial class AccountSync(GrowthDb db, PlatformSelection platforms, TokenVault vault, TokenRenewal renewal, PostRows rows, Ledger ledger, AccountEvents events,
    ILeavingUsers leaving, TimeProvider clock, ILogger<AccountSync> log)
{
    private const int PageSize = 50;

    /// <summary>The platform keeps 10,000 posts for us; a platform that goes on for ever must not keep us.</summary>
    private const int MostPages = 250;

    private static readonly TimeSpan UsualPause = TimeSpan.FromMinutes(15);

    private DateTime Now => clock.UtcNow();

    /// <exception cref="PlatformException">The platform could not be reached: worth another try, which the job runner makes.</exception>
    public async Task RunAsync(Guid accountId, CancellationToken ct)
    {
        var account = await db.Accounts.SingleOrDefaultAsync(a => a.Id == accountId, ct);
        if (account is not { State: AccountState.Active })
        {
            return;
        }

        if ((await leaving.AmongAsync([account.UserId], ct)).Count > 0)
        {
            // Nothing is fetched for somebody who has asked to be deleted.
            return;
        }

        if (account.WasReadLately(Now))
        {
            // Perhaps by a runner that died before it came to this; a review too many finds nothing new.
            await ledger.PlanReviewAsync(account.Id, ct);
            return;
        }

        try
        {
            await ReadAsync(account, ct);
        }
        catch (PlatformException trouble) when (trouble.Trouble == PlatformTrouble.NeedsReconnect)
        {
            // Asked before the token is looked at: a renewal that ends in between has stored it by then.
            var isBeingRenewed = await renewal.IsUnderWayAsync(account.Id, ct);
            if (await HasNewTokenAsync(account, ct))
            {
                // Renewed while this sync still used the one before: the person has nothing to mend.
                db.ChangeTracker.Clear();
                await RunAsync(accountId, ct);
                return;
            }

            await GiveUpAsync(account, isBeingRenewed ? new PlatformException(PlatformTrouble.Unavailable, "The connection is being renewed. Greenroom tries again in a moment.") : trouble, ct);
        }
        catch (PlatformException trouble)
        {
            await GiveUpAsync(account, trouble, ct);
        }
        catch (Exception) when (!ct.IsCancellationRequested)
        {
            db.ChangeTracker.Clear();
            if (await HasNewTokenAsync(account, ct))
            {
                await RunAsync(accountId, ct);
            }

            // Disconnected while it was read: whatever could not be written then does not matter.
            else if (await db.Accounts.AnyAsync(a => a.Id == accountId, ct))
            {
                throw;
            }
        }
    }

    private async Task ReadAsync(InstagramAccount account, CancellationToken ct)
    {
        var platform = platforms.Find(account.Flavour)
            ?? throw new PlatformException(PlatformTrouble.NeedsReconnect, "This server is no longer set up for the platform that this account was connected through.");
        var token = vault.Open(account.Id, account.AccessToken)
            ?? throw new PlatformException(PlatformTrouble.NeedsReconnect, "The stored connection cannot be opened with this server's master key. Connect the account again.");

        var started = Now;
        if (account.PauseAt(started) is { } pause)
        {
            // Asked of another node, or of this one before it was started again.
            throw new PlatformException(PlatformTrouble.RateLimited, "The platform has asked to be left alone for a while. Greenroom goes on by itself.", pause);
        }

        try
        {
            await ReadAsync(account, platform, token, started, ct);
        }
        finally
        {
            account.PauseUntil(platform.PausedUntil(token));
        }

        account.SyncEnded(Now, SyncPlan.Interval);
        await SaveAsync(account, ct);
        await WatchAsync(account.Id, platform, token, ct);
        await ledger.PlanReviewAsync(account.Id, ct);
    }

    private async Task ReadAsync(InstagramAccount account, ISocialPlatform platform, string token, DateTime started, CancellationToken ct)
    {
        var profile = await platform.ProfileAsync(token, ct);
        account.Describe(profile.Username, profile.Followers);
        account.SyncRuns(profile.Posts, started);
        await SaveAsync(account, ct);
        await WriteFollowersAsync(account, profile, started, ct);

        if (await ReadPostsAsync(account, platform, token, ct) is { } unreadable)
        {
            // What a whole sync did not meet is missing; twice in a row, and it counts as deleted. A post that cannot be read is there, with its old counts.
            await db.Posts.Where(p => p.AccountId == account.Id && p.FetchedAt < started)
                .ExecuteUpdateAsync(set => set.SetProperty(p => p.MissedSyncs, p => EF.Parameter(unreadable).Contains(p.IgPostId) ? 0 : p.MissedSyncs + 1), ct);
        }
    }

    /// <summary>Notices only make the figures newer than the next sync would: without them nothing is missing.</summary>
    private async Task WatchAsync(Guid accountId, ISocialPlatform platform, string token, CancellationToken ct)
    {
        try
        {
            await platform.WatchAsync(token, ct);
        }
        catch (PlatformException trouble)
        {
            NotWatched(accountId, trouble.Trouble, trouble.Message);
        }
    }

    private async Task WriteFollowersAsync(InstagramAccount account, PlatformProfile profile, DateTime now, CancellationToken ct)
    {
        // What was before the connection is asked for once; from then on the history is our own.
        var days = account.LastSyncedAt is null ? profile.FollowerHistory ?? [] : [];
        if (profile.Followers is { } followers)
        {
            var today = TimeZoneInfo.ConvertTimeFromUtc(now, TimeZoneInfo.FindSystemTimeZoneById(account.TimeZone));
            days = [.. days, new PlatformFollowers(DateOnly.FromDateTime(today), followers)];
        }

        await rows.WriteFollowersAsync(account.Id, days, now, ct);
    }

    /// <summary>
    /// The ids of the posts that are there and cannot be read. Null when it is not known which posts the platform has: the last page was not reached, or
    /// a post did not even tell its id.
    /// </summary>
    private async Task<IReadOnlyCollection<string>?> ReadPostsAsync(InstagramAccount account, ISocialPlatform platform, string token, CancellationToken ct)
    {
        var batch = new PostBatch(Now);
        var isWhole = false;
        try
        {
            await foreach (var page in PagesAsync(platform, token, ct))
            {
                batch.Add(page);
                isWhole = page.Next is null;
                if (batch.IsDue(Now))
                {
                    await WriteAsync(account, batch, ct);
                }
            }
        }
        catch (PlatformException)
        {
            // What came before the trouble is kept.
            await WriteAsync(account, batch, ct);
            throw;
        }

        await WriteAsync(account, batch, ct);
        return isWhole ? batch.SkippedIds : null;
    }

    private static async IAsyncEnumerable<PlatformPage> PagesAsync(ISocialPlatform platform, string token, [EnumeratorCancellation] CancellationToken ct)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        string? cursor = null;
        for (var number = 0; number < MostPages; number++)
        {
            var page = await platform.PostsAsync(token, cursor, PageSize, ct);
            yield return page;
            cursor = page.Next;
            if (cursor is null)
            {
                yield break;
            }

            if (!seen.Add(cursor))
            {
                throw new PlatformException(PlatformTrouble.Unavailable, "The platform sent the same page again and again. Greenroom tries again later.");
            }
        }
    }

    private async Task WriteAsync(InstagramAccount account, PostBatch batch, CancellationToken ct)
    {
        var now = Now;
        await rows.WriteAsync(account.Id, batch.Take(now), now, ct);
        account.SyncProgressed(batch.Read, batch.Skipped, now);
        await SaveAsync(account, ct);
    }

    private Task<bool> HasNewTokenAsync(InstagramAccount account, CancellationToken ct)
    {
        var (id, used) = (account.Id, account.AccessToken);
        return db.Accounts.AnyAsync(a => a.Id == id && a.AccessToken != used, ct);
    }

    private async Task GiveUpAsync(InstagramAccount account, PlatformException trouble, CancellationToken ct)
    {
        NotRead(account.Id, trouble.Trouble, trouble.Message);
        switch (trouble.Trouble)
        {
            case PlatformTrouble.NeedsReconnect:
            case PlatformTrouble.Refused:
                account.Stop(AccountState.NeedsReconnect, trouble.Message, Now);
                break;
            case PlatformTrouble.NeedsPermission:
                account.Stop(AccountState.NeedsPermission, trouble.Message, Now);
                break;
            case PlatformTrouble.RateLimited:
                account.PauseUntil(Now + (trouble.Wait ?? UsualPause));
                account.SyncFailed(trouble.Message, account.PausedUntil, Now);
                break;
            default:
                account.SyncFailed(trouble.Message, Now + (trouble.Wait ?? UsualPause), Now);
                break;
        }

        await SaveAsync(account, ct);
        if (trouble.Trouble == PlatformTrouble.Unavailable)
        {
            throw trouble;
        }
    }

    private async Task SaveAsync(InstagramAccount account, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        await events.ChangedAsync(account.UserId, ct);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Account {AccountId} was not read: {Trouble}. {Reason}")]
    private partial void NotRead(Guid accountId, PlatformTrouble trouble, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Notices about account {AccountId} were not asked for: {Trouble}. {Reason}")]
    private partial void NotWatched(Guid accountId, PlatformTrouble trouble, string reason);
}
