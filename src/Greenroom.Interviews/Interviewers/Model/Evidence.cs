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
    private readonly bool _talksToTheGrader;
    private readonly QuestionWords _words;
    private readonly List<Place> _places = [];

    public Evidence(BankEntry entry, string answer, bool isEnglish)
    {
        (_entry, _quotes, _isEnglish, _words) = (entry, new AnswerQuotes(answer), isEnglish, QuestionWords.Of(entry));
        Text = AnalysedText.Of(answer);
        if (isEnglish)
        {
            _places.AddRange(Text.Sentences.Select(PlaceOf));
            _talksToTheGrader = GraderTalk.Is(answer) && Text.Sentences.Any(sentence => GraderTalk.Is(SourceOf(sentence)));
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

    /// <summary>
    /// Books a point on the place where its quote stands: what comes after the place is used up is a mention, then nothing. What only the
    /// model sees needs more: one such point a sentence, and a hit only in words of that point. Once the answer talks to the grader, no point is
    /// worth more than the built-in grader makes of it.
    /// </summary>
    /// <param name="second">What the built-in grader makes of this point.</param>
    public Verdict Book(QuoteSpan span, KeyPoint point, Verdict verdict, Verdict second)
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
        if (_talksToTheGrader)
        {
            verdict = Rubric.Worth(second) < Rubric.Worth(verdict) ? second : verdict;
            if (verdict is not (Verdict.Hit or Verdict.Partial))
            {
                return Verdict.Missed;
            }
        }
        else if (_isEnglish && second is not (Verdict.Hit or Verdict.Partial))
        {
            if (place.Alone++ > 0)
            {
                return Verdict.Missed;
            }

            var words = QuestionWords.Of(point);
            verdict = places.Exists(candidate => candidate.Content.Count(words.Knows) >= 2) ? verdict : Verdict.Partial;
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
        var source = SourceOf(sentence);
        return new Place(start, start + length, IsAboutTheQuestion(tokens) && !GraderTalk.Is(source) && !NonAnswer.Is(_entry.Prompt, source), Prose.IdeasIn(sentence), tokens);
    }

    private string SourceOf(Sentence sentence)
    {
        var (start, length) = Text.SpanOf(sentence.Tokens);
        return Text.Source.Substring(start, length);
    }

    /// <summary>One word in common can be chance ("die" is a German article): it takes two, or a fair share of a short sentence.</summary>
    private bool IsAboutTheQuestion(List<Token> content)
    {
        var known = content.Count(_words.Knows);
        return known >= Math.Min(2, content.Count) && known * LeastShare >= content.Count;
    }

    private sealed record Place(int Start, int End, bool SaysSomething, int Points, List<Token> Content)
    {
        public int Used { get; set; }

        public int Alone { get; set; }
    }
}
