namespace Greenroom.Growth.Posts;

/// <summary>A post with its latest counts. Null is what the platform did not say, which is not 0. Written by <see cref="Sync.PostRows"/> only.</summary>
internal sealed class InstagramPost
{
    private InstagramPost()
    {
    }

    public Guid Id { get; private set; }

    public Guid AccountId { get; private set; }

    public string IgPostId { get; private set; } = "";

    public string? Caption { get; private set; }

    /// <summary><c>IMAGE</c>, <c>CAROUSEL_ALBUM</c> or <c>VIDEO</c>.</summary>
    public string MediaType { get; private set; } = "";

    public bool IsReel { get; private set; }

    public string? MediaUrl { get; private set; }

    public string? Permalink { get; private set; }

    public int? LikeCount { get; private set; }

    public int? CommentsCount { get; private set; }

    public int? SavesCount { get; private set; }

    public int? SharesCount { get; private set; }

    public int? ReachCount { get; private set; }

    public int? ViewsCount { get; private set; }

    public DateTime PostedAt { get; private set; }

    /// <summary>When these counts were read.</summary>
    public DateTime FetchedAt { get; private set; }

    /// <summary>Full syncs in a row that no longer found it; from <see cref="GoneAfter"/> on it counts as deleted, and is kept.</summary>
    public int MissedSyncs { get; private set; }

    public const int GoneAfter = 2;
}

/// <summary>The counts of a post at one moment at which they had changed.</summary>
internal sealed class PostSnapshot
{
    private PostSnapshot()
    {
    }

    public Guid PostId { get; private set; }

    public DateTime TakenAt { get; private set; }

    public int? LikeCount { get; private set; }

    public int? CommentsCount { get; private set; }

    public int? SavesCount { get; private set; }

    public int? SharesCount { get; private set; }

    public int? ReachCount { get; private set; }

    public int? ViewsCount { get; private set; }
}

/// <summary>An account's followers, once a day.</summary>
internal sealed class FollowerSnapshot
{
    private FollowerSnapshot()
    {
    }

    public Guid AccountId { get; private set; }

    /// <summary>In the account's zone.</summary>
    public DateOnly Day { get; private set; }

    public int Followers { get; private set; }

    public DateTime TakenAt { get; private set; }
}
