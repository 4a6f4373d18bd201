using Greenroom.Growth.Connections;
using Greenroom.Growth.Data;
using Greenroom.Growth.Posts;
using Greenroom.Platform.Data;
using Greenroom.Platform.Errors;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Growth.Insights;

/// <summary>Reads what a period needs and nothing else: the posts of two periods by the index on account and time, and only when something has changed (ADR 0015).</summary>
internal sealed class StatsReader(GrowthDb db, ConnectionService connections, StatsCache cache, TimeProvider clock)
{
    private const int DefaultPeriod = 30;
    private static readonly int[] Periods = [7, 14, 30, 90];

    /// <param name="period">As it stands in the query; 30 when absent.</param>
    public async Task<Result<StatsView>> ReadAsync(Guid userId, Guid? accountId, string? period, CancellationToken ct)
    {
        if (DaysOf(period) is not { } days)
        {
            return GrowthFailures.PeriodInvalid;
        }

        if (await connections.FindAsync(userId, accountId, ct) is not { } account)
        {
            return GrowthFailures.NoAccount;
        }

        return Kept(account, days) is { } kept ? kept : await cache.InTurnAsync(account.Id, () => CountAsync(userId, account.Id, days, ct), ct);
    }

    private StatsView? Kept(InstagramAccount account, int days)
    {
        var now = clock.UtcNow();
        return cache.Find(account, days, now) is { } stats
            ? stats with { Account = AccountViews.Of(account), From = now.AddDays(-days), To = now, CapturedAt = account.LastSyncedAt }
            : null;
    }

    private async Task<Result<StatsView>> CountAsync(Guid userId, Guid accountId, int days, CancellationToken ct)
    {
        // Asked again: while this one waited another may have counted, and a sync may have gone on.
        if (await connections.FindAsync(userId, accountId, ct) is not { } account)
        {
            return GrowthFailures.NoAccount;
        }

        if (Kept(account, days) is { } kept)
        {
            return kept;
        }

        var (stats, goodUntil) = await CountAsync(account, days, clock.UtcNow(), ct);
        cache.Keep(account, days, stats, goodUntil);
        return stats;
    }

    private async Task<(StatsView Stats, DateTime GoodUntil)> CountAsync(InstagramAccount account, int days, DateTime now, CancellationToken ct)
    {
        var since = now.AddDays(-2 * days);
        var posts = await db.Posts.AsNoTracking()
            .Where(p => p.AccountId == account.Id && p.PostedAt >= since && p.MissedSyncs < InstagramPost.GoneAfter)
            .Select(p => new CountedPost(
                p.Id, p.PostedAt, p.MediaType, p.IsReel, p.LikeCount, p.CommentsCount, p.SavesCount, p.SharesCount, p.ReachCount, p.FetchedAt))
            .ToListAsync(ct);
        var followers = await db.FollowerSnapshots.AsNoTracking().Where(f => f.AccountId == account.Id).OrderBy(f => f.Day)
            .Select(f => new { f.Day, f.Followers }).ToListAsync(ct);
        var stats = new PeriodStats(posts, days, now, TimeZoneInfo.FindSystemTimeZoneById(account.TimeZone));
        var best = stats.BestPost is { Id: var id } ? await db.Posts.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct) : null;
        var view = new StatsView(
            AccountViews.Of(account), days, stats.From, now, account.LastSyncedAt, stats.TotalPosts, stats.TotalLikes, stats.TotalComments, stats.AvgLikes,
            stats.AvgComments, stats.Likes.Percent, stats.Comments.Percent, stats.Likes.Basis, stats.Comments.Basis, stats.PostsThisWeek, stats.PostingFrequency,
            best is null ? null : PostViews.Of(best), stats.Parts.Names, stats.EngagementRate([.. followers.Select(f => (f.Day, f.Followers))]),
            stats.EngagementRateByReach(), stats.AvgEngagementPerPost, stats.HiddenLikePosts, stats.Message, StatsViews.Of(stats.Signal), stats.Series());
        return (view, stats.GoodUntil());
    }

    private static int? DaysOf(string? period) =>
        string.IsNullOrEmpty(period) ? DefaultPeriod : Array.Find(Periods, days => period == $"{days}") is var found && found > 0 ? found : null;
}
