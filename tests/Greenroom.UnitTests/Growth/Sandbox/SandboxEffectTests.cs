using Greenroom.Growth.Platforms.Sandbox;

namespace Greenroom.UnitTests.Growth.Sandbox;

/// <summary>Sixty accounts have some ten thousand posts, on which every effect of the design must show, and none on the account without effects.</summary>
public sealed class SandboxEffectTests
{
    private static readonly Dictionary<string, (Func<Seen, bool> With, Func<Seen, bool> Without)> Comparisons = new(StringComparer.Ordinal)
    {
        // The design compares with dayparts and days that make no difference themselves.
        ["evening"] = (post => post.Daypart == "evening", post => post.Daypart is "morning" or "afternoon"),
        ["midday"] = (post => post.Daypart == "midday", post => post.Daypart is "morning" or "afternoon"),
        ["night"] = (post => post.Daypart == "night", post => post.Daypart is "morning" or "afternoon"),
        ["sunday"] = (post => post.Local.DayOfWeek is DayOfWeek.Sunday, post => post.Local.DayOfWeek is DayOfWeek.Wednesday or DayOfWeek.Friday),
        ["tuesday"] = (post => post.Local.DayOfWeek is DayOfWeek.Tuesday, post => post.Local.DayOfWeek is DayOfWeek.Wednesday or DayOfWeek.Friday),
        ["carousel"] = (post => post.Post.MediaType == "CAROUSEL_ALBUM", post => post.Post.MediaType == "IMAGE"),
        ["reel"] = (post => post.Post.MediaType == "VIDEO", post => post.Post.MediaType == "IMAGE"),
        ["#behindthescenes"] = (post => post.Tags.Contains("behindthescenes"), post => !post.Tags.Contains("behindthescenes")),
        ["#ad"] = (post => post.Tags.Contains("ad"), post => !post.Tags.Contains("ad")),
        ["#dotnet"] = (post => post.Tags.Contains("dotnet"), post => !post.Tags.Contains("dotnet")),
        ["#systemdesign"] = (post => post.Tags.Contains("systemdesign"), post => !post.Tags.Contains("systemdesign")),
        ["long caption"] = (post => post.Post.Caption?.Length > 250, post => post.Post.Caption?.Length <= 250),
    };

    [Theory]
    [InlineData("evening", 0.25)]
    [InlineData("midday", -0.05)]
    [InlineData("night", -0.15)]
    [InlineData("sunday", -0.15)]
    [InlineData("tuesday", 0.05)]
    [InlineData("carousel", 0.10)]
    [InlineData("reel", 0.20)]
    [InlineData("#behindthescenes", 0.25)]
    [InlineData("#ad", -0.20)]
    [InlineData("#dotnet", 0)]
    [InlineData("#systemdesign", 0)]
    [InlineData("long caption", 0)]
    public void The_creator_has_the_effect_of_the_design(string name, double effect) =>
        Difference(SandboxSample.Creators, name).ShouldBe(effect, 0.05);

    [Theory]
    [InlineData("evening")]
    [InlineData("midday")]
    [InlineData("night")]
    [InlineData("sunday")]
    [InlineData("tuesday")]
    [InlineData("carousel")]
    [InlineData("reel")]
    [InlineData("#behindthescenes")]
    [InlineData("#ad")]
    [InlineData("#dotnet")]
    [InlineData("#systemdesign")]
    [InlineData("long caption")]
    public void The_account_without_effects_has_none(string name) =>
        Difference(SandboxSample.Nulls, name).ShouldBe(0, 0.05);

    [Fact]
    public void The_creator_grows_by_four_thousandths_a_week() => Slope(SandboxSample.Creators).ShouldBe(0.004, 0.0015);

    [Fact]
    public void The_account_without_effects_does_not_grow() => Slope(SandboxSample.Nulls).ShouldBe(0, 0.0015);

    [Fact]
    public void What_the_effects_leave_over_is_the_base_the_noise_and_three_percent_of_luck()
    {
        var rest = SandboxSample.Creators
            .Where(post => post.LogLikes is not null)
            .Select(post => post.LogLikes!.Value - SandboxSample.Effect(post.Post.PostedAt, post.Post.MediaType, post.Tags))
            .ToList();

        // E|N(1, .4)| is 1.00 and its second moment 1.16; counting adds about 1/160 to the variance.
        rest.Average().ShouldBe(5.0 + (0.03 * 1.0), 0.02);
        Deviation(rest).ShouldBe(Math.Sqrt((0.34 * 0.34) + (0.03 * 1.16) - (0.03 * 0.03) + (1 / 160.0)), 0.02);
    }

    [Fact]
    public void Without_effects_the_base_and_the_noise_are_all_there_is()
    {
        var all = SandboxSample.Nulls.Where(post => post.LogLikes is not null).Select(post => post.LogLikes!.Value).ToList();

        all.Average().ShouldBe(5.0, 0.015);
        Deviation(all).ShouldBe(Math.Sqrt((0.34 * 0.34) + (1 / 148.0)), 0.012);
    }

    [Fact]
    public void The_truth_of_a_post_is_what_the_design_says_of_the_post_one_can_see()
    {
        foreach (var seed in SandboxSample.Seeds.Take(10))
        {
            var posts = SandboxSample.At(seed, SandboxPersona.Creator, SandboxSample.ConnectedAt).Posts.ToDictionary(post => post.PlatformPostId);
            var truth = SandboxTruth.At(seed, SandboxPersona.Creator, SandboxSample.StartedAt, SandboxSample.ConnectedAt);

            truth.Posts.Count.ShouldBe(posts.Count);
            foreach (var post in truth.Posts)
            {
                var seen = posts[post.PlatformPostId];
                post.Effect.ShouldBe(SandboxSample.Effect(seen.PostedAt, seen.MediaType, SandboxSample.TagsIn(seen.Caption)), 1e-9);
            }
        }
    }

    [Fact]
    public void The_truth_names_the_effect_of_every_tag()
    {
        var creator = SandboxTruth.At(1, SandboxPersona.Creator, SandboxSample.StartedAt, SandboxSample.ConnectedAt);
        var nothing = SandboxTruth.At(1, SandboxPersona.Null, SandboxSample.StartedAt, SandboxSample.ConnectedAt);

        creator.TagEffects.Count.ShouldBe(10);
        creator.TagEffects["behindthescenes"].ShouldBe(0.25);
        creator.TagEffects["ad"].ShouldBe(-0.20);
        creator.TagEffects.Values.Count(effect => effect == 0).ShouldBe(8);
        nothing.TagEffects.Values.ShouldAllBe(effect => effect == 0);
        nothing.Posts.ShouldAllBe(post => post.Effect == 0 && !post.IsViral);
    }

    private static double Difference(IReadOnlyList<Seen> posts, string name)
    {
        var (with, without) = Comparisons[name];
        return posts.Where(with).Average(post => post.LogLikes)!.Value - posts.Where(without).Average(post => post.LogLikes)!.Value;
    }

    private static double Slope(IReadOnlyList<Seen> posts)
    {
        var shown = posts.Where(post => post.LogLikes is not null).ToList();
        var (week, likes) = (shown.Average(post => post.Week), shown.Average(post => post.LogLikes!.Value));
        return shown.Sum(post => (post.Week - week) * (post.LogLikes!.Value - likes)) / shown.Sum(post => (post.Week - week) * (post.Week - week));
    }

    private static double Deviation(List<double> numbers)
    {
        var mean = numbers.Average();
        return Math.Sqrt(numbers.Average(number => (number - mean) * (number - mean)));
    }
}
