using Greenroom.Interviews.Grading;
using Greenroom.Interviews.Grading.Language;

namespace Greenroom.UnitTests.Grading;

public sealed class LanguageTests
{
    [Theory]
    [InlineData("It is not safe.", "safe", true)]
    [InlineData("It is safe.", "safe", false)]
    [InlineData("It is never not safe.", "safe", false)]
    [InlineData("It is not only safe.", "safe", false)]
    [InlineData("It is not fast, but it is safe.", "safe", false)]
    [InlineData("We read without scanning.", "scanning", true)]
    [InlineData("One request instead of thousands.", "thousands", true)]
    [InlineData("It is not the case that only some take effect.", "effect", false)]
    [InlineData("POST must not be repeated as it creates another customer.", "creates", false)]
    [InlineData("It is not the handler and not the encryption.", "encryption", true)]
    [InlineData("We stream with no tracking and write each row.", "row", false)]
    public void A_negation_reaches_as_far_as_a_reader_would_say(string text, string word, bool denied) =>
        AnalysedText.Of(text).Tokens.Single(token => token.Word == word).Denied.ShouldBe(denied);

    [Theory]
    [InlineData("First. Second! Third?", 3)]
    [InlineData("It takes 1.5 s, e.g. here.", 1)]
    [InlineData("a wrapped\nline is one sentence", 1)]
    [InlineData("It ends here.\nAnd goes on.", 2)]
    [InlineData("- one thing\n- another thing", 2)]
    public void Sentences_end_where_a_reader_would_say(string text, int sentences) =>
        AnalysedText.Of(text).Sentences.Count.ShouldBe(sentences);

    [Theory]
    [InlineData("request", "request", 1)]
    [InlineData("delet", "remov", 0.85)]
    [InlineData("strctur", "structur", 0.85)]
    public void Near_words_are_recognised(string left, string right, double similarity) =>
        TermSimilarity.Of(left, right).ShouldBe(similarity);

    [Theory]
    [InlineData("lock", "unlock")]
    [InlineData("first", "last")]
    [InlineData("increas", "decreas")]
    [InlineData("consist", "inconsist")]
    [InlineData("cat", "car")]
    public void Different_words_are_not(string left, string right) => TermSimilarity.Of(left, right).ShouldBe(0);

    [Fact]
    public void A_fixed_phrase_means_one_word()
    {
        var stems = AnalysedText.Of("Everything is rolled back.").Tokens.Where(token => token.IsContent).Select(token => token.Stem);

        stems.ShouldContain(Lexicon.Canonical("rollback"));
    }
}
