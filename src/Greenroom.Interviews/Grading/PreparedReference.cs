using Greenroom.Interviews.Grading.Language;
using Range = Greenroom.Interviews.Grading.Language.Range;

namespace Greenroom.Interviews.Grading;

/// <summary>A reference answer (and key points, if there are any) made ready for comparison, once.</summary>
internal sealed class PreparedReference
{
    private const double QuestionWord = 0.4;
    private const double WeakWord = 0.3;
    private const double ConflictTieBreak = 0.3;
    private const double FirstWordsCountMore = 0.65;
    private const double OnTheSubject = 0.3;
    private const double OnSubject = 0.25;
    private const double OrdinaryMass = 8;
    private const double LongestReference = 150;

    private readonly Vocabulary vocabulary = new();
    private readonly HashSet<string> questionStems;
    private readonly ReferenceSentence whole;
    private readonly ReferenceSentence newWords;
    private readonly ReferenceSentence[] clauses;
    private readonly ReferenceSentence[] units;
    private readonly int length;
    private readonly ClaimAttachment? attachment;

    public PreparedReference(string question, string reference, IReadOnlyList<string> keyPoints)
    {
        var asked = AnalysedText.Of(question);
        questionStems = asked.Tokens.Where(token => token.IsContent).Select(token => token.Stem).ToHashSet(StringComparer.Ordinal);
        var text = AnalysedText.Of(reference);
        whole = ReferenceSentence.Of(text.Tokens, vocabulary);
        newWords = ReferenceSentence.Of(text.Tokens.Where(token => !questionStems.Contains(token.Stem)), vocabulary);
        clauses = [.. Clauses(text).Select(clause => ReferenceSentence.Of(text.Tokens.Skip(clause.First).Take(clause.Count), vocabulary))];
        units = keyPoints.Count > 0 ? [.. keyPoints.Select(point => ReferenceSentence.Of(point, vocabulary))] : clauses;
        length = whole.Terms.Length;
        vocabulary.Weigh(Weight);
        attachment = ClaimAttachment.Of(asked, text);
    }

    /// <summary>Whether the answer names an acronym that the reference spells out: "LIFO" for "last in, first out".</summary>
    public bool IsNamedByAcronymIn(AnalysedText answer) => answer.Tokens.Any(token =>
        !token.Denied && Initialisms.IsAcronym(answer.Source, token)
        && (vocabulary.SpelledOut(token.Word).Count > 0 || vocabulary.IdOf(token.Stem) >= 0) && !questionStems.Contains(token.Stem));

    public ReferenceFeatures Compare(AnalysedText answer)
    {
        var matched = new MatchedAnswer(answer, vocabulary);
        var all = matched.Window(new Range(0, answer.Tokens.Length));
        var closeness = all.To(whole);
        var pieces = AnswerPieces.Of(answer, matched, withPairs: true);
        var (said, _) = Best(units, pieces);
        var (_, turned) = Best(clauses, pieces);
        var content = answer.Tokens.Count(token => token.IsContent);
        var onSubject = Math.Min(1, closeness.Recall / OnSubject);
        var newRecall = newWords.Terms.Length == 0 ? closeness.Recall : all.To(newWords).Recall;
        return new ReferenceFeatures(
            Math.Pow(newRecall, FirstWordsCountMore),
            closeness.Precision,
            closeness.Order,
            said,
            length == 0 ? 0 : onSubject * Math.Min(1, (double)content / length),
            Math.Min(1, newRecall * newWords.Terms.Sum(vocabulary.WeightOf) / OrdinaryMass),
            Math.Min(1, Math.Log(1 + length) / Math.Log(1 + LongestReference)),
            turned,
            attachment?.SwappedIn(answer) ?? 0);
    }

    /// <summary>How much of the sentences the pieces say, and how much of them they turn round, by the weight of the words.</summary>
    private (double Said, double Turned) Best(ReferenceSentence[] sentences, List<Piece> pieces)
    {
        double weight = 0, said = 0, turned = 0;
        foreach (var sentence in sentences)
        {
            var own = sentence.Terms.Sum(vocabulary.WeightOf);
            var best = pieces.Select(piece => piece.Window.To(sentence)).MaxBy(piece => piece.Topic - (ConflictTieBreak * piece.Conflict));
            weight += own;
            said += own * best.Topic;
            turned += own * best.Contradiction;
        }

        return weight == 0 ? default : (said / weight, Math.Min(1, turned / weight));
    }

    public int SentencesOnTheSubject(AnalysedText answer)
    {
        var matched = new MatchedAnswer(answer, vocabulary);
        return answer.Sentences.Count(sentence => matched.Window(sentence.Tokens).To(whole).Precision >= OnTheSubject);
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
