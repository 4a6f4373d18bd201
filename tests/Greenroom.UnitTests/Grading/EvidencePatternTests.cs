using Greenroom.Interviews.Grading;
using Greenroom.Interviews.Grading.Language;

namespace Greenroom.UnitTests.Grading;

public sealed class EvidencePatternTests
{
    [Fact]
    public void A_plus_asks_for_all_groups() => Matches("lock + key", "I take a lock for each key.").ShouldBeTrue();

    [Fact]
    public void A_missing_group_is_no_match() => Matches("lock + key", "I take a lock.").ShouldBeFalse();

    [Fact]
    public void All_groups_must_stand_in_one_sentence() => Matches("lock + key", "I take a lock. The key is free.").ShouldBeFalse();

    [Fact]
    public void A_bar_separates_alternatives() => Matches("mutex|lock + key", "A mutex per key.").ShouldBeTrue();

    [Fact]
    public void A_star_matches_any_ending() => Matches("recomput*", "They are recomputing it.").ShouldBeTrue();

    [Fact]
    public void A_star_does_not_match_in_the_middle_of_a_word() => Matches("lock*", "It blocks.").ShouldBeFalse();

    [Fact]
    public void Several_words_must_be_adjacent()
    {
        Matches("single flight", "We use single flight here.").ShouldBeTrue();
        Matches("single flight", "A single long flight.").ShouldBeFalse();
    }

    [Fact]
    public void A_word_matches_in_another_inflection() => Matches("retry", "The client retries.").ShouldBeTrue();

    [Fact]
    public void Case_hyphens_and_underscores_are_folded()
    {
        Matches("read modify write", "A Read-Modify-Write race").ShouldBeTrue();
        Matches("pg_stat_activity", "Look at PG_STAT_ACTIVITY.").ShouldBeTrue();
    }

    [Fact]
    public void A_bar_inside_several_words_separates_whole_alternatives() =>
        Matches("serializ*|repeatable read + retry", "With repeatable read I retry.").ShouldBeTrue();

    [Fact]
    public void Numbers_match_as_a_whole() => Matches("40001", "It fails with 400012.").ShouldBeFalse();

    [Theory]
    [InlineData("lock + ")]
    [InlineData("lock + | key")]
    [InlineData("a||b")]
    [InlineData("*")]
    [InlineData("re*build")]
    [InlineData("- + lock")]
    public void A_malformed_line_is_refused(string line) => EvidencePattern.Problem(line).ShouldNotBeNull();

    [Theory]
    [InlineData("lock|mutex + key|rebuild*")]
    [InlineData("balance = balance")]
    [InlineData("n+1")]
    [InlineData("o(1)")]
    public void A_well_formed_line_is_accepted(string line) => EvidencePattern.Problem(line).ShouldBeNull();

    private static bool Matches(string line, string text)
    {
        var pattern = EvidencePattern.Compile(line);
        var analysed = AnalysedText.Of(text);
        return analysed.Sentences.Any(sentence => pattern.Match(analysed.Tokens, sentence.Tokens) is not null);
    }
}
