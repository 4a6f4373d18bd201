using Greenroom.Platform.Data;

namespace Greenroom.UnitTests.Platform;

public sealed class StorableTextTests
{
    [Theory]
    [InlineData("short", 5, "short")]
    [InlineData("longer", 5, "longe")]
    [InlineData("with\0nul", 20, "withnul")]
    [InlineData("four😀", 5, "four")]
    [InlineData("four😀", 6, "four😀")]
    [InlineData(null, 5, null)]
    public void A_text_is_cut_between_characters_and_has_no_nul(string? text, int longest, string? kept) => StorableText.Bounded(text, longest).ShouldBe(kept);

    [Theory]
    [InlineData("whole", 5, "whole")]
    [InlineData("longer", 5, null)]
    [InlineData("n\0", 5, null)]
    public void An_id_is_kept_whole_or_not_at_all(string text, int longest, string? kept) => StorableText.Whole(text, longest).ShouldBe(kept);
}
