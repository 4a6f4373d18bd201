using System.Globalization;

namespace Greenroom.Growth.Advice;

/// <summary>
/// Does the length of a caption go with engagement? Four bands, cut where a reader notices something: no caption; up to 125 characters (all of
/// it is visible in the feed, above "… more"); up to 500 (a paragraph or two behind one tap); longer (up to Instagram's 2,200). Finer bands
/// would be too small to say anything about. A character is what a reader sees as one: a family emoji counts once.
/// </summary>
internal static class CaptionLength
{
    public const int VisibleInFeed = 125;
    public const int OneTap = 500;

    public static string BandOf(string? caption) => LengthOf(caption) switch
    {
        0 => "none",
        <= VisibleInFeed => "short",
        <= OneTap => "medium",
        _ => "long",
    };

    public static int LengthOf(string? caption) => string.IsNullOrWhiteSpace(caption) ? 0 : new StringInfo(caption.Trim()).LengthInTextElements;

    public static GroupReport Study(IReadOnlyList<ScoredPost> posts, Scope scope) =>
        GroupEffects.Study("caption", posts, post => BandOf(post.Post.Caption), scope);
}
