using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Greenroom.Growth.Platforms.Sandbox;

namespace Greenroom.UnitTests.Growth.Sandbox;

/// <summary>A pure function of which a later reading never takes anything back.</summary>
public sealed class SandboxGrowthTests
{
    private static readonly Arbitrary<ulong> SomeSeed = Gen.Choose(0, int.MaxValue).Select(seed => (ulong)seed).ToArbitrary();

    /// <summary>Two moments between the start and twenty weeks after connecting, in order.</summary>
    private static readonly Arbitrary<(DateTime Earlier, DateTime Later)> TwoMoments = Gen.Choose(0, 60 * 7 * 24 * 60)
        .Select(minutes => SandboxSample.StartedAt.AddMinutes(minutes))
        .Two()
        .Select(pair => pair.Item1 <= pair.Item2 ? (pair.Item1, pair.Item2) : (pair.Item2, pair.Item1))
        .ToArbitrary();

    [Theory]
    [InlineData("creator")]
    [InlineData("null")]
    [InlineData("tiny")]
    [InlineData("empty")]
    public void The_same_arguments_give_the_same_account(string name)
    {
        SandboxPersona.TryParse(name, out var persona).ShouldBeTrue();

        var first = JsonSerializer.Serialize(SandboxSample.At(42, persona, SandboxSample.ReadAt));
        var second = JsonSerializer.Serialize(SandboxSample.At(42, persona, SandboxSample.ReadAt));

        second.ShouldBe(first);
    }

    [Fact]
    public void Another_seed_gives_another_account()
    {
        var accounts = SandboxSample.Seeds.Select(seed => SandboxSample.At(seed, SandboxPersona.Creator, SandboxSample.ConnectedAt)).ToList();

        accounts.Select(account => account.PlatformAccountId).ShouldBeUnique();
        accounts.SelectMany(account => account.Posts).Select(post => post.PlatformPostId).ShouldBeUnique();
        accounts.Select(account => account.Posts.Sum(post => post.LikeCount)).Distinct().Count().ShouldBeGreaterThan(50);
    }

    [Fact]
    public void A_later_reading_only_adds_posts_and_raises_counts() =>
        Prop.ForAll(SomeSeed, TwoMoments, (seed, moments) => OnlyGrows(seed, SandboxPersona.Creator, moments.Earlier, moments.Later))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void That_holds_for_a_tiny_account_too() =>
        Prop.ForAll(SomeSeed, TwoMoments, (seed, moments) => OnlyGrows(seed, SandboxPersona.Tiny, moments.Earlier, moments.Later))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Counts_rise_from_hour_to_hour_on_the_first_day()
    {
        var later = Enumerable.Range(0, 25)
            .Select(hour => SandboxSample.At(3, SandboxPersona.Creator, SandboxSample.ConnectedAt.AddHours(hour)).Posts.Sum(post => post.LikeCount ?? 0))
            .ToList();

        later.Take(24).ShouldBe(later.Take(24).Order().ToList(), "the deleted post is gone after a day");
        later[23].ShouldBeGreaterThan(later[0]);
    }

    [Fact]
    public void The_account_goes_on_posting_after_it_was_connected()
    {
        var posts = SandboxSample.Seeds.Sum(seed => SandboxSample.At(seed, SandboxPersona.Creator, SandboxSample.ConnectedAt.AddDays(140)).Posts
            .Count(post => post.PostedAt > SandboxSample.ConnectedAt.AddSeconds(90)));

        var expected = 4.5 * 20 * SandboxSample.Seeds.Count;
        ((double)posts).ShouldBe(expected, 4 * Math.Sqrt(expected));
    }

    [Fact]
    public void Before_the_start_there_is_nothing()
    {
        var account = SandboxSample.At(1, SandboxPersona.Creator, SandboxSample.StartedAt.AddSeconds(-1));

        account.Posts.ShouldBeEmpty();
        account.FollowersByDay.ShouldBeEmpty();
        account.Followers.ShouldBe(2400);
    }

    [Fact]
    public void A_time_that_is_not_utc_is_refused()
    {
        var local = DateTime.SpecifyKind(SandboxSample.ReadAt, DateTimeKind.Unspecified);

        Should.Throw<ArgumentException>(() => SandboxSample.At(1, SandboxPersona.Creator, local));
        Should.Throw<ArgumentException>(() => SandboxAccount.At(1, SandboxPersona.Creator, local, SandboxSample.ReadAt));
    }

    [Fact]
    public void An_account_connected_now_began_forty_weeks_ago() =>
        SandboxAccount.StartOf(SandboxSample.ConnectedAt).ShouldBe(SandboxSample.StartedAt);

    [Theory]
    [InlineData(1)]
    [InlineData(24)]
    [InlineData(720)]
    [InlineData(5000)]
    public void The_likes_at_an_age_scatter_around_their_share_like_counts_do(double hours)
    {
        var errors = new List<double>();
        foreach (var seed in SandboxSample.Seeds.Take(20))
        {
            foreach (var draft in SandboxDraft.Until(seed, SandboxPersona.Creator, SandboxSample.StartedAt, SandboxSample.ConnectedAt))
            {
                var reel = draft.Media is SandboxMedia.Reel;
                var expected = Math.Exp(draft.LogLikesAtThirtyDays) * SandboxSample.Age(reel, hours) / SandboxSample.Age(reel, 720);
                var likes = SandboxCounts.At(seed, draft, draft.Slot.PostedAt.AddHours(hours)).Likes;
                errors.Add((likes - expected) / Math.Sqrt(expected));
            }
        }

        errors.Average().ShouldBe(0, 4 / Math.Sqrt(errors.Count));
        errors.Average(error => error * error).ShouldBe(1, 4 * Math.Sqrt(2.1 / errors.Count));
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 0)]
    [InlineData(1, 0.55)]
    [InlineData(24, 0.80)]
    [InlineData(120, 0.90)]
    [InlineData(720, 0.97)]
    public void Likes_come_at_the_pace_of_the_public_figures(double hours, double share) =>
        SandboxAgeCurve.Of(SandboxMedia.Image).At(hours).ShouldBe(share, 0.005);

    [Fact]
    public void A_reel_takes_longer() => SandboxAgeCurve.Of(SandboxMedia.Reel).At(20).ShouldBe(1 - (1 / Math.E), 1e-12);

    private static bool OnlyGrows(ulong seed, SandboxPersona persona, DateTime earlier, DateTime later)
    {
        var before = SandboxSample.At(seed, persona, earlier).Posts;
        var after = SandboxSample.At(seed, persona, later).Posts.ToDictionary(post => post.PlatformPostId);
        var gone = before.Where(post => !after.ContainsKey(post.PlatformPostId)).ToList();
        var isDeletion = earlier < SandboxSample.ConnectedAt.AddDays(1) && later >= SandboxSample.ConnectedAt.AddDays(1);
        return gone.Count <= (isDeletion ? 1 : 0) && before.Except(gone).All(post => Grows(post, after[post.PlatformPostId]));
    }

    private static bool Grows(SandboxPost before, SandboxPost after) =>
        after.LikeCount.HasValue == before.LikeCount.HasValue
        && !(after.LikeCount < before.LikeCount)
        && after.CommentsCount >= before.CommentsCount
        && after.Saves >= before.Saves
        && after.Shares >= before.Shares
        && after.Reach >= before.Reach
        && after.Views >= before.Views
        && after == before with
        {
            LikeCount = after.LikeCount,
            CommentsCount = after.CommentsCount,
            Saves = after.Saves,
            Shares = after.Shares,
            Reach = after.Reach,
            Views = after.Views,
        };
}
