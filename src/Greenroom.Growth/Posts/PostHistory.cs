using Greenroom.Growth.Advice;
using Greenroom.Growth.Connections;
using Greenroom.Growth.Data;
using Greenroom.Growth.Insights;
using Greenroom.Platform.Data;
using Greenroom.Platform.Errors;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Growth.Posts;

/// <summary>One post, its counts over time, and the account's usual post beside it.</summary>
internal sealed class PostHistory(GrowthDb db, TimeProvider clock)
{
    /// <summary>Hours at which the usual post is drawn: close together where a post gains most.</summary>
    private static readonly double[] Ages = [1, 2, 4, 8, 12, 18, 24, 36, 48, 72, 96, 120, 168, 240, 336, 480, 720];

    public async Task<Result<PostHistoryView>> ReadAsync(Guid userId, Guid postId, CancellationToken ct)
    {
        var found = await (
            from post in db.Posts.AsNoTracking()
            join account in db.Accounts.AsNoTracking() on post.AccountId equals account.Id
            where post.Id == postId && account.UserId == userId
            select new { post, account }).SingleOrDefaultAsync(ct);
        if (found is null)
        {
            return GrowthFailures.NoPost;
        }

        var snapshots = await db.PostSnapshots.AsNoTracking().Where(s => s.PostId == postId).OrderBy(s => s.TakenAt).ToListAsync(ct);
        var history = await AccountHistory.ReadAsync(db, found.account, ct);
        var sample = PostViews.SampleOf(found.post);
        var usual = history is null ? null : SameAge.UsualBefore(sample, history.Scored, history.Curves);
        var parts = history?.Parts ?? default;
        return new PostHistoryView(
            AccountViews.Of(found.account),
            PostViews.Of(found.post),
            InsightViews.Of(SameAge.Compare(sample, clock.UtcNow(), usual, parts)),
            [.. snapshots.Select(s => new PostCountsView(
                s.TakenAt, sample.AgeHoursAt(s.TakenAt), s.LikeCount, s.CommentsCount, parts.Of(AccountHistory.CountsOf(s))))],
            usual is null ? [] : [.. Ages.Select(age => new UsualView(age, usual.At(age), usual.RangeAt(age).Low, usual.RangeAt(age).High))]);
    }
}
