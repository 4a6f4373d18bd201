using Greenroom.Interviews.Grading.Language;
using Greenroom.Interviews.Questions;

namespace Greenroom.Interviews.Grading;

/// <summary>A key point with its patterns compiled and its sentences cut into words.</summary>
internal sealed record PreparedPoint(
    KeyPoint Point,
    EvidencePattern[] Any,
    EvidencePattern[] Contradictions,
    ReferenceSentence[] Right,
    ReferenceSentence[] Wrong)
{
    /// <summary>The weight of each term of the vocabulary that is one of this point's own words, 0 for the others.</summary>
    public double[] Profile { get; init; } = [];
}

internal sealed record PreparedMisconception(Misconception Misconception, EvidencePattern[] Any);

/// <summary>
/// An entry made ready for marking, once. Words that few points of the entry use weigh more than words that all of them use, and words
/// of the question weigh half: the weights come from the entry alone, so that a new pack never changes the marks of another.
/// </summary>
internal sealed class PreparedEntry
{
    private const double QuestionWord = 0.4;
    private const double WeakWord = 0.35;

    private PreparedEntry(BankEntry entry, AnalysedText prompt, Vocabulary vocabulary, PreparedPoint[] points, PreparedMisconception[] misconceptions)
    {
        Entry = entry;
        Prompt = prompt;
        Vocabulary = vocabulary;
        Points = points;
        Misconceptions = misconceptions;
    }

    public BankEntry Entry { get; }

    public AnalysedText Prompt { get; }

    public Vocabulary Vocabulary { get; }

    public IReadOnlyList<PreparedPoint> Points { get; }

    public IReadOnlyList<PreparedMisconception> Misconceptions { get; }

    public int IndexOf(PreparedPoint point)
    {
        for (var index = 0; index < Points.Count; index++)
        {
            if (ReferenceEquals(Points[index], point))
            {
                return index;
            }
        }

        throw new ArgumentException("The point is not of this entry.", nameof(point));
    }

    public static PreparedEntry Of(BankEntry entry)
    {
        var vocabulary = new Vocabulary();
        var prompt = AnalysedText.Of(entry.Prompt);
        var points = entry.KeyPoints.Select(point => new PreparedPoint(
            point,
            [.. point.Any.Select(EvidencePattern.Compile)],
            [.. point.Contradictions.Select(EvidencePattern.Compile)],
            [.. point.Phrasings.Prepend(point.Claim).Select(text => ReferenceSentence.Of(text, vocabulary))],
            [.. point.Opposites.Select(text => ReferenceSentence.Of(text, vocabulary))])).ToArray();
        var misconceptions = entry.Misconceptions
            .Select(misconception => new PreparedMisconception(misconception, [.. misconception.Any.Select(EvidencePattern.Compile)])).ToArray();
        var ownTerms = points.Select(point => OwnTerms(point, vocabulary)).ToArray();
        Weigh(vocabulary, prompt, ownTerms);
        var profiled = points.Select((point, index) => point with { Profile = ProfileOf(ownTerms[index], vocabulary) }).ToArray();
        return new PreparedEntry(entry, prompt, vocabulary, profiled, misconceptions);
    }

    private static HashSet<int> OwnTerms(PreparedPoint point, Vocabulary vocabulary)
    {
        var terms = point.Right.SelectMany(sentence => sentence.Terms).ToHashSet();
        terms.UnionWith(point.Any.SelectMany(pattern => pattern.Stems).Select(vocabulary.Add));
        return terms;
    }

    private static double[] ProfileOf(HashSet<int> terms, Vocabulary vocabulary)
    {
        var profile = new double[vocabulary.Count];
        foreach (var term in terms)
        {
            profile[term] = vocabulary.WeightOf(term);
        }

        return profile;
    }

    private static void Weigh(Vocabulary vocabulary, AnalysedText prompt, HashSet<int>[] points)
    {
        var inPrompt = prompt.Tokens.Select(token => token.Stem).ToHashSet(StringComparer.Ordinal);
        var usedBy = new int[vocabulary.Count];
        foreach (var term in points.SelectMany(terms => terms))
        {
            usedBy[term]++;
        }

        vocabulary.Weigh(stem =>
        {
            // Inverse document frequency with the key points as documents (Spärck Jones, 1972), smoothed.
            var rarity = Math.Log((points.Length + 1.0) / (usedBy[vocabulary.IdOf(stem)] + 0.5)) / Math.Log(points.Length + 1.0);
            return Math.Max(0.3, rarity) * (inPrompt.Contains(stem) ? QuestionWord : 1) * (Lexicon.IsWeakStem(stem) ? WeakWord : 1);
        });
    }
}
