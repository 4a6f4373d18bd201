using Greenroom.Growth.Connections;
using Greenroom.Growth.Data;
using Greenroom.Platform.Data;
using Greenroom.Platform.Errors;
using Greenroom.Platform.Http;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Growth.Posts;

/// <summary>Lists the posts of one account. Deleted ones are kept in the database and not shown.</summary>
internal sealed class PostList(GrowthDb db, ConnectionService connections)
{
    public const int DefaultLimit = 50;

    /// <param name="sort">A word of <see cref="PostOrder"/>; newest first when empty.</param>
    /// <param name="type">A word of <see cref="ContentType"/>; all when empty.</param>
    public async Task<Result<PostsView>> ReadAsync(Guid userId, Guid? accountId, string? sort, string? type, Result<PageRequest> request, CancellationToken ct)
    {
        if (request.Failure is { } refused)
        {
            return refused;
        }

        if (!TryRead(sort, PostOrder.Newest, out var order))
        {
            return CommonFailures.Invalid("sort", $"No such order: one of {string.Join(", ", SnakeCaseEnum<PostOrder>.Words)}.");
        }

        if (!TryRead(type, default, out ContentType kind))
        {
            return GrowthFailures.TypeUnknown;
        }

        if (await connections.FindAsync(userId, accountId, ct) is not { } account)
        {
            return GrowthFailures.NoAccount;
        }

        var all = db.Posts.AsNoTracking().Where(p => p.AccountId == account.Id && p.MissedSyncs < InstagramPost.GoneAfter);
        var page = request.Value;
        var wanted = string.IsNullOrEmpty(type) ? all : OfType(all, kind);
        var rows = await InOrder(wanted, order, page.After).Take(page.Limit + 1).ToListAsync(ct);
        var shown = rows.Take(page.Limit).ToList();
        return new PostsView(
            AccountViews.Of(account), await all.CountAsync(ct), [.. shown.Select(PostViews.Of)], rows.Count > page.Limit ? CursorAfter(shown[^1], order).ToString() : null);
    }

    private static IQueryable<InstagramPost> OfType(IQueryable<InstagramPost> posts, ContentType type) => type switch
    {
        ContentType.Reel => posts.Where(p => p.IsReel),
        ContentType.Carousel => posts.Where(p => !p.IsReel && p.MediaType == "CAROUSEL_ALBUM"),
        ContentType.Video => posts.Where(p => !p.IsReel && p.MediaType == "VIDEO"),
        _ => posts.Where(p => !p.IsReel && p.MediaType != "CAROUSEL_ALBUM" && p.MediaType != "VIDEO"),
    };

    // Unknown counts rank below 0; the cursor's number is one higher so that it is never negative.
    private static IQueryable<InstagramPost> InOrder(IQueryable<InstagramPost> posts, PostOrder order, Cursor? after) => order switch
    {
        PostOrder.Oldest => (after is { } c ? posts.Where(p => p.PostedAt > c.CreatedAt || (p.PostedAt == c.CreatedAt && p.Id.CompareTo(c.Id) > 0)) : posts)
            .OrderBy(p => p.PostedAt).ThenBy(p => p.Id),
        PostOrder.Likes => (after is { } c ? posts.Where(p => (p.LikeCount ?? -1) + 1 < c.Number || ((p.LikeCount ?? -1) + 1 == c.Number && p.Id.CompareTo(c.Id) < 0)) : posts)
            .OrderByDescending(p => p.LikeCount ?? -1).ThenByDescending(p => p.Id),
        PostOrder.Comments => (after is { } c ? posts.Where(p => (p.CommentsCount ?? -1) + 1 < c.Number || ((p.CommentsCount ?? -1) + 1 == c.Number && p.Id.CompareTo(c.Id) < 0)) : posts)
            .OrderByDescending(p => p.CommentsCount ?? -1).ThenByDescending(p => p.Id),
        _ => (after is { } c ? posts.Where(p => p.PostedAt < c.CreatedAt || (p.PostedAt == c.CreatedAt && p.Id.CompareTo(c.Id) < 0)) : posts)
            .OrderByDescending(p => p.PostedAt).ThenByDescending(p => p.Id),
    };

    private static Cursor CursorAfter(InstagramPost last, PostOrder order) => order switch
    {
        PostOrder.Likes => Cursor.After((last.LikeCount ?? -1) + 1, last.Id),
        PostOrder.Comments => Cursor.After((last.CommentsCount ?? -1) + 1, last.Id),
        _ => new Cursor(last.PostedAt, last.Id),
    };

    private static bool TryRead<T>(string? word, T otherwise, out T value)
        where T : struct, Enum
    {
        value = otherwise;
        return string.IsNullOrEmpty(word) || SnakeCaseEnum<T>.TryParse(word, out value);
    }
}
