using Greenroom.Growth.Advice;

namespace Greenroom.Growth.Posts;

internal static class PostViews
{
    public static PostView Of(InstagramPost post) => new(
        post.Id, post.IgPostId, post.Caption, post.MediaType, SampleOf(post).Type, post.MediaUrl, post.Permalink, post.LikeCount, post.CommentsCount,
        post.SavesCount, post.SharesCount, post.ReachCount, post.ViewsCount,
        EngagementOf(post.LikeCount, post.CommentsCount, post.SavesCount, post.SharesCount), post.PostedAt, post.FetchedAt);

    /// <summary>E = likes + comments (+ saves + shares where the platform gives them); null where the platform does not tell likes or comments.</summary>
    public static long? EngagementOf(int? likes, int? comments, int? saves, int? shares) => (long?)likes + comments + (saves ?? 0) + (shares ?? 0);

    /// <summary>As the statistics see it.</summary>
    public static PostSample SampleOf(InstagramPost post) => new(
        post.Id, post.PostedAt, post.MediaType, post.IsReel, post.Caption, post.LikeCount, post.CommentsCount, post.SavesCount, post.SharesCount, Snapshots: null, post.FetchedAt);
}
