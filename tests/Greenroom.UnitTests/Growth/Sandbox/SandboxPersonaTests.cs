using System.Text.Json;
using Greenroom.Growth.Platforms.Sandbox;

namespace Greenroom.UnitTests.Growth.Sandbox;

public sealed class SandboxPersonaTests
{
    [Fact]
    public void The_names_are_those_of_the_design() =>
        SandboxPersona.Names.ShouldBe(["creator", "null", "tiny", "empty", "expired", "ratelimited", "noperm"]);

    [Fact]
    public void Every_name_is_understood_with_and_without_its_prefix()
    {
        foreach (var name in SandboxPersona.Names)
        {
            SandboxPersona.TryParse(name, out var bare).ShouldBeTrue();
            SandboxPersona.TryParse("sandbox:" + name, out var prefixed).ShouldBeTrue();

            bare.Name.ShouldBe(name);
            prefixed.ShouldBeSameAs(bare);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Creator")]
    [InlineData("sandbox:")]
    [InlineData("somebody")]
    public void Any_other_name_is_unknown(string? name) => SandboxPersona.TryParse(name, out _).ShouldBeFalse();

    [Fact]
    public void Tiny_has_six_posts_for_ever_and_they_are_recent()
    {
        foreach (var seed in SandboxSample.Seeds)
        {
            var atFirst = SandboxSample.At(seed, SandboxPersona.Tiny, SandboxSample.ConnectedAt).Posts;
            var later = SandboxSample.At(seed, SandboxPersona.Tiny, SandboxSample.ConnectedAt.AddDays(300)).Posts;

            atFirst.Count.ShouldBe(6);
            atFirst.ShouldAllBe(post => post.PostedAt > SandboxSample.ConnectedAt.AddDays(-30) && post.Caption != null && post.MediaUrl != null);
            later.Select(post => post.PlatformPostId).ShouldBe(atFirst.Select(post => post.PlatformPostId));
        }
    }

    [Fact]
    public void Empty_has_followers_but_no_post()
    {
        var account = SandboxSample.At(1, SandboxPersona.Empty, SandboxSample.ReadAt);

        account.Posts.ShouldBeEmpty();
        account.Followers.ShouldBeGreaterThan(2000);
    }

    [Theory]
    [InlineData("expired")]
    [InlineData("ratelimited")]
    [InlineData("noperm")]
    public void The_personas_of_an_error_have_the_posts_of_the_creator(string name)
    {
        SandboxPersona.TryParse(name, out var persona).ShouldBeTrue();

        var account = SandboxSample.At(1, persona, SandboxSample.ReadAt);
        var creator = SandboxSample.At(1, SandboxPersona.Creator, SandboxSample.ReadAt);

        JsonSerializer.Serialize(account.Posts).ShouldBe(JsonSerializer.Serialize(creator.Posts));
        account.FollowersByDay.ShouldBe(creator.FollowersByDay);
    }
}
