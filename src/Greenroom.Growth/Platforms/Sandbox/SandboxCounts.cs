namespace Greenroom.Growth.Platforms.Sandbox;

/// <summary>What a post has gathered at some age. None of these ever falls as the post gets older.</summary>
internal sealed record SandboxCounts(int Likes, int Comments, int Saves, int Shares, int Reach, int Views)
{
    // Guesses that look right: one like for every twelve people reached, who look 1.3 times on average (1.7 times at a reel).
    private const double ReachPerLike = 12;
    private const double ViewsPerReach = 1.3;
    private const double ReelViewsPerReach = 1.7;

    /// <summary>
    /// Poisson noise around exp(μ)·F(age)/F(720 h). Each kind has a stream of the post, read from its beginning at every age, so the noise
    /// is the same each time and only the mean rises.
    /// </summary>
    public static SandboxCounts At(ulong seed, SandboxDraft draft, DateTime now)
    {
        var age = (now - draft.Slot.PostedAt).TotalHours;
        var expected = Math.Exp(draft.LogLikesAtThirtyDays) * SandboxAgeCurve.Of(draft.Media).ShareOfThirtyDays(age);
        var talk = Math.Exp(Stream("talk").Normal(-3.6, 0.5));
        var spread = Math.Exp(Stream("spread").Normal(0, 0.25));

        var likes = Stream("likes").Poisson(expected);
        var comments = Stream("comments").Poisson(expected * talk);
        var saves = Stream("saves").Poisson(expected * 0.04);
        var shares = Stream("shares").Poisson(expected * 0.02);
        var reach = Math.Max(likes, (int)(expected * ReachPerLike * spread));
        var views = (int)(reach * (draft.Media is SandboxMedia.Reel ? ReelViewsPerReach : ViewsPerReach));
        return new SandboxCounts(likes, comments, saves, shares, reach, views);

        SplitMix64 Stream(string concern) => SplitMix64.Stream(seed, concern, draft.Slot.Key);
    }
}
