using System.Text;
using System.Text.RegularExpressions;
using Greenroom.Growth.Platforms.Sandbox;

namespace Greenroom.UnitTests.Growth.Sandbox;

/// <summary>Every full account has each of the posts that a careless reader stumbles over.</summary>
public sealed partial class SandboxOddPostTests
{
    public static TheoryData<int, string> Accounts => new(
        Enumerable.Range(1, 5).SelectMany(seed => new[] { "creator", "null", "expired" }.Select(name => new TheoryDataRow<int, string>(seed, name))));

    [Theory]
    [MemberData(nameof(Accounts))]
    public void One_post_is_deleted_a_day_after_connecting(int seed, string name)
    {
        var before = Read(seed, name, SandboxSample.ConnectedAt.AddDays(1).AddSeconds(-1));
        var after = Read(seed, name, SandboxSample.ConnectedAt.AddDays(1)).Select(post => post.PlatformPostId).ToHashSet();

        before.Count(post => !after.Contains(post.PlatformPostId)).ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Accounts))]
    public void One_reel_has_no_media_address(int seed, string name)
    {
        var post = Connect(seed, name).Where(post => post.MediaUrl is null).ShouldHaveSingleItem();

        post.MediaType.ShouldBe("VIDEO");
        post.ThumbnailUrl.ShouldNotBeNull();
        post.Permalink.ShouldNotBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Accounts))]
    public void One_post_has_no_caption(int seed, string name) => Connect(seed, name).Count(post => post.Caption is null).ShouldBe(1);

    [Theory]
    [MemberData(nameof(Accounts))]
    public void One_caption_has_emoji_and_runs_from_right_to_left(int seed, string name)
    {
        var caption = Connect(seed, name).Select(post => post.Caption ?? "").Where(HasEmoji).ShouldHaveSingleItem();

        caption.EnumerateRunes().ShouldContain(rune => rune.Value >= 0x0590 && rune.Value <= 0x05FF);
        SandboxSample.TagsIn(caption).ShouldContain("\u05E7\u05D5\u05D3");
    }

    [Theory]
    [MemberData(nameof(Accounts))]
    public void One_caption_has_a_tag_twice_in_different_case(int seed, string name)
    {
        var caption = Connect(seed, name).Select(post => post.Caption ?? "").Where(HasTagTwice).ShouldHaveSingleItem();

        var tags = Tag().Matches(caption).Select(match => match.Value).ToList();
        tags.Distinct(StringComparer.Ordinal).Count().ShouldBe(tags.Count);
        tags.Distinct(StringComparer.OrdinalIgnoreCase).Count().ShouldBe(tags.Count - 1);
    }

    [Theory]
    [MemberData(nameof(Accounts))]
    public void The_newest_post_at_connecting_lies_ninety_seconds_ahead_and_has_no_likes_yet(int seed, string name)
    {
        var ahead = Connect(seed, name).Where(post => post.PostedAt > SandboxSample.ConnectedAt).ShouldHaveSingleItem();

        ahead.PostedAt.ShouldBe(SandboxSample.ConnectedAt.AddSeconds(90));
        (ahead.LikeCount ?? 0).ShouldBe(0);
        ahead.Views.ShouldBe(0);
        Read(seed, name, SandboxSample.ConnectedAt.AddDays(3)).ShouldContain(post => post.PlatformPostId == ahead.PlatformPostId && post.Views > 0);
    }

    [Theory]
    [MemberData(nameof(Accounts))]
    public void Some_posts_hide_their_likes_but_not_their_comments(int seed, string name)
    {
        var hidden = Read(seed, name, SandboxSample.ReadAt).Where(post => post.LikeCount is null).ToList();

        hidden.ShouldNotBeEmpty();
        hidden.Sum(post => post.CommentsCount).ShouldBeGreaterThan(0);
    }

    [Theory]
    [MemberData(nameof(Accounts))]
    public void Every_post_is_one_that_a_platform_could_return(int seed, string name)
    {
        var posts = Read(seed, name, SandboxSample.ReadAt);

        posts.Select(post => post.PlatformPostId).ShouldBeUnique();
        posts.ShouldAllBe(post => post.PlatformPostId.Length == 17 && post.PlatformPostId.All(char.IsAsciiDigit));
        posts.ShouldAllBe(post => post.PostedAt.Kind == DateTimeKind.Utc);
        posts.ShouldAllBe(post => (post.ThumbnailUrl != null) == (post.MediaType == "VIDEO"));
        posts.ShouldAllBe(post => Uri.IsWellFormedUriString(post.Permalink, UriKind.Absolute));
        posts.ShouldBe(posts.OrderByDescending(post => post.PostedAt).ToList(), "newest first");
    }

    private static IReadOnlyList<SandboxPost> Connect(int seed, string name) => Read(seed, name, SandboxSample.ConnectedAt);

    private static IReadOnlyList<SandboxPost> Read(int seed, string name, DateTime now)
    {
        SandboxPersona.TryParse(name, out var persona).ShouldBeTrue();
        return SandboxSample.At((ulong)seed, persona, now).Posts;
    }

    private static bool HasEmoji(string text) => text.EnumerateRunes().Any(rune => rune.Value >= 0x1F000);

    private static bool HasTagTwice(string text) =>
        Tag().Matches(text).Select(match => match.Value.ToUpperInvariant()).CountBy(tag => tag).Any(tag => tag.Value > 1);

    [GeneratedRegex("#[A-Za-z]+")]
    private static partial Regex Tag();
}
