using System.Text.RegularExpressions;
using Greenroom.Growth.Platforms.Sandbox;

namespace Greenroom.UnitTests.Growth.Sandbox;

/// <summary>
/// Sixty accounts, read from the outside. The figures of the design are written down here a second time, so that the tests do not take
/// their expectation from the code they test.
/// </summary>
internal static partial class SandboxSample
{
    /// <summary>Forty weeks from here contain the change to summer time.</summary>
    public static readonly DateTime StartedAt = new(2025, 11, 24, 9, 20, 0, DateTimeKind.Utc);

    public static readonly DateTime ConnectedAt = StartedAt.AddDays(280);

    /// <summary>Late enough that nearly all likes of the forty weeks are in.</summary>
    public static readonly DateTime ReadAt = ConnectedAt.AddDays(40);

    public static readonly IReadOnlyList<ulong> Seeds = [.. Enumerable.Range(1, 60).Select(seed => (ulong)seed)];

    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    private static readonly Lazy<IReadOnlyList<Seen>> LazyCreators = new(() => Read(SandboxPersona.Creator));
    private static readonly Lazy<IReadOnlyList<Seen>> LazyNulls = new(() => Read(SandboxPersona.Null));

    public static IReadOnlyList<Seen> Creators => LazyCreators.Value;

    public static IReadOnlyList<Seen> Nulls => LazyNulls.Value;

    public static SandboxAccount At(ulong seed, SandboxPersona persona, DateTime now) => SandboxAccount.At(seed, persona, StartedAt, now);

    public static DateTime Local(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(utc, Berlin);

    /// <summary>Four standard errors of a share.</summary>
    public static double Bound(double share, int count) => 4 * Math.Sqrt(share * (1 - share) / count);

    /// <summary>Hashtags by the definition of the design.</summary>
    public static IReadOnlyList<string> TagsIn(string? caption) =>
        [.. Hashtag().Matches(caption ?? "").Select(match => match.Groups[1].Value.ToLowerInvariant()).Distinct()];

    public static string DaypartOf(DateTime local) => local.Hour switch
    {
        >= 5 and < 11 => "morning",
        >= 11 and < 15 => "midday",
        >= 15 and < 18 => "afternoon",
        >= 18 and < 22 => "evening",
        _ => "night",
    };

    /// <summary>F(h) of the design.</summary>
    public static double Age(bool reel, double hours) =>
        hours <= 0 ? 0 : 1 - Math.Exp(-Math.Pow(hours / (reel ? 20 : 2.83), reel ? 0.35 : 0.2226));

    /// <summary>What the design adds to ln(likes) of a creator's post.</summary>
    public static double Effect(DateTime posted, string mediaType, IReadOnlyList<string> tags)
    {
        var local = Local(posted);
        double[] fromSunday = [-0.15, 0.02, 0.05, 0, 0.03, 0, -0.02];
        return (0.004 * Math.Floor((local.Date - Local(StartedAt).Date).TotalDays / 7))
            + fromSunday[(int)local.DayOfWeek]
            + DaypartOf(local) switch { "midday" => -0.05, "evening" => 0.25, "night" => -0.15, _ => 0 }
            + mediaType switch { "CAROUSEL_ALBUM" => 0.10, "VIDEO" => 0.20, _ => 0 }
            + (tags.Contains("behindthescenes") ? 0.25 : 0)
            + (tags.Contains("ad") ? -0.20 : 0);
    }

    private static List<Seen> Read(SandboxPersona persona) =>
        [.. Seeds.SelectMany(seed => At(seed, persona, ReadAt).Posts).Where(post => ReadAt - post.PostedAt >= TimeSpan.FromDays(30)).Select(Seen.Of)];

    [GeneratedRegex(@"(?<![\p{L}\p{N}_])#([\p{L}\p{N}_]+)")]
    private static partial Regex Hashtag();
}

/// <summary>A post of at least thirty days, with its likes brought back to thirty days; null where they are hidden.</summary>
internal sealed record Seen(SandboxPost Post, DateTime Local, string Daypart, IReadOnlyList<string> Tags, double? LogLikes)
{
    public double Week => (Post.PostedAt - SandboxSample.StartedAt).TotalDays / 7;

    public static Seen Of(SandboxPost post)
    {
        var local = SandboxSample.Local(post.PostedAt);
        var reel = post.MediaType == "VIDEO";
        var share = SandboxSample.Age(reel, (SandboxSample.ReadAt - post.PostedAt).TotalHours) / SandboxSample.Age(reel, 720);
        double? log = post.LikeCount is { } likes ? Math.Log(likes / share) : null;
        return new Seen(post, local, SandboxSample.DaypartOf(local), SandboxSample.TagsIn(post.Caption), log);
    }
}
