using Greenroom.Growth;
using Greenroom.Growth.Advice;
using static Greenroom.UnitTests.Growth.Advice.Samples;

namespace Greenroom.UnitTests.Growth.Advice;

public sealed class HashtagsTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("no tags", "")]
    [InlineData("#one #Two, #three!", "one two three")]
    [InlineData("#Twice and #TWICE and #twice", "twice")]
    [InlineData("a#b c_#d 1#e ä#f", "")]
    [InlineData("(#inside) \n#next", "inside next")]
    [InlineData("##double #", "double")]
    [InlineData("#snake_case #2026 #mit-strich", "snake_case 2026 mit")]
    [InlineData("#Größe #ÜBER #ΑΘΗΝΑ #МОСКВА #東京 #صورة", "größe über αθηνα москва 東京 صورة")]
    [InlineData("#emoji🎉 🎉#party", "emoji party")]
    public void Tags_are_found_as_a_reader_finds_them(string caption, string tags) =>
        string.Join(' ', Hashtags.In(caption)).ShouldBe(tags);

    [Fact]
    public void A_tag_is_one_tag_however_its_accents_were_typed()
    {
        Hashtags.In("#caf\u00E9 #cafe\u0301 #CAFE\u0301").ShouldBe(["caf\u00E9"]);
        Hashtags.In(null).ShouldBeEmpty();
    }

    // Second column: Python, unicodedata.normalize("NFC", ...).
    [Theory]
    [InlineData("A\u030Angstro\u0308m", "\u00C5ngstr\u00F6m")]
    [InlineData("Vie\u0323\u0302t Vie\u0302\u0323t", "Vi\u1EC7t Vi\u1EC7t")]
    [InlineData("u\u0308\u0304", "\u01D6")]
    [InlineData("u\u0304\u0308", "\u1E7B")]
    [InlineData("x\u0301\u0301", "x\u0301\u0301")]
    [InlineData("\u30AB\u3099\u30CF\u309A", "\u30AC\u30D1")]
    [InlineData("\u1112\u1161\u11AB\u1100\u1173\u11AF", "\uD55C\uAE00")]
    [InlineData("\uD558\u11AB", "\uD55C")]
    [InlineData("\u0438\u0306\u0415\u0308", "\u0439\u0401")]
    [InlineData("\u0301a", "\u0301a")]
    [InlineData("\u03B1\u0313\u0301", "\u1F04")]
    [InlineData("\uD83C\uDF89 plain", "\uD83C\uDF89 plain")]
    public void Letters_compose_as_unicode_says(string typed, string composed) => Composition.Nfc(typed).ShouldBe(composed);

    [Fact]
    public void A_tag_that_goes_with_better_posts_is_found_and_the_others_are_not()
    {
        var random = new SplitMix64(11);
        var posts = Enumerable.Range(1, 120).Select(number =>
            Scored(number, (number % 3 == 0 ? 0.4 : 0) + (0.3 * random.Normal()), caption: (number % 3 == 0 ? "#good " : "") + (random.Below(2) == 0 ? "#coin" : ""))).ToArray();

        var report = Hashtags.Study(posts, Always);

        var claim = report.Claims.ShouldHaveSingleItem();
        claim.Subject.ShouldBe("tag:good");
        claim.N.ShouldBe(40);
        claim.Interval.Contains(Math.Exp(0.4) - 1).ShouldBeTrue();
        claim.PostIds.Count.ShouldBe(40);
        report.Refusal.ShouldBeNull();
        report.Tags.Select(tag => tag.Tag).ShouldBe(["good", "coin"]);
    }

    [Fact]
    public void What_type_and_daypart_explain_is_not_the_tags_doing()
    {
        // Carousels do better and half the tagged posts are carousels in the evening; the tag itself adds nothing.
        var random = new SplitMix64(12);
        var posts = Enumerable.Range(1, 200).Select(number =>
        {
            var carousel = number % 2 == 0;
            var tagged = random.Uniform() < (carousel ? 0.9 : 0.1);
            var posted = Now.Date.AddDays(number - 400).AddHours(carousel ? 19 : 9);
            return Scored(number, (carousel ? 0.8 : 0) + (0.3 * random.Normal()), posted, tagged ? "#tag" : "", carousel ? "CAROUSEL_ALBUM" : "IMAGE");
        }).ToArray();

        var tag = Hashtags.Study(posts, Always).Tags.ShouldHaveSingleItem();

        tag.IsClaimed.ShouldBeFalse();
        tag.Interval.Contains(0).ShouldBeTrue();
    }

    [Fact]
    public void Taking_out_type_and_daypart_is_least_squares()
    {
        // Additive, unbalanced, no noise: nothing may be left.
        var posts = Enumerable.Range(0, 60).Select(number =>
        {
            var (carousel, evening) = (number % 3 == 0, number % 7 < 3 || number % 3 == 0);
            return Scored(
                number, 0.1 + (carousel ? 0.3 : 0) - (evening ? 0.2 : 0), Now.Date.AddDays(-number).AddHours(evening ? 20 : 8), null,
                carousel && number % 2 == 0 ? "VIDEO" : carousel ? "CAROUSEL_ALBUM" : "IMAGE");
        }).ToArray();

        Hashtags.Adjusted(posts, TimeZoneInfo.Utc).ShouldAllBe(left => Math.Abs(left) < 1e-4);
    }

    [Fact]
    public void Where_no_tag_matters_one_account_in_twenty_is_told_something()
    {
        var random = new SplitMix64(13);

        var claims = Enumerable.Range(0, 200).Count(run =>
        {
            var posts = Enumerable.Range(1, 80).Select(number => Scored(
                number, 0.34 * random.Normal(), caption: string.Join(' ', Enumerable.Range(0, 10).Where(_ => random.Below(4) == 0).Select(tag => $"#t{tag}")))).ToArray();
            return Hashtags.Study(posts, Always, (ulong)run).Claims.Count > 0;
        });

        // 200 · 0.05 and three standard deviations.
        claims.ShouldBeLessThanOrEqualTo(19);
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(1, 9)]
    [InlineData(8, 5)]
    public void Five_with_and_five_without_are_the_least(int count, int more)
    {
        var posts = Enumerable.Range(1, count).Select(number => Scored(number, 0.1 * number, caption: number > 4 ? "#tag" : null)).ToArray();

        Hashtags.Study(posts, Always).Refusal.ShouldBe(new Refusal(RefusalReason.TooFewPosts, count, more));
    }

    [Fact]
    public void Equal_posts_say_nothing()
    {
        var posts = Enumerable.Range(1, 20).Select(number => Scored(number, 0.1, caption: number > 10 ? "#tag" : null)).ToArray();

        var report = Hashtags.Study(posts, Always);

        report.Claims.ShouldBeEmpty();
        report.Refusal.ShouldNotBeNull();
    }
}
