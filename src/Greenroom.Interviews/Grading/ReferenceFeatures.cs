using Greenroom.Interviews.Grading.Language;
using Range = Greenroom.Interviews.Grading.Language.Range;

namespace Greenroom.Interviews.Grading;

/// <summary>What is measured of an answer against one reference answer, each from 0 to 1.</summary>
/// <param name="Recall">Weighted share of the reference's words that are said.</param>
/// <param name="NewRecall">The same, of the words that do not stand in the question.</param>
/// <param name="Precision">Weighted share of the answer's words that the reference uses.</param>
/// <param name="Order">Share of neighbouring words that stay neighbours.</param>
/// <param name="Units">Mean nearness of the best piece of the answer to each clause of the reference or key point.</param>
/// <param name="Trigrams">Cosine of the character trigrams.</param>
/// <param name="Length">Length against the reference, at most 1, as far as the answer is on the subject.</param>
/// <param name="Mass">How much of a reference of ordinary length is said: nobody repeats all of a long one.</param>
/// <param name="LongReference">Logarithm of the length of the reference: of a long one, less is said.</param>
/// <param name="Turned">Share of what the units say that the answer denies or turns round.</param>
/// <param name="Swapped">Share of what is said that is said of the wrong thing.</param>
internal sealed record ReferenceFeatures(
    double Recall,
    double NewRecall,
    double Precision,
    double Order,
    double Units,
    double Trigrams,
    double Length,
    double Mass,
    double LongReference,
    double Turned,
    double Swapped)
{
    public double[] ToArray() => [Recall, NewRecall, Precision, Order, Units, Trigrams, Length, Mass, LongReference, Turned, Swapped];
}

/// <summary>A reference answer (and key points, if there are any) made ready for comparison, once.</summary>
internal sealed class PreparedReference
{
    private const double QuestionWord = 0.4;
    private const double WeakWord = 0.3;
    private const double ConflictTieBreak = 0.3;
    private const double OnSubject = 0.25;
    private const double OrdinaryMass = 8;
    private const double LongestReference = 150;

    private readonly Vocabulary vocabulary = new();
    private readonly HashSet<string> questionStems;
    private readonly ReferenceSentence whole;
    private readonly ReferenceSentence newWords;
    private readonly ReferenceSentence[] units;
    private readonly Dictionary<string, double> trigrams;
    private readonly int length;
    private readonly ClaimAttachment? attachment;

    public PreparedReference(string question, string reference, IReadOnlyList<string> keyPoints)
    {
        var asked = AnalysedText.Of(question);
        questionStems = asked.Tokens.Where(token => token.IsContent).Select(token => token.Stem).ToHashSet(StringComparer.Ordinal);
        var text = AnalysedText.Of(reference);
        whole = ReferenceSentence.Of(text.Tokens, vocabulary);
        newWords = ReferenceSentence.Of(text.Tokens.Where(token => !questionStems.Contains(token.Stem)), vocabulary);
        units = keyPoints.Count > 0
            ? [.. keyPoints.Select(point => ReferenceSentence.Of(point, vocabulary))]
            : [.. Clauses(text).Select(clause => ReferenceSentence.Of(text.Tokens.Skip(clause.First).Take(clause.Count), vocabulary))];
        length = whole.Terms.Length;
        vocabulary.Weigh(Weight);
        attachment = ClaimAttachment.Of(asked, text);
        trigrams = CharacterTrigrams.Of(text);
    }

    public Vocabulary Vocabulary => vocabulary;

    public ReferenceFeatures Compare(AnalysedText answer)
    {
        var matched = new MatchedAnswer(answer, vocabulary);
        var all = matched.Window(new Range(0, answer.Tokens.Count));
        var closeness = all.To(whole);
        var pieces = AnswerPieces.Of(answer, matched, withPairs: true);
        double weight = 0, said = 0, turned = 0;
        foreach (var unit in units)
        {
            var unitWeight = unit.Terms.Sum(vocabulary.WeightOf);
            var best = pieces.Select(piece => piece.Window.To(unit)).MaxBy(piece => piece.Topic - (ConflictTieBreak * piece.Conflict));
            weight += unitWeight;
            said += unitWeight * best.Topic;
            turned += unitWeight * best.Contradiction;
        }

        weight = weight == 0 ? 1 : weight;
        var content = answer.Tokens.Count(token => token.IsContent);
        var onSubject = Math.Min(1, closeness.Recall / OnSubject);
        var newRecall = newWords.Terms.Length == 0 ? closeness.Recall : all.To(newWords).Recall;
        return new ReferenceFeatures(
            closeness.Recall,
            newRecall,
            closeness.Precision,
            closeness.Order,
            said / weight,
            CharacterTrigrams.Cosine(trigrams, CharacterTrigrams.Of(answer)),
            length == 0 ? 0 : onSubject * Math.Min(1, (double)content / length),
            Math.Min(1, newRecall * newWords.Terms.Sum(vocabulary.WeightOf) / OrdinaryMass),
            Math.Min(1, Math.Log(1 + length) / Math.Log(1 + LongestReference)),
            Math.Min(1, turned / weight),
            attachment?.SwappedIn(answer) ?? 0);
    }

    private double Weight(string stem) =>
        (questionStems.Contains(stem) ? QuestionWord : 1) * (Lexicon.IsWeakStem(stem) ? WeakWord : 1);

    private static IEnumerable<Range> Clauses(AnalysedText text)
    {
        foreach (var sentence in text.Sentences)
        {
            Range? open = null;
            foreach (var clause in sentence.Clauses)
            {
                var range = open is { } before ? new Range(before.First, clause.End - before.First) : clause;
                var content = Enumerable.Range(range.First, range.Count).Count(index => text.Tokens[index].IsContent);
                open = content < 2 ? range : null;
                if (open is null)
                {
                    yield return range;
                }
            }

            if (open is { } rest)
            {
                yield return rest;
            }
        }
    }
}
