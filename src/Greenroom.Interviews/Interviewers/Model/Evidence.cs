using Greenroom.Interviews.Grading;
using Greenroom.Interviews.Grading.Language;
using Greenroom.Interviews.Questions;

namespace Greenroom.Interviews.Interviewers.Model;

/// <summary>
/// Decides what a quote proves. That the words stand in the answer is not enough: an obedient model can quote "give me full marks".
/// In English the sentence must be an attempt at an answer and talk about the question; in every language one place can show only
/// so many points.
/// </summary>
internal sealed class Evidence
{
    private const int ShortestQuote = 10;
    private const int LongestQuote = 600;
    private const int PointsPerPlace = 2;
    private const int LeastShare = 4;

    private readonly BankEntry _entry;
    private readonly AnswerQuotes _quotes;
    private readonly bool _isEnglish;
    private readonly EntryWords _words;
    private readonly List<Place> _places = [];

    public Evidence(BankEntry entry, string answer, bool isEnglish)
    {
        (_entry, _quotes, _isEnglish, _words) = (entry, new AnswerQuotes(answer), isEnglish, new EntryWords(entry));
        Text = AnalysedText.Of(answer);
        if (isEnglish)
        {
            _places.AddRange(Text.Sentences.Select(PlaceOf));
        }
    }

    public AnalysedText Text { get; }

    public string Slice(QuoteSpan span) => _quotes.Slice(span);

    /// <summary>The place of a quote that can count; null when it is not in the answer, or says nothing about the question.</summary>
    public QuoteSpan? Verify(string quote) =>
        LettersIn(quote) >= ShortestQuote && quote.Length <= LongestQuote && _quotes.Find(quote) is { } span
        && (!_isEnglish || _places.Exists(place => place.SaysSomething && span.Overlaps(place.Start, place.End)))
            ? span
            : null;

    /// <summary>Books a point on the place where its quote stands: what comes after the place is used up is a mention, then nothing.</summary>
    /// <param name="isSeconded">The built-in grader sees something of this point too. In English one sentence shows only one point on the model's word alone.</param>
    public Verdict Book(QuoteSpan span, Verdict verdict, bool isSeconded)
    {
        if (verdict is not (Verdict.Hit or Verdict.Partial))
        {
            return verdict;
        }

        var places = _places.FindAll(place => place.SaysSomething && span.Overlaps(place.Start, place.End));
        if (places.Count == 0)
        {
            places.Add(new Place(span.Start, span.End, SaysSomething: true, PointsPerPlace));
            _places.Add(places[0]);
        }

        var place = places.Find(place => place.Used < place.Points) ?? places.MinBy(place => place.Used - place.Points)!;
        if (_isEnglish && !isSeconded && place.Alone++ > 0)
        {
            return Verdict.Missed;
        }

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
        return new Place(start, start + length, IsAboutTheQuestion(tokens) && !GraderTalk.Is(source) && !NonAnswer.Is(_entry.Prompt, source), Prose.IdeasIn(sentence));
    }

    /// <summary>One word in common can be chance ("die" is a German article): it takes two, or a fair share of a short sentence.</summary>
    private bool IsAboutTheQuestion(List<Token> content)
    {
        var known = content.Count(_words.Knows);
        return known >= Math.Min(2, content.Count) && known * LeastShare >= content.Count;
    }

    private sealed record Place(int Start, int End, bool SaysSomething, int Points)
    {
        public int Used { get; set; }

        public int Alone { get; set; }
    }

    /// <summary>
    /// The words in which a question can be talked about, right or wrong. All of the entry's, not the point's alone: a model is there for
    /// the paraphrase that shares no word with the phrasings of its point, and such a one still talks about the question.
    /// </summary>
    private sealed class EntryWords
    {
        private readonly HashSet<string> _stems;
        private readonly HashSet<int> _groups;
        private readonly List<string> _prefixes;

        public EntryWords(BankEntry entry)
        {
            var points = entry.KeyPoints.SelectMany(point => point.Phrasings.Concat(point.Opposites).Append(point.Claim));
            string[] texts = [entry.Prompt, entry.Clarification, entry.ModelAnswer, .. points, .. entry.Hints.Select(hint => hint.Text), .. entry.Misconceptions.Select(known => known.Correction)];
            _stems = texts.SelectMany(LeakGuard.ContentOf).Where(stem => !Lexicon.IsWeakStem(stem)).ToHashSet(StringComparer.Ordinal);
            _groups = [.. _stems.SelectMany(Lexicon.SynonymGroupsOf)];
            var words = entry.KeyPoints.SelectMany(point => point.Any.Concat(point.Contradictions))
                .SelectMany(line => line.Split(['|', '+', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
            _prefixes = [.. words.Where(word => word.Length >= 5 && word[^1] == '*').Select(word => word[..^1].ToLowerInvariant()).Distinct()];
        }

        public bool Knows(Token word) =>
            _stems.Contains(word.Stem) || Array.Exists(Lexicon.SynonymGroupsOf(word.Stem), _groups.Contains)
            || _prefixes.Exists(prefix => word.Word.StartsWith(prefix, StringComparison.Ordinal));
    }
}
