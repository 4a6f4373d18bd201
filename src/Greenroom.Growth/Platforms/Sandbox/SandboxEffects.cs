namespace Greenroom.Growth.Platforms.Sandbox;

/// <summary>What makes a difference to a post, in ln(likes at 30 days): +0.25 is 28 % more likes. What is not named here makes none.</summary>
/// <param name="PerWeek">Growth for every week since the account began.</param>
/// <param name="Tags">By hashtag, lower case, without the sign.</param>
/// <param name="ViralShare">Share of posts with |N(1, 0.4)| on top.</param>
/// <param name="FollowersGained">A day, on average.</param>
/// <param name="FollowersLost">A day, on average.</param>
internal sealed record SandboxEffects(
    double PerWeek,
    IReadOnlyDictionary<DayOfWeek, double> Weekdays,
    IReadOnlyDictionary<SandboxDaypart, double> Dayparts,
    double Carousel,
    double Reel,
    IReadOnlyDictionary<string, double> Tags,
    double ViralShare,
    double FollowersGained,
    double FollowersLost)
{
    public static readonly SandboxEffects OfCreator = new(
        PerWeek: 0.004,
        new Dictionary<DayOfWeek, double>
        {
            [DayOfWeek.Monday] = 0.02,
            [DayOfWeek.Tuesday] = 0.05,
            [DayOfWeek.Thursday] = 0.03,
            [DayOfWeek.Saturday] = -0.02,
            [DayOfWeek.Sunday] = -0.15,
        },
        new Dictionary<SandboxDaypart, double>
        {
            [SandboxDaypart.Midday] = -0.05,
            [SandboxDaypart.Evening] = 0.25,
            [SandboxDaypart.Night] = -0.15,
        },
        Carousel: 0.10,
        Reel: 0.20,
        new Dictionary<string, double>(StringComparer.Ordinal) { [SandboxTags.BehindTheScenes] = 0.25, [SandboxTags.Ad] = -0.20 },
        ViralShare: 0.03,
        FollowersGained: 6,
        FollowersLost: 3);

    /// <summary>As many followers come as go, and no post goes viral either: a product that reports an outlier or a trend here has made it up.</summary>
    public static readonly SandboxEffects None = new(
        PerWeek: 0,
        new Dictionary<DayOfWeek, double>(),
        new Dictionary<SandboxDaypart, double>(),
        Carousel: 0,
        Reel: 0,
        new Dictionary<string, double>(StringComparer.Ordinal),
        ViralShare: 0,
        FollowersGained: 4.5,
        FollowersLost: 4.5);

    /// <summary>The sum of all that is known about a post; the rest of its ln(likes) is the base, the noise and luck.</summary>
    public double Of(int week, DateTime local, SandboxMedia media, IEnumerable<string> tags) =>
        (PerWeek * week)
        + Weekdays.GetValueOrDefault(local.DayOfWeek)
        + Dayparts.GetValueOrDefault(SandboxDayparts.Of(local))
        + media switch { SandboxMedia.Carousel => Carousel, SandboxMedia.Reel => Reel, _ => 0 }
        + tags.Sum(tag => Tags.GetValueOrDefault(tag));
}

/// <summary>What a post is made of.</summary>
internal enum SandboxMedia
{
    Image,
    Carousel,
    Reel,
}
