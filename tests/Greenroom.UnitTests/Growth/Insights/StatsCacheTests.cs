using Greenroom.Growth.Connections;
using Greenroom.Growth.Insights;
using Greenroom.Growth.Posts;
using Greenroom.Platform.Data;

namespace Greenroom.UnitTests.Growth.Insights;

public sealed class StatsCacheTests
{
    private const int MostSize = 25_000_000;
    private static readonly DateTime Now = new(2026, 11, 28, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void What_is_kept_is_bounded_by_the_room_that_it_takes_however_long_the_texts_are()
    {
        using var cache = new StatsCache();
        var caption = new string('x', 1_000_000);
        var accounts = Enumerable.Range(0, 60).Select(number => InstagramAccount.Connect(Ids.New(Now), $"{number}", "UTC", Now)).ToList();

        accounts.ForEach(account => cache.Keep(account, 30, StatsOf(account, caption), Now.AddDays(1)));

        accounts.Count(account => cache.Find(account, 30, Now) is not null).ShouldBeInRange(1, MostSize / caption.Length);
    }

    [Fact]
    public void Figures_of_thousands_of_usual_accounts_find_room()
    {
        using var cache = new StatsCache();
        var caption = new string('x', 500);
        var accounts = Enumerable.Range(0, 5000).Select(number => InstagramAccount.Connect(Ids.New(Now), $"{number}", "UTC", Now)).ToList();

        accounts.ForEach(account => cache.Keep(account, 30, StatsOf(account, caption), Now.AddDays(1)));

        accounts.ShouldAllBe(account => cache.Find(account, 30, Now) != null);
    }

    private static StatsView StatsOf(InstagramAccount account, string caption)
    {
        var best = new PostView(
            Ids.New(Now), "1", caption, "IMAGE", ContentType.Image, MediaUrl: null, Permalink: null, LikeCount: 1, CommentsCount: 1, SavesCount: null, SharesCount: null,
            ReachCount: null, ViewsCount: null, Engagement: 2, Now, Now);
        return new StatsView(
            AccountViews.Of(account), Period: 30, Now.AddDays(-30), Now, CapturedAt: null, TotalPosts: 1, TotalLikes: 1, TotalComments: 1, AvgLikes: 1, AvgComments: 1,
            LikesTrend: 0, CommentsTrend: 0, TrendBasis.NoPrevious, CommentsBasis: TrendBasis.NoPrevious, PostsThisWeek: 0, PostingFrequency: 0, BestPost: best, EngagementParts: ["likes"], EngagementRate: null,
            EngagementRateByReach: null, AvgEngagementPerPost: null, HiddenLikePosts: 0, Message: "", new SignalView(Evident: false, Change: null, PostsNeeded: 3, new SplitView(0, 0, 0, 0)),
            [.. Enumerable.Range(0, 30).Select(day => new DayView(DateOnly.FromDateTime(Now).AddDays(-day), 0, 0, 0))]);
    }
}
