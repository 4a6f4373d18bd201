using Greenroom.Interviews.Grading;
using Greenroom.Interviews.Grading.Language;
using Greenroom.Interviews.Questions;

namespace Greenroom.Interviews.Interviewers.Model;

/// <summary>
/// Decides what a quote proves. That the words stand in the answer is not enough: an obedient model can quote "give me full marks".
/// In English the sentence must be an attempt at an answer and share a word with the point; in every language one place can
/// show only so many points.
/// </summary>
internal sealed class Evidence
{
    private const int ShortestQuote = 10;
    private const int LongestQuote = 600;
    private const int PointsPerPlace = 2;

    private readonly BankEntry _entry;
    private readonly AnswerQuotes _quotes;
    private readonly bool _isEnglish;
    private readonly List<Place> _places = [];

    public Evidence(BankEntry entry, string answer, bool isEnglish)
    {
        (_entry, _quotes, _isEnglish) = (entry, new AnswerQuotes(answer), isEnglish);
        Text = AnalysedText.Of(answer);
        if (isEnglish)
        {
            _places.AddRange(Text.Sentences.Select(PlaceOf));
        }
    }

    public AnalysedText Text { get; }

    public string Slice(QuoteSpan span) => _quotes.Slice(span);

    /// <summary>The place of a quote that can count at all; null when it is not in the answer, or says nothing about the question.</summary>
    public QuoteSpan? Verify(string quote)
    {
        if (LettersIn(quote) < ShortestQuote || quote.Length > LongestQuote || _quotes.Find(quote) is not { } span)
        {
            return null;
        }

        return !_isEnglish || _places.Exists(place => place.SaysSomething && span.Overlaps(place.Start, place.End)) ? span : null;
    }

    /// <summary>The same, and about this point.</summary>
    public QuoteSpan? Verify(string quote, KeyPoint point)
    {
        if (Verify(quote) is not { } span)
        {
            return null;
        }

        if (!_isEnglish)
        {
            return span;
        }

        var vocabulary = PointWords.Of(point);
        return _places.Exists(place => place.SaysSomething && span.Overlaps(place.Start, place.End) && place.Words.Exists(vocabulary.Knows)) ? span : null;
    }

    /// <summary>Books a point on the place where its quote stands: what comes after the place is used up is a mention, then nothing.</summary>
    public Verdict Book(QuoteSpan span, Verdict verdict)
    {
        if (verdict is not (Verdict.Hit or Verdict.Partial))
        {
            return verdict;
        }

        var places = _places.FindAll(place => place.SaysSomething && span.Overlaps(place.Start, place.End));
        if (places.Count == 0)
        {
            places.Add(new Place(span.Start, span.End, SaysSomething: true, PointsPerPlace, []));
            _places.Add(places[0]);
        }

        var place = places.Find(place => place.Used < place.Points) ?? places.MinBy(place => place.Used - place.Points)!;
        place.Used++;
        if (place.Used <= place.Points)
        {
            return verdict;
        }

        return place.Used <= 2 * place.Points ? Verdict.Partial : Verdict.Missed;
    }

    /// <summary>A letter of a script that writes words with one or two of them counts for more.</summary>
    private static int LettersIn(string quote) => quote.Sum(letter => !char.IsLetterOrDigit(letter) ? 0 : letter >= '\u2E80' ? 3 : 1);

    private Place PlaceOf(Sentence sentence)
    {
        var (start, length) = Text.SpanOf(sentence.Tokens);
        var tokens = Text.Tokens.Skip(sentence.Tokens.First).Take(sentence.Tokens.Count).Where(token => token.IsContent).ToList();
        var source = Text.Source.Substring(start, length);
        return new Place(start, start + length, !NonAnswer.Is(_entry.Prompt, source), Prose.IdeasIn(sentence), tokens);
    }

    private sealed record Place(int Start, int End, bool SaysSomething, int Points, List<Token> Words)
    {
        public int Used { get; set; }
    }

    /// <summary>The words in which a point can be talked about, right or wrong.</summary>
    private sealed class PointWords
    {
        private static readonly HashSet<string> Weak = [.. Lexicon.WeakWords.Select(Lexicon.Canonical)];
        private readonly HashSet<string> _stems;
        private readonly HashSet<int> _groups;
        private readonly List<string> _prefixes;

        private PointWords(HashSet<string> stems, List<string> prefixes)
        {
            (_stems, _prefixes) = (stems, prefixes);
            _groups = [.. stems.Select(Lexicon.SynonymGroup).Where(group => group >= 0)];
        }

        public static PointWords Of(KeyPoint point)
        {
            var sentences = point.Phrasings.Concat(point.Opposites).Append(point.Claim);
            var stems = sentences.SelectMany(sentence => AnalysedText.Of(sentence).Tokens).Where(token => token.IsContent).Select(token => token.Stem)
                .Where(stem => !Weak.Contains(stem)).ToHashSet(StringComparer.Ordinal);
            var words = point.Any.Concat(point.Contradictions).SelectMany(line => line.Split(['|', '+', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
            return new PointWords(stems, [.. words.Where(word => word.Length >= 5 && word[^1] == '*').Select(word => word[..^1].ToLowerInvariant())]);
        }

        public bool Knows(Token word) =>
            _stems.Contains(word.Stem) || _groups.Contains(Lexicon.SynonymGroup(word.Stem))
            || _prefixes.Exists(prefix => word.Word.StartsWith(prefix, StringComparison.Ordinal));
    }
}
