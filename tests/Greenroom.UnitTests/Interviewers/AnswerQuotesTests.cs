using FsCheck;
using FsCheck.Fluent;
using Greenroom.Interviews.Interviewers.Model;

namespace Greenroom.UnitTests.Interviewers;

public sealed class AnswerQuotesTests
{
    [Fact]
    public void A_quote_is_the_exact_slice_of_the_answer()
    {
        var quotes = new AnswerQuotes("First, we ask the cache.\n\n  Then the\tdatabase.");

        var span = quotes.Find("ask the cache. Then the database").ShouldNotBeNull();

        quotes.Slice(span).ShouldBe("ask the cache.\n\n  Then the\tdatabase");
        span.Start.ShouldBe(10);
    }

    [Theory]
    [InlineData("Ask the cache")]
    [InlineData("ask the redis")]
    [InlineData("askthe cache")]
    [InlineData("")]
    [InlineData("   ")]
    public void Words_that_do_not_stand_there_are_not_found(string quote) =>
        new AnswerQuotes("We ask the cache first.").Find(quote).ShouldBeNull();

    [Theory]
    [InlineData("\"ask the cache\"")]
    [InlineData("“ask the cache”")]
    [InlineData("…ask the cache…")]
    [InlineData("  ask\n the   cache ")]
    public void Marks_around_a_quote_do_not_matter(string quote)
    {
        var quotes = new AnswerQuotes("We ask the cache first.");

        quotes.Slice(quotes.Find(quote).ShouldNotBeNull()).ShouldBe("ask the cache");
    }

    [Fact]
    public void A_quote_never_cuts_a_character_in_two()
    {
        var quotes = new AnswerQuotes("It is fast 🚀 and 🚲 cheap.");

        quotes.Find("\uDE80 and").ShouldBeNull();
        quotes.Find("fast \uD83D").ShouldBeNull();
        quotes.Slice(quotes.Find("🚀 and 🚲").ShouldNotBeNull()).ShouldBe("🚀 and 🚲");
    }

    [Fact]
    public void Any_part_of_any_answer_is_found_however_it_is_reflowed()
    {
        var words = Gen.Elements("cache", "a", "ключ", "🚀", "x.y", "\"", "don’t").NonEmptyListOf();
        var blanks = Gen.Elements(" ", "  ", "\n", "\t\r\n", "\u00a0");
        var cases = from list in words
                    from first in Gen.Choose(0, list.Count - 1)
                    from last in Gen.Choose(first, list.Count - 1)
                    from one in blanks
                    from other in blanks
                    select (Answer: one + string.Join(one, list) + other, Quote: string.Join(other, list.Skip(first).Take(last - first + 1)));

        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var quotes = new AnswerQuotes(c.Answer);
            return c.Quote.Trim('"', '“', ' ').Length == 0
                || (quotes.Find(c.Quote) is { } span && AnswerQuotes.Fold(quotes.Slice(span)).Text.Contains(AnswerQuotes.Fold(c.Quote).Text.Trim('"', ' '), StringComparison.Ordinal));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_span_always_lies_in_the_answer()
    {
        Prop.ForAll<string, string>((answer, quote) =>
        {
            var quotes = new AnswerQuotes(answer ?? "");
            return quotes.Find(quote ?? "") is not { } span || (span.Start >= 0 && span.Length > 0 && span.End <= answer!.Length);
        }).QuickCheckThrowOnFailure();
    }
}
