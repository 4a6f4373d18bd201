using Greenroom.Growth.Advice;
using Greenroom.Growth.Connections;
using Greenroom.Growth.Data;
using Greenroom.Growth.Posts;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Growth.Insights;

/// <summary>What the statistics need of an account: the window ends with its last whole sync, and the rows are those that stand now. A sync that is running has moved some of them already.</summary>
/// <param name="CapturedAt">The moment of that sync; ages are counted to it.</param>
/// <param name="Posts">Newest first.</param>
/// <param name="Scored">The mature ones with visible likes, oldest first.</param>
internal sealed record AccountHistory(
    DateTime CapturedAt, Scope Scope, IReadOnlyList<InstagramPost> Posts, IReadOnlyDictionary<Guid, PostSample> Samples, AgeCurves Curves,
    EngagementParts Parts, IReadOnlyList<ScoredPost> Scored, IReadOnlyList<FollowerDay> Followers)
{
    private const int WindowDays = 365;

    // Far more than anybody posts by hand in a year; an account of robots must not keep the server busy for everybody else.
    private const int MostPosts = 2000;

    // A curve needs 15 posts; the newest are those whose first days were watched.
    private const int WatchedPosts = 200;

    /// <summary>Null before the first whole sync.</summary>
    public static async Task<AccountHistory?> ReadAsync(GrowthDb db, InstagramAccount account, CancellationToken ct)
    {
        if (account.LastSyncedAt is not { } captured)
        {
            return null;
        }

        var from = captured.AddDays(-WindowDays);
        var posts = await db.Posts.AsNoTracking()
            .Where(p => p.AccountId == account.Id && p.PostedAt >= from && p.MissedSyncs < InstagramPost.GoneAfter)
            .OrderByDescending(p => p.PostedAt).ThenByDescending(p => p.Id).Take(MostPosts).ToListAsync(ct);
        var watched = posts.Take(WatchedPosts).Select(p => p.Id).ToList();
        var snapshots = (await db.PostSnapshots.AsNoTracking().Where(s => watched.Contains(s.PostId)).OrderBy(s => s.TakenAt).ToListAsync(ct))
            .ToLookup(s => s.PostId, CountsOf);
        var followers = await db.FollowerSnapshots.AsNoTracking().Where(f => f.AccountId == account.Id).OrderBy(f => f.Day)
            .Select(f => new FollowerDay(f.Day, f.Followers)).ToListAsync(ct);
        return Of(posts, snapshots, followers, captured, TimeZoneInfo.FindSystemTimeZoneById(account.TimeZone));
    }

    /// <summary>Days that are over: today's count goes on until midnight.</summary>
    public IReadOnlyList<FollowerDay> FollowersOfWholeDays
    {
        get
        {
            var today = LocalDay(CapturedAt);
            return [.. Followers.Where(known => known.Day < today)];
        }
    }

    public DateOnly LocalDay(DateTime utc) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(utc, Scope.Zone));

    public SameAgeResult? Compare(InstagramPost post)
    {
        var sample = Samples[post.Id];
        return SameAge.Compare(sample, CapturedAt, SameAge.UsualBefore(sample, Scored, Curves), Parts);
    }

    public static CountSnapshot CountsOf(PostSnapshot s) => new(s.TakenAt, s.LikeCount, s.CommentsCount, s.SavesCount, s.SharesCount);

    private static AccountHistory Of(
        List<InstagramPost> posts, ILookup<Guid, CountSnapshot> snapshots, List<FollowerDay> followers, DateTime captured, TimeZoneInfo zone)
    {
        var samples = posts.ToDictionary(p => p.Id, p => PostViews.SampleOf(p) with { Snapshots = [.. snapshots[p.Id]] });
        var curves = AgeCurves.Fit(samples.Values);
        // A post that is dated into the future belongs to the window that ends now.
        var end = posts.Count > 0 && posts[0].PostedAt >= captured ? posts[0].PostedAt.AddTicks(1) : captured;
        return new AccountHistory(
            captured, new Scope(new Window(captured.AddDays(-WindowDays), end), zone), posts, samples, curves, EngagementParts.Of(samples.Values),
            Lift.Score(samples.Values, captured, curves), followers);
    }
}
