using System.Globalization;
using System.Text.Json;

namespace Greenroom.Growth.Platforms.Instagram;

/// <summary>Reads one post out of a page of media.</summary>
internal static class MediaPost
{
    private static readonly string[] TimeFormats = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>Null for one that cannot be read: without an id, a kind or a time a post is of no use to anybody.</summary>
    /// <param name="tellsCaption">Whether it was asked for: only then is its absence an answer.</param>
    public static PlatformPost? Read(JsonElement media, bool tellsCaption)
    {
        try
        {
            return IdOf(media) is { } id
                && media.Text("media_type") is ("IMAGE" or "VIDEO" or "CAROUSEL_ALBUM") and var type
                && Time(media.Text("timestamp")) is { } postedAt
                ? Of(media, id, type, postedAt, tellsCaption)
                : null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, which JSON can write and a text cannot hold.
            return null;
        }
    }

    /// <summary>Null where that cannot be read either, or is none that a post can be kept by.</summary>
    public static string? IdOf(JsonElement media)
    {
        try
        {
            return media.Id("id");
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static PlatformPost Of(JsonElement media, string id, string type, DateTime postedAt, bool tellsCaption)
    {
        var isVideo = type == "VIDEO";
        var product = media.Text("media_product_type");
        var thumbnail = Link(media.Text("thumbnail_url"));
        return new PlatformPost(
            id,
            media.Text("caption"),
            type,

            // Where the platform does not say what it is, a video is a reel: that is what it makes of them.
            product is null ? isVideo : product == "REELS",
            isVideo ? thumbnail : Link(media.Text("media_url")) ?? thumbnail,
            Link(media.Text("permalink")),
            postedAt,
            media.Count("like_count"),
            media.Count("comments_count"),
            Saves: null,
            Shares: null,
            Reach: null,
            Views: null,
            tellsCaption,
            TellsKind: product is not null);
    }

    /// <summary><c>2026-05-07T13:00:34+0000</c>, or as RFC 3339 has it.</summary>
    private static DateTime? Time(string? text)
    {
        if (text is null)
        {
            return null;
        }

        // .NET wants a colon in the offset.
        var withColon = text.Length > 5 && text[^5] is '+' or '-' && !text[^4..].Contains(':', StringComparison.Ordinal) ? text.Insert(text.Length - 2, ":") : text;
        return DateTimeOffset.TryParseExact(withColon, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time.UtcDateTime : null;
    }

    /// <summary>The page shows it as a link, so it has to be one.</summary>
    private static string? Link(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? text : null;
}
