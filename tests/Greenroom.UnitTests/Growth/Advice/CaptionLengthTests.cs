using Greenroom.Growth;
using Greenroom.Growth.Advice;
using static Greenroom.UnitTests.Growth.Advice.Samples;

namespace Greenroom.UnitTests.Growth.Advice;

public sealed class CaptionLengthTests
{
    [Theory]
    [InlineData(0, "none")]
    [InlineData(1, "short")]
    [InlineData(125, "short")]
    [InlineData(126, "medium")]
    [InlineData(500, "medium")]
    [InlineData(501, "long")]
    public void A_caption_falls_into_one_of_four_bands(int length, string band) => CaptionLength.BandOf(new string('x', length)).ShouldBe(band);

    [Fact]
    public void Blank_is_none_and_a_character_is_what_a_reader_sees_as_one()
    {
        CaptionLength.BandOf(null).ShouldBe("none");
        CaptionLength.BandOf(" \n ").ShouldBe("none");
        CaptionLength.LengthOf(" \U0001F468\u200D\U0001F469\u200D\U0001F467 e\u0301 ").ShouldBe(3);
    }

    [Fact]
    public void Long_captions_that_do_better_are_found()
    {
        var random = new SplitMix64(3);
        var posts = Enumerable.Range(1, 90).Select(number =>
            Scored(number, (number % 3 == 0 ? 0.5 : 0) + (0.3 * random.Normal()), caption: new string('x', (number % 3) switch { 0 => 900, 1 => 50, _ => 200 }))).ToArray();

        CaptionLength.Study(posts, Always).Finding.Claim!.Subject.ShouldBe("caption:long");
    }
}
