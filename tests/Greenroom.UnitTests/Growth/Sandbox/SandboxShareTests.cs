using Greenroom.Growth.Platforms.Sandbox;

namespace Greenroom.UnitTests.Growth.Sandbox;

/// <summary>How often things happen, over sixty accounts, within four standard errors.</summary>
public sealed class SandboxShareTests
{
    [Theory]
    [InlineData("IMAGE", "FEED", 0.45)]
    [InlineData("CAROUSEL_ALBUM", "FEED", 0.30)]
    [InlineData("VIDEO", "REELS", 0.25)]
    public void Each_kind_of_post_has_its_share(string mediaType, string product, double share)
    {
        ShouldHaveShare(share, post => post.Post.MediaType == mediaType);
        SandboxSample.Creators.Where(post => post.Post.MediaType == mediaType).ShouldAllBe(post => post.Post.MediaProductType == product);
    }

    [Theory]
    [InlineData("behindthescenes", 0.30)]
    [InlineData("ad", 0.10)]
    public void Each_tag_that_matters_has_its_share(string tag, double share) => ShouldHaveShare(share, post => post.Tags.Contains(tag));

    [Fact]
    public void Eight_tags_do_not_matter_and_are_common_enough_to_be_tested()
    {
        var counts = SandboxSample.Creators.SelectMany(post => post.Tags).Where(tag => tag.All(char.IsAscii)).CountBy(tag => tag).ToDictionary();

        counts.Keys.Except(["behindthescenes", "ad"]).Count().ShouldBe(8);
        counts.Values.Min().ShouldBeGreaterThan(5 * SandboxSample.Seeds.Count);
    }

    [Fact]
    public void Six_percent_hide_their_likes() => ShouldHaveShare(0.06, post => post.Post.LikeCount is null);

    [Fact]
    public void Forty_weeks_have_four_and_a_half_posts_a_week_but_for_the_gap()
    {
        var counts = SandboxSample.Seeds.Select(seed => SandboxSample.At(seed, SandboxPersona.Creator, SandboxSample.ConnectedAt).Posts.Count).ToList();

        var expected = 4.5 * (280 - 9) / 7;
        counts.Average().ShouldBe(expected + 1, 4 * Math.Sqrt(expected / counts.Count), "one more is the post of the fast clock");
    }

    [Fact]
    public void There_is_a_gap_of_nine_days()
    {
        foreach (var seed in SandboxSample.Seeds)
        {
            var days = SandboxSample.At(seed, SandboxPersona.Creator, SandboxSample.ConnectedAt).Posts.Select(post => SandboxSample.Local(post.PostedAt)).Reverse().ToList();

            days.Zip(days.Skip(1), (earlier, later) => later - earlier).Max().ShouldBeGreaterThanOrEqualTo(TimeSpan.FromDays(9));
        }
    }

    [Fact]
    public void Comments_saves_and_shares_follow_the_likes()
    {
        var shown = SandboxSample.Creators.Where(post => post.Post.LikeCount is not null).Select(post => post.Post).ToList();
        double likes = shown.Sum(post => post.LikeCount!.Value);

        (shown.Sum(post => post.CommentsCount) / likes).ShouldBe(Math.Exp(-3.6 + (0.5 * 0.5 / 2)), 0.0015, "the mean of exp(N(-3.6, .5))");
        (shown.Sum(post => post.Saves) / likes).ShouldBe(0.04, 0.001);
        (shown.Sum(post => post.Shares) / likes).ShouldBe(0.02, 0.001);
    }

    [Fact]
    public void A_post_is_viewed_at_least_once_by_everyone_it_reached_and_not_liked_by_more()
    {
        SandboxSample.Creators.ShouldAllBe(post => post.Post.Views >= post.Post.Reach);
        SandboxSample.Creators.ShouldAllBe(post => post.Post.LikeCount == null || post.Post.Reach >= post.Post.LikeCount);
    }

    [Fact]
    public void Three_percent_go_viral()
    {
        var posts = SandboxSample.Seeds
            .SelectMany(seed => SandboxTruth.At(seed, SandboxPersona.Creator, SandboxSample.StartedAt, SandboxSample.ConnectedAt).Posts)
            .ToList();

        ((double)posts.Count(post => post.IsViral) / posts.Count).ShouldBe(0.03, SandboxSample.Bound(0.03, posts.Count));
    }

    [Fact]
    public void Captions_are_of_very_different_length_and_fit_the_platform()
    {
        var lengths = SandboxSample.Creators.Where(post => post.Post.Caption is not null).Select(post => post.Post.Caption!.Length).ToList();

        lengths.Count(length => length < 120).ShouldBeGreaterThan(lengths.Count / 10);
        lengths.Count(length => length > 400).ShouldBeGreaterThan(lengths.Count / 20);
        lengths.Max().ShouldBeLessThan(2200);
    }

    private static void ShouldHaveShare(double share, Func<Seen, bool> holds)
    {
        var count = SandboxSample.Creators.Count;
        ((double)SandboxSample.Creators.Count(holds) / count).ShouldBe(share, SandboxSample.Bound(share, count));
    }
}
