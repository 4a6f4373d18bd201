using System.Runtime.InteropServices;
using Greenroom.Growth.Posts;

namespace Greenroom.Growth.Advice;

/// <summary>The counts of a post at one moment. Null means that the platform did not say, which is not 0.</summary>
internal sealed record CountSnapshot(DateTime TakenAtUtc, int? Likes, int? Comments, int? Saves, int? Shares);

/// <summary>A post as the statistics see it; nothing here knows where it came from.</summary>
/// <param name="MediaType">IMAGE, CAROUSEL_ALBUM or VIDEO, as the platform spells it.</param>
/// <param name="Likes">Null when the account hides them; such a post has no engagement, not a small one. The same goes for comments.</param>
/// <param name="CountedAtUtc">When the counts were read; null for just now.</param>
internal sealed record PostSample(
    Guid Id,
    DateTime PostedAtUtc,
    string MediaType,
    bool IsReel,
    string? Caption,
    int? Likes,
    int? Comments,
    int? Saves,
    int? Shares,
    IReadOnlyList<CountSnapshot>? Snapshots,
    DateTime? CountedAtUtc = null)
{
    public ContentType Type => IsReel ? ContentType.Reel : MediaType switch
    {
        "CAROUSEL_ALBUM" => ContentType.Carousel,
        "VIDEO" => ContentType.Video,
        _ => ContentType.Image,
    };

    /// <summary>Hours since posting; a post dated into the future counts as posted now.</summary>
    public double AgeHoursAt(DateTime nowUtc) => Math.Max(0, (nowUtc - PostedAtUtc).TotalHours);

    /// <summary>The age that the counts belong to: a sync of yesterday says nothing about today, and must not make a post look worse.</summary>
    public double CountedAgeHours(DateTime nowUtc) => AgeHoursAt(CountedAtUtc ?? nowUtc);
}

/// <summary>
/// Which counts make up engagement E = likes + comments (+ saves + shares). Chosen once for all posts of a comparison: a post with saves must not
/// be measured against one without.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct EngagementParts(bool Saves, bool Shares)
{
    // A few failed insights must not take saves away from everybody; the posts that lack them are left out instead.
    private const double LeastShare = 0.9;

    public static EngagementParts Of(IReadOnlyCollection<PostSample> posts)
    {
        var counted = posts.Count(post => post.Likes is not null);
        return counted == 0
            ? default
            : new EngagementParts(
                posts.Count(post => post is { Likes: not null, Saves: not null }) >= LeastShare * counted,
                posts.Count(post => post is { Likes: not null, Shares: not null }) >= LeastShare * counted);
    }

    public IReadOnlyList<string> Names => ["likes", "comments", .. Saves ? ["saves"] : Array.Empty<string>(), .. Shares ? ["shares"] : Array.Empty<string>()];

    public long? Of(PostSample post) => Sum(post.Likes, post.Comments, post.Saves, post.Shares);

    public long? Of(CountSnapshot counts) => Sum(counts.Likes, counts.Comments, counts.Saves, counts.Shares);

    private long? Sum(int? likes, int? comments, int? saves, int? shares) =>
        (long?)likes + comments + (Saves ? saves : 0) + (Shares ? shares : 0) is { } sum ? Math.Max(0, sum) : null;
}
