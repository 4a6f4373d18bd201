namespace Greenroom.Growth.Insights;

/// <summary>The one sentence above the figures. Its words are a contract, emoji and all; what it is worth is said by the signal beside it.</summary>
internal static class StatsMessage
{
    private const int Busy = 5;

    /// <param name="posts">Posts in the period.</param>
    /// <param name="likes">Likes in the period and in the one before.</param>
    /// <param name="postsThisWeek">Posts in the last seven times 24 hours.</param>
    public static string For(int posts, Trend likes, int postsThisWeek) =>
        posts == 0 ? "No posts yet in this period. Time to share something! 📸" : Verdict(likes) + Suffix(postsThisWeek);

    private static string Verdict(Trend likes) => likes switch
    {
        _ when likes.IsAbove(20) => "🔥 You're on fire! Engagement is way up.",
        _ when likes.IsAbove(5) => "📈 Nice! You're growing steadily.",
        _ when likes.IsAbove(-5) => "😎 Holding steady - keep doing your thing.",
        _ when likes.IsAbove(-20) => "📉 Slight dip, but no worries - it happens.",
        _ => "💪 Engagement is down, but consistency is key!",
    };

    private static string Suffix(int postsThisWeek) => postsThisWeek switch
    {
        0 => " Haven't posted this week though - your audience misses you!",
        >= Busy => " You've been posting a lot - great hustle!",
        _ => "",
    };
}
