using System.Globalization;

namespace Greenroom.Growth.Platforms.Sandbox;

/// <summary>
/// An account that needs no keys and no network, as its platform would show it at a moment. A pure function: a later moment only adds posts and raises
/// their counts (followers also leave), except that one post is deleted a day after connecting.
/// </summary>
/// <param name="PlatformAccountId">Digits.</param>
/// <param name="FollowersByDay">By local day since the account began, oldest first; the last is the number now.</param>
/// <param name="Posts">Newest first.</param>
internal sealed record SandboxAccount(
    string PlatformAccountId,
    string Username,
    int Followers,
    IReadOnlyList<SandboxFollowerDay> FollowersByDay,
    IReadOnlyList<SandboxPost> Posts,
    DateTime CapturedAt)
{
    /// <summary>IANA name of the zone in which the account lives.</summary>
    public const string TimeZone = SandboxZone.Id;

    private static readonly TimeSpan DeletedAfter = TimeSpan.FromDays(1);

    /// <param name="startedAt">When the account began: 40 weeks before it was connected. Stored with the account, so that it never moves.</param>
    /// <param name="now">May lie before the connecting; then the account is seen as it was.</param>
    public static SandboxAccount At(ulong seed, SandboxPersona persona, DateTime startedAt, DateTime now)
    {
        RequireUtc(startedAt, nameof(startedAt));
        RequireUtc(now, nameof(now));

        var deletedAt = SandboxSchedule.ConnectedAt(startedAt) + DeletedAfter;
        var days = SandboxFollowers.Until(seed, persona, startedAt, now);
        var posts = SandboxDraft.Until(seed, persona, startedAt, now)
            .Where(draft => draft.Oddity is not SandboxOddity.DeletedLater || now < deletedAt)
            .Reverse()
            .Select(draft => SandboxPost.Of(seed, draft, now));
        return new SandboxAccount(
            string.Create(CultureInfo.InvariantCulture, $"178{SplitMix64.Stream(seed, "account").Next() % 100_000_000_000_000:D14}"),
            $"sandbox.{persona.Name}",
            days.Count == 0 ? SandboxFollowers.AtStart : days[^1].Followers,
            days,
            [.. posts],
            now);
    }

    /// <summary>What to pass as <c>startedAt</c> for an account that is connected at this moment.</summary>
    public static DateTime StartOf(DateTime connectedAt) => connectedAt.AddDays(-7 * SandboxSchedule.HistoryWeeks);

    private static void RequireUtc(DateTime instant, string name)
    {
        if (instant.Kind is not DateTimeKind.Utc)
        {
            throw new ArgumentException("The sandbox reckons in UTC.", name);
        }
    }
}

/// <summary>A post in the platform's words.</summary>
/// <param name="PlatformPostId">Digits; the same at every reading.</param>
/// <param name="MediaType"><c>IMAGE</c>, <c>CAROUSEL_ALBUM</c> or <c>VIDEO</c>.</param>
/// <param name="MediaProductType"><c>FEED</c> or <c>REELS</c>.</param>
/// <param name="MediaUrl">Null where the platform withholds it.</param>
/// <param name="ThumbnailUrl">Of videos only.</param>
/// <param name="LikeCount">Null where the owner hides it, which is not 0.</param>
internal sealed record SandboxPost(
    string PlatformPostId,
    string? Caption,
    string MediaType,
    string MediaProductType,
    string? MediaUrl,
    string? ThumbnailUrl,
    string Permalink,
    DateTime PostedAt,
    int? LikeCount,
    int CommentsCount,
    int Saves,
    int Shares,
    int Reach,
    int Views)
{
    public static SandboxPost Of(ulong seed, SandboxDraft draft, DateTime now)
    {
        var id = IdOf(seed, draft.Slot);
        var isReel = draft.Media is SandboxMedia.Reel;
        var picture = Picture(SplitMix64.Stream(seed, "picture", draft.Slot.Key).Below(360));
        var media = isReel ? $"https://sandbox.invalid/{id}.mp4" : picture;
        var counts = SandboxCounts.At(seed, draft, now);
        return new SandboxPost(
            id,
            SandboxCaptions.Of(seed, draft),
            draft.Media switch { SandboxMedia.Carousel => "CAROUSEL_ALBUM", SandboxMedia.Reel => "VIDEO", _ => "IMAGE" },
            isReel ? "REELS" : "FEED",
            draft.Oddity is SandboxOddity.NoMediaUrl ? null : media,
            isReel ? picture : null,
            $"https://sandbox.invalid/p/{id}/",
            draft.Slot.PostedAt,
            draft.HidesLikes ? null : counts.Likes,
            counts.Comments,
            counts.Saves,
            counts.Shares,
            counts.Reach,
            counts.Views);
    }

    /// <summary>Begins like the ids of Instagram; the account's part, then the week, then the post within it, so no two are alike.</summary>
    public static string IdOf(ulong seed, SandboxSlot slot) =>
        string.Create(CultureInfo.InvariantCulture, $"17{SplitMix64.Stream(seed, "ids").Next() % 1_000_000_000:D9}{slot.Week:D4}{slot.Index:D2}");

    /// <summary>A square of one colour inside the address itself: nothing is fetched, and the page's content policy allows it.</summary>
    private static string Picture(int hue) =>
        $"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'%3E%3Crect width='8' height='8' fill='hsl({hue},45%25,55%25)'/%3E%3C/svg%3E";
}
