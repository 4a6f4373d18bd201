namespace Greenroom.Interviews.Grading.Language;

/// <summary>A text cut into words, clauses and sentences; offsets always point into <see cref="Source"/>.</summary>
internal sealed class AnalysedText
{
    private static readonly string[] Conjunctions = ["but", "whereas", "while", "although", "though", "because", "so", "however", "since", "otherwise", "unless", "which"];

    private AnalysedText(string source, Token[] tokens, List<Sentence> sentences)
    {
        Source = source;
        Tokens = tokens;
        Sentences = sentences;
    }

    public string Source { get; }

    /// <summary>An array, because patterns walk over it all the time.</summary>
    public Token[] Tokens { get; }

    public IReadOnlyList<Sentence> Sentences { get; }

    public static AnalysedText Of(string source)
    {
        var tokens = Tokenizer.Tokens(source);
        var sentences = new List<Sentence>();
        var first = 0;
        for (var index = 0; index < tokens.Count; index++)
        {
            if (index + 1 < tokens.Count && !EndsSentence(source, tokens[index], tokens[index + 1]))
            {
                continue;
            }

            sentences.Add(SentenceOf(source, tokens, new Range(first, index + 1 - first)));
            first = index + 1;
        }

        return new AnalysedText(source, [.. tokens], sentences);
    }

    /// <summary>The same text with sentences that were said before left out; offsets stay.</summary>
    public AnalysedText WithoutRepetition()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var kept = Sentences.Where(sentence => seen.Add(string.Join(' ', Enumerable.Range(sentence.Tokens.First, sentence.Tokens.Count).Select(index => Tokens[index].Stem)))).ToList();
        if (kept.Count == Sentences.Count)
        {
            return this;
        }

        var characters = Source.ToCharArray();
        foreach (var dropped in Sentences.Where(sentence => !kept.Exists(other => ReferenceEquals(other, sentence))))
        {
            var (start, length) = SpanOf(dropped.Tokens);
            Array.Fill(characters, ' ', start, length);
        }

        return Of(new string(characters));
    }

    /// <summary>The span of the source from the first to the last word of a range.</summary>
    public (int Start, int Length) SpanOf(Range range)
    {
        var start = Tokens[range.First].Start;
        return (start, Tokens[range.End - 1].End - start);
    }

    private static bool EndsSentence(string source, Token token, Token next)
    {
        var gap = source.AsSpan(token.End, next.Start - token.End);
        for (var index = 0; index < gap.Length; index++)
        {
            if (gap[index] is '!' or '?')
            {
                return true;
            }

            if (gap[index] == '.' && index + 1 < gap.Length && (char.IsWhiteSpace(gap[index + 1]) || gap[index + 1] is ')' or '"' or '”') && !IsAbbreviation(token.Word))
            {
                return true;
            }

            if (gap[index] == '\n' && StartsNewItem(gap[index..]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A line break inside a paragraph is no end; a blank line and a bullet are.</summary>
    private static bool StartsNewItem(ReadOnlySpan<char> gap)
    {
        var rest = gap[1..].TrimStart(" \t\r");
        return rest.Length > 0 && rest[0] is '\n' or '-' or '*' or '•' or '#' or '>';
    }

    private static bool IsAbbreviation(string word) => word is "e.g" or "i.e" or "eg" or "ie" or "vs" or "etc" or "approx" or "e" or "g" or "i";

    private static Sentence SentenceOf(string source, List<Token> tokens, Range range)
    {
        var clauses = new List<Range>();
        var first = range.First;
        var commas = 0;
        for (var index = range.First + 1; index < range.End; index++)
        {
            var gap = source.AsSpan(tokens[index - 1].End, tokens[index].Start - tokens[index - 1].End);
            var comma = gap.Contains(',');
            commas += comma ? 1 : 0;
            if (StartsClause(source, gap, comma, tokens, index, range) && index - first >= 2 && range.End - index >= 2)
            {
                clauses.Add(new Range(first, index - first));
                first = index;
            }
        }

        clauses.Add(new Range(first, range.End - first));
        foreach (var clause in clauses)
        {
            NegationScope.Mark(tokens, clause);
        }

        var after = tokens[range.End - 1].End;
        var isQuestion = after < source.Length && source.AsSpan(after, Math.Min(3, source.Length - after)).Contains('?');
        return new Sentence(range, clauses, commas, isQuestion);
    }

    private static bool StartsClause(string source, ReadOnlySpan<char> gap, bool comma, List<Token> tokens, int index, Range sentence)
    {
        if (gap.ContainsAny(";:(—–") || gap.Contains(" - ", StringComparison.Ordinal) || gap.Contains(" -- ", StringComparison.Ordinal))
        {
            return true;
        }

        var word = tokens[index].Word;
        if (word is "as" && index + 1 < sentence.End && tokens[index + 1].Word is "it" or "they" or "we" or "you" or "i" or "this" or "that")
        {
            return true;
        }

        if (Array.IndexOf(Conjunctions, word) >= 0)
        {
            return !(word is "so" && index + 1 < sentence.End && tokens[index + 1].Word is "that" or "many" or "much");
        }

        // A comma ends a clause unless it stands in a list of single words.
        if (comma)
        {
            return !IsListItem(source, tokens, index, sentence) && CommaEndsClause(tokens, index, sentence);
        }

        return word is "and" && index + 1 < sentence.End && tokens[index + 1].Word is "it" or "they" or "we" or "i" or "you" or "the" or "then" or "each" or "every" or "all";
    }

    /// <summary>One word between commas, or before "and" and another word: an item of a list.</summary>
    private static bool IsListItem(string source, List<Token> tokens, int index, Range sentence) =>
        index + 1 < sentence.End
        && !tokens[index].IsFunction
        && (tokens[index + 1].Word is "and" or "or" || source.AsSpan(tokens[index].End, tokens[index + 1].Start - tokens[index].End).Contains(','));

    private static bool CommaEndsClause(List<Token> tokens, int index, Range sentence)
    {
        var end = Math.Min(sentence.End, index + 4);
        for (var next = index; next < end; next++)
        {
            if (tokens[next].IsFunction)
            {
                return true;
            }
        }

        return sentence.End - index > 4;
    }
}
