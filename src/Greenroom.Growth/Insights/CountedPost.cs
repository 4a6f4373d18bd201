using Greenroom.Growth.Advice;

namespace Greenroom.Growth.Insights;

/// <summary>What the figures of a period need of a post: a caption and two addresses would be most of what is read, and nothing of what is counted.</summary>
internal sealed record CountedPost(
    Guid Id, DateTime PostedAt, string MediaType, bool IsReel, int? LikeCount, int? CommentsCount, int? SavesCount, int? SharesCount, int? ReachCount, DateTime FetchedAt)
{
    public PostSample Sample { get; } = new(
        Id, PostedAt, MediaType, IsReel, Caption: null, LikeCount, CommentsCount, SavesCount, SharesCount, Snapshots: null, FetchedAt);
}
