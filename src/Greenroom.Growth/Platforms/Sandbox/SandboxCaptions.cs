namespace Greenroom.Growth.Platforms.Sandbox;

/// <summary>What the sandbox creator writes: a developer who builds a small product in public. The words make no difference to the likes.</summary>
internal static class SandboxCaptions
{
    /// <summary>The tag that one post has a second time, as <c>#DotNet</c>.</summary>
    public const string RepeatedTag = "dotnet";

    /// <summary>
    /// The one caption with emoji and writing from right to left ("hello from the backend" and the tag "code" in Hebrew), in escapes so that no
    /// editor turns the line around. One emoji is three code points, which lengths and cuts must survive.
    /// </summary>
    private const string EmojiCaption =
        "\u05E9\u05DC\u05D5\u05DD \u05DE\u05D4\u05D1\u05E7\u05D0\u05E0\u05D3 \U0001F680 The Hebrew layout is live, mirrored menus and all. \U0001F469\u200D\U0001F4BB \U0001F389 #\u05E7\u05D5\u05D3";

    /// <summary>How often a caption has one, two, three or six sentences.</summary>
    private static readonly double[] LengthShares = [0.42, 0.30, 0.18, 0.10];

    private static readonly int[] Lengths = [1, 2, 3, 6];

    /// <summary>Null for the one post without a caption.</summary>
    public static string? Of(ulong seed, SandboxDraft draft)
    {
        if (draft.Oddity is SandboxOddity.NoCaption)
        {
            return null;
        }

        var text = draft.Oddity is SandboxOddity.EmojiCaption ? EmojiCaption : Text(SplitMix64.Stream(seed, "caption", draft.Slot.Key));
        var tags = draft.Tags.Select(tag => '#' + tag);
        if (draft.Oddity is SandboxOddity.TagTwice)
        {
            tags = tags.Append("#DotNet");
        }

        var line = string.Join(' ', tags);
        return line.Length == 0 ? text : text + "\n\n" + line;
    }

    private static string Text(SplitMix64 stream)
    {
        var length = Lengths[stream.Weighted(LengthShares)];
        var chosen = new List<string>();
        while (chosen.Count < length)
        {
            var sentence = SandboxSentences.All[stream.Below(SandboxSentences.All.Count)];
            if (!chosen.Contains(sentence))
            {
                chosen.Add(sentence);
            }
        }

        return string.Join(' ', chosen);
    }
}
