using Greenroom.Growth.Advice;
using static Greenroom.UnitTests.Growth.Advice.Samples;

namespace Greenroom.UnitTests.Growth.Advice;

public sealed class LiftTests
{
    [Fact]
    public void Lift_compares_with_the_median_of_the_posts_before()
    {
        // At 720 hours nothing is adjusted: y = ln(likes + 1), and the median of 9, 19, 49, 99, 199 is 49.
        var posts = new[] { 99, 9, 49, 199, 19, 99 }.Select((likes, index) => Post(index + 1, Now.AddHours(-720).AddMinutes(index), likes)).ToArray();

        var scored = Lift.Score(posts, Now, AgeCurves.Default);

        scored.Take(5).ShouldAllBe(post => post.Baseline == null && post.Lift == null && post.Winsorised == null);
        scored[5].Baseline!.Value.ShouldBe(Math.Log(50), 1e-4);
        scored[5].Lift!.Value.ShouldBe(1.0, 1e-3);
    }

    [Fact]
    public void Only_the_last_twenty_posts_make_the_baseline()
    {
        var posts = Enumerable.Range(1, 41).Select(number => Post(number, Now.AddDays(number - 100), number <= 20 ? 10 : 1000)).ToArray();

        Lift.Score(posts, Now, AgeCurves.Default)[^1].Residual!.Value.ShouldBe(0, 0.02);
    }

    [Fact]
    public void Residuals_are_drawn_in_for_groups_and_left_alone_otherwise()
    {
        Scored(1, 4).Winsorised.ShouldBe(1.5);
        Scored(1, -9).Winsorised.ShouldBe(-1.5);
        Scored(1, 4).Residual.ShouldBe(4);
    }

    [Fact]
    public void Young_posts_and_hidden_likes_have_no_score_and_future_posts_count_as_now()
    {
        var posts = new[]
        {
            Post(1, Now.AddHours(-23.9)), Post(2, Now.AddHours(-24)), Post(3, Now.AddDays(-9), likes: null), Post(4, Now.AddSeconds(90)), Post(5, Now.AddDays(-9), 0),
        };

        Lift.Score(posts, Now, AgeCurves.Default).Select(post => post.Post.Id).ShouldBe([Id(5), Id(2)]);
        Lift.Score([], Now, AgeCurves.Default).ShouldBeEmpty();
    }

    [Fact]
    public void Saves_count_only_where_nearly_every_post_has_them()
    {
        var posts = Enumerable.Range(1, 20).Select(number => Post(number, Now.AddDays(-number), 10) with { Comments = 2, Saves = 5 }).ToArray();
        PostSample[] Without(int count) => [.. posts.Select((post, index) => index < count ? post with { Saves = null } : post)];

        EngagementParts.Of(posts).Of(posts[0]).ShouldBe(17);
        EngagementParts.Of(Without(2)).Of(Without(2)[0]).ShouldBeNull();
        EngagementParts.Of(Without(2)).Of(Without(2)[9]).ShouldBe(17);
        EngagementParts.Of(Without(3)).Of(Without(3)[9]).ShouldBe(12);
        EngagementParts.Of([]).ShouldBe(default);
    }
}
