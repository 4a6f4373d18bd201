namespace Greenroom.Growth.Platforms.Sandbox;

/// <summary>
/// The ground truth of a sandbox account, FOR TESTS ONLY: what the statistics have to find out from the posts. Nothing in the product may read it.
/// </summary>
/// <param name="TagEffects">In ln(likes), of every hashtag the account uses; 0 for those that make no difference.</param>
internal sealed record SandboxTruth(SandboxEffects Effects, IReadOnlyDictionary<string, double> TagEffects, IReadOnlyList<SandboxPostTruth> Posts)
{
    /// <summary>The posts up to a moment, oldest first, the deleted one included.</summary>
    public static SandboxTruth At(ulong seed, SandboxPersona persona, DateTime startedAt, DateTime now) => new(
        persona.Effects,
        SandboxTags.Null.Append(SandboxTags.BehindTheScenes).Append(SandboxTags.Ad)
            .ToDictionary(tag => tag, tag => persona.Effects.Tags.GetValueOrDefault(tag), StringComparer.Ordinal),
        [.. SandboxDraft.Until(seed, persona, startedAt, now).Select(draft => SandboxPostTruth.Of(seed, draft))]);
}

/// <summary>The ground truth of one post, FOR TESTS ONLY.</summary>
/// <param name="Effect">The sum of the persona's effects, in ln(likes).</param>
/// <param name="ExpectedLogLikes">ln of the likes expected at 30 days, the post's own luck included.</param>
internal sealed record SandboxPostTruth(
    string PlatformPostId,
    DateTime PostedAt,
    DateTime LocalTime,
    SandboxDaypart Daypart,
    SandboxMedia Media,
    IReadOnlyList<string> Tags,
    SandboxOddity Oddity,
    bool HidesLikes,
    bool IsViral,
    double Effect,
    double ExpectedLogLikes)
{
    public static SandboxPostTruth Of(ulong seed, SandboxDraft draft) => new(
        SandboxPost.IdOf(seed, draft.Slot),
        draft.Slot.PostedAt,
        draft.LocalTime,
        SandboxDayparts.Of(draft.LocalTime),
        draft.Media,
        draft.Tags,
        draft.Oddity,
        draft.HidesLikes,
        draft.IsViral,
        draft.Effect,
        draft.LogLikesAtThirtyDays);
}
