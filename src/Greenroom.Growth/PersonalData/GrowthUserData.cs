using Greenroom.Growth.Connections;
using Greenroom.Growth.Data;
using Greenroom.Growth.Insights;
using Greenroom.Growth.Posts;
using Greenroom.Platform.Jobs;
using Greenroom.Platform.PersonalData;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Growth.PersonalData;

/// <summary>Connected accounts with everything that was read from them or said about them.</summary>
internal sealed class GrowthUserData(GrowthDb db, ConnectionService connections, JobQueue jobs) : ModuleUserData<GrowthDb>(db)
{
    protected override IReadOnlyList<UserTable<GrowthDb>> UserTables { get; } =
    [
        new UserTable<GrowthDb, ConnectState>((db, userId) => db.ConnectStates.Where(s => s.UserId == userId), "browser"),
        new UserTable<GrowthDb, PendingConnection>((db, userId) => db.PendingConnections.Where(p => p.UserId == userId), "grants"),
        new UserTable<GrowthDb, InstagramAccount>((db, userId) => db.Accounts.Where(a => a.UserId == userId), "access_token"),
        new UserTable<GrowthDb, InstagramPost>(PostsOf),
        new UserTable<GrowthDb, PostSnapshot>((db, userId) => db.PostSnapshots.Where(s => PostsOf(db, userId).Any(p => p.Id == s.PostId))),
        new UserTable<GrowthDb, FollowerSnapshot>((db, userId) => db.FollowerSnapshots.Where(s => db.Accounts.Any(a => a.Id == s.AccountId && a.UserId == userId))),
        new UserTable<GrowthDb, LedgerEntry>((db, userId) => db.Ledger.Where(e => db.Accounts.Any(a => a.Id == e.AccountId && a.UserId == userId))),
        new UserTable<GrowthDb, AdviceVerdict>((db, userId) => db.Verdicts.Where(v => db.Accounts.Any(a => a.Id == v.AccountId && a.UserId == userId))),
    ];

    /// <summary>The platforms first, while there are tokens to tell them with.</summary>
    public override async Task EraseAsync(Guid userId, CancellationToken ct)
    {
        var accounts = await connections.ListAsync(userId, ct);
        await jobs.CancelAboutAsync(accounts.Select(a => a.Id), ct);
        foreach (var account in accounts)
        {
            await connections.LeaveAsync(account, ct);
        }

        await base.EraseAsync(userId, ct);

        // What a sync planned that was running meanwhile.
        await jobs.CancelAboutAsync(accounts.Select(a => a.Id), ct);
    }

    private static IQueryable<InstagramPost> PostsOf(GrowthDb db, Guid userId) => db.Posts.Where(p => db.Accounts.Any(a => a.Id == p.AccountId && a.UserId == userId));
}
