using Greenroom.Growth.Connections;

namespace Greenroom.Growth.Posts;

/// <summary>What kind of content a post is.</summary>
public enum ContentType { Image, Carousel, Video, Reel }

/// <summary>The order of a list of posts. Posts that hide their likes come last by likes.</summary>
public enum PostOrder { Newest, Oldest, Likes, Comments }

/// <summary>A page of an account's posts.</summary>
/// <param name="Account">The account that they belong to.</param>
/// <param name="PostsCount">All stored posts of the account, whatever the filter.</param>
/// <param name="Posts">In the order asked for.</param>
/// <param name="NextCursor">Send it as <c>?cursor=</c> with the same order and filter for the next page; null on the last one.</param>
public sealed record PostsView(AccountView Account, int PostsCount, IReadOnlyList<PostView> Posts, string? NextCursor);

/// <summary>A post with its latest counts. Null is what the platform does not tell, which is not 0.</summary>
/// <param name="IgPostId">The platform's id.</param>
/// <param name="MediaType"><c>IMAGE</c>, <c>CAROUSEL_ALBUM</c> or <c>VIDEO</c>, as the platform spells it.</param>
/// <param name="Type">The kind of content.</param>
/// <param name="MediaUrl">A picture of it; of a video its thumbnail.</param>
/// <param name="Permalink">Where it stands on the platform.</param>
/// <param name="LikeCount">Null where the owner hides likes.</param>
/// <param name="CommentsCount">Comments.</param>
/// <param name="SavesCount">Saves.</param>
/// <param name="SharesCount">Shares.</param>
/// <param name="ReachCount">People reached.</param>
/// <param name="ViewsCount">Views.</param>
/// <param name="Engagement">Likes + comments (+ saves + shares where the platform gives them); null where likes are hidden.</param>
/// <param name="PostedAt">When it was posted.</param>
/// <param name="FetchedAt">When these counts were read.</param>
public sealed record PostView(
    Guid Id, string IgPostId, string? Caption, string MediaType, ContentType Type, string? MediaUrl, string? Permalink, int? LikeCount, int? CommentsCount,
    int? SavesCount, int? SharesCount, int? ReachCount, int? ViewsCount, long? Engagement, DateTime PostedAt, DateTime FetchedAt);
