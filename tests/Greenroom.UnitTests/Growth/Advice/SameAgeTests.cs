using Greenroom.Growth.Advice;
using static Greenroom.UnitTests.Growth.Advice.Samples;

namespace Greenroom.UnitTests.Growth.Advice;

public sealed class SameAgeTests
{
    private static readonly AgeCurves Curves = AgeCurves.Default;

    [Theory]
    [InlineData(2)]
    [InlineData(9)]
    [InlineData(24)]
    [InlineData(100)]
    [InlineData(700)]
    public void It_says_the_same_whenever_the_sync_ran(double age)
    {
        // A post that will have 40,000 at 30 days, where the usual one has 20,000, seen at any age: twice the usual.
        var posted = Now.AddDays(-40);
        var counts = (int)Math.Round(40_000 * AgeCurve.Feed.ProgressAt(age));
        var post = Post(99, posted, counts);

        var result = SameAge.Compare(post with { CountedAtUtc = posted.AddHours(age) }, Now, SameAge.UsualBefore(post, History(posted, 20_000), Curves), default)!;

        result.Lift.ShouldBe(1, 0.001);
        result.AgeHours.ShouldBe(age, 1e-9);
        result.Engagement.ShouldBe(counts);
        (result.Engagement / result.Usual).ShouldBe(2, 0.001);
    }

    [Fact]
    public void The_range_holds_four_of_five_posts_of_a_log_normal_account()
    {
        var random = new Random(7);
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        var (inside, all) = (0, 0);
        for (var account = 0; account < 200; account++)
        {
            var posted = Now.AddDays(-40);
            var before = Enumerable.Range(1, 20).Select(n => new ScoredPost(Post(n, posted.AddDays(-n)), 1000, 0, 6 + (0.4 * Normal()), 6))
                .OrderBy(p => p.Post.PostedAtUtc).ToArray();
            var post = Post(99, posted, (int)Math.Round((Math.Exp(6 + (0.4 * Normal())) - 1) * AgeCurve.Feed.ProgressAt(30)));
            var result = SameAge.Compare(post with { CountedAtUtc = posted.AddHours(30) }, Now, SameAge.UsualBefore(post, before, Curves), default)!;
            all++;
            inside += result.Range.Contains(result.Engagement) ? 1 : 0;
        }

        // Twenty posts tell their own scatter only roughly, so a little less than 80 %.
        ((double)inside / all).ShouldBeInRange(0.68, 0.88);
    }

    [Fact]
    public void Only_posts_before_it_and_at_least_five_make_the_usual()
    {
        var posted = Now.AddDays(-40);
        var history = History(posted, 100);
        var later = new ScoredPost(Post(500, posted.AddDays(1)), 900, 1e9, Math.Log(1e9), 0);

        SameAge.UsualBefore(Post(99, posted), [.. history, later], Curves)!.At(720).ShouldBe(100, 1e-6);
        SameAge.UsualBefore(Post(99, posted), history[..4], Curves).ShouldBeNull();
        SameAge.UsualBefore(history[3].Post, history, Curves).ShouldBeNull();
        SameAge.UsualBefore(Post(99, posted), history, Curves)!.Posts.ShouldBe(20);
    }

    [Fact]
    public void A_post_that_hides_its_likes_is_compared_with_nothing()
    {
        var post = Post(99, Now.AddDays(-40), likes: null);

        SameAge.Compare(post, Now, SameAge.UsualBefore(post, History(post.PostedAtUtc, 100), Curves), default).ShouldBeNull();
    }

    private static ScoredPost[] History(DateTime until, double usual) =>
        [.. Enumerable.Range(1, 25).Select(n => new ScoredPost(Post(n, until.AddDays(n - 26)), 1000, usual, Math.Log(usual + 1), null))];
}
