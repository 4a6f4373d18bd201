namespace Greenroom.Growth.Platforms.Sandbox;

/// <summary>What is odd about a post. Each is something that platforms really return and that a careless reader stumbles over.</summary>
internal enum SandboxOddity
{
    None,
    DeletedLater,
    NoMediaUrl,
    NoCaption,
    EmojiCaption,
    TagTwice,
    FutureTimestamp,
}

/// <summary>All that is settled about a post before anybody sees it; only its age is missing.</summary>
/// <param name="Tags">Lower case, once each, whatever the caption makes of them.</param>
/// <param name="Effect">What the persona's effects add to ln(likes at 30 days).</param>
/// <param name="Luck">The post's own N(0, 0.34), and the viral extra where there is one.</param>
internal sealed record SandboxDraft(
    SandboxSlot Slot, SandboxOddity Oddity, SandboxMedia Media, IReadOnlyList<string> Tags, bool HidesLikes, double Effect, double Luck, bool IsViral)
{
    public const double BaseLogLikes = 5.0;

    private const double NoiseDeviation = 0.34;
    private const double HiddenShare = 0.06;

    private static readonly double[] MediaShares = [0.45, 0.30, 0.25];
    private static readonly TimeSpan ClockAhead = TimeSpan.FromSeconds(90);

    /// <summary>Found in the history of every full account, once each.</summary>
    private static readonly SandboxOddity[] Oddities =
        [SandboxOddity.DeletedLater, SandboxOddity.NoMediaUrl, SandboxOddity.NoCaption, SandboxOddity.EmojiCaption, SandboxOddity.TagTwice];

    public double LogLikesAtThirtyDays => BaseLogLikes + Effect + Luck;

    public DateTime LocalTime => SandboxZone.ToLocal(Slot.PostedAt);

    /// <summary>
    /// All posts of the account up to a moment, oldest first, deleted ones included. The platform's clock is 90 seconds ahead when the account
    /// connects: the post it returns at that moment has a timestamp that is still to come.
    /// </summary>
    public static IReadOnlyList<SandboxDraft> Until(ulong seed, SandboxPersona persona, DateTime startedAt, DateTime now)
    {
        var connectedAt = SandboxSchedule.ConnectedAt(startedAt);
        var slots = SandboxSchedule.Until(seed, startedAt, now);
        var history = slots.Where(slot => slot.PostedAt < connectedAt).ToList();
        if (persona.PostLimit is { } limit)
        {
            return [.. history.TakeLast(limit).Where(slot => slot.PostedAt <= now).Select(slot => Of(seed, persona, slot, SandboxOddity.None))];
        }

        var odd = Pick(seed, history);
        var visible = slots.Where(slot => slot.PostedAt <= now);
        if (now >= connectedAt)
        {
            var ahead = new SandboxSlot(SandboxSchedule.HistoryWeeks, SandboxSlot.SlotsPerWeek - 1, connectedAt + ClockAhead);
            odd[ahead.Key] = SandboxOddity.FutureTimestamp;
            visible = visible.Append(ahead).OrderBy(slot => slot.PostedAt).ThenBy(slot => slot.Key);
        }

        return [.. visible.Select(slot => Of(seed, persona, slot, odd.GetValueOrDefault(slot.Key)))];
    }

    private static Dictionary<long, SandboxOddity> Pick(ulong seed, List<SandboxSlot> history)
    {
        var stream = SplitMix64.Stream(seed, "oddities");
        var left = history.ConvertAll(slot => slot.Key);
        var odd = new Dictionary<long, SandboxOddity>();
        foreach (var oddity in Oddities.Take(left.Count))
        {
            var index = stream.Below(left.Count);
            odd[left[index]] = oddity;
            left.RemoveAt(index);
        }

        return odd;
    }

    private static SandboxDraft Of(ulong seed, SandboxPersona persona, SandboxSlot slot, SandboxOddity oddity)
    {
        // Platforms leave the media address out for licensed music, so that post is a reel.
        var drawn = (SandboxMedia)Stream("media").Weighted(MediaShares);
        var media = oddity is SandboxOddity.NoMediaUrl ? SandboxMedia.Reel : drawn;
        var tags = TagsOf(Stream("tags"), oddity);
        var effect = persona.Effects.Of(slot.Week, SandboxZone.ToLocal(slot.PostedAt), media, tags);
        var viral = Stream("viral");
        var isViral = viral.Chance(persona.Effects.ViralShare);
        var luck = Stream("noise").Normal(0, NoiseDeviation) + (isViral ? Math.Abs(viral.Normal(1, 0.4)) : 0);
        return new SandboxDraft(slot, oddity, media, tags, Stream("hidden").Chance(HiddenShare), effect, luck, isViral);

        SplitMix64 Stream(string concern) => SplitMix64.Stream(seed, concern, slot.Key);
    }

    private static List<string> TagsOf(SplitMix64 stream, SandboxOddity oddity)
    {
        var tags = SandboxTags.Draw(stream);
        if (oddity is SandboxOddity.NoCaption)
        {
            tags.Clear();
        }
        else if (oddity is SandboxOddity.TagTwice && !tags.Contains(SandboxCaptions.RepeatedTag))
        {
            tags.Add(SandboxCaptions.RepeatedTag);
        }

        return tags;
    }
}
