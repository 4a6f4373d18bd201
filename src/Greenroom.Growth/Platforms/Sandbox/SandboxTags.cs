namespace Greenroom.Growth.Platforms.Sandbox;

/// <summary>The hashtags of the sandbox: two that matter to the creator and eight that never do. Lower case, without the sign.</summary>
internal static class SandboxTags
{
    public const string BehindTheScenes = "behindthescenes";
    public const string Ad = "ad";

    private const double NullTagShare = 0.25;

    public static IReadOnlyList<string> Null { get; } =
        ["dotnet", "buildinpublic", "backend", "sql", "devlife", "opensource", "indiehacker", "systemdesign"];

    /// <summary>Each tag is drawn for itself; two null tags a post on average.</summary>
    public static List<string> Draw(SplitMix64 stream)
    {
        var tags = new List<string>();
        Add(BehindTheScenes, 0.30);
        Add(Ad, 0.10);
        foreach (var tag in Null)
        {
            Add(tag, NullTagShare);
        }

        return tags;

        void Add(string tag, double share)
        {
            if (stream.Chance(share))
            {
                tags.Add(tag);
            }
        }
    }
}
