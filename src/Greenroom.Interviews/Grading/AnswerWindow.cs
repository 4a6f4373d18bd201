using System.Runtime.InteropServices;
using Greenroom.Interviews.Grading.Language;
using Range = Greenroom.Interviews.Grading.Language.Range;

namespace Greenroom.Interviews.Grading;

/// <summary>How near a piece of an answer is to a reference sentence.</summary>
/// <param name="Recall">Weighted share of the reference's words that the piece says.</param>
/// <param name="Precision">Weighted share of the piece's words that the reference says.</param>
/// <param name="Order">Share of the reference's neighbouring words that stay neighbours in the same order.</param>
/// <param name="Conflict">Weighted share of the reference's words that the piece says with the opposite sign, or replaces by an antonym.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Closeness(double Recall, double Precision, double Order, double Conflict)
{
    private const double LeastConflict = 0.08;
    private const double SaidOtherwise = 0.5;

    /// <summary>Nearness of subject, whatever is said about it.</summary>
    public double Topic => (0.7 * Recall) + (0.15 * Precision) + (0.15 * Order);

    /// <summary>How much of the sentence is turned round: one opposed word in a sentence that is otherwise said turns all of it.</summary>
    public double Contradiction => Conflict > LeastConflict && Recall > SaidOtherwise ? Math.Max(Conflict, Recall) : Conflict;

    /// <summary>Nearness of what is said.</summary>
    public double Meaning => Topic - (0.8 * Conflict);
}

/// <summary>An answer's words matched against one vocabulary, once; pieces of it are then cheap to compare.</summary>
internal sealed class MatchedAnswer
{
    private readonly Vocabulary vocabulary;
    private readonly (int Term, double Strength)[][] matches;
    private readonly int[][] opposed;
    private readonly double[] weights;

    public MatchedAnswer(AnalysedText text, Vocabulary vocabulary)
    {
        Text = text;
        this.vocabulary = vocabulary;
        matches = new (int, double)[text.Tokens.Length][];
        opposed = new int[text.Tokens.Length][];
        weights = new double[text.Tokens.Length];
        var known = new Dictionary<string, ((int, double)[] Matches, int[] Opposed)>(StringComparer.Ordinal);
        for (var index = 0; index < text.Tokens.Length; index++)
        {
            var token = text.Tokens[index];
            if (!token.IsContent)
            {
                matches[index] = [];
                opposed[index] = [];
                continue;
            }

            if (!known.TryGetValue(token.Stem, out var found))
            {
                found = MatchesOf(token.Stem);
                known[token.Stem] = found;
            }

            (matches[index], opposed[index]) = found;
            if (Initialisms.IsAcronym(text.Source, token) && vocabulary.SpelledOut(token.Word) is { Count: > 0 } words)
            {
                matches[index] = [.. found.Matches, .. words.Select(term => (term, 1.0))];
            }

            weights[index] = vocabulary.IdOf(token.Stem) is >= 0 and var id ? vocabulary.WeightOf(id) : Lexicon.WeakWords.Contains(token.Word) ? 0.3 : 1;
        }
    }

    public AnalysedText Text { get; }

    public AnswerWindow Window(Range range) => new(this, vocabulary, range);

    internal (int Term, double Strength)[] MatchesAt(int index) => matches[index];

    internal int[] OpposedAt(int index) => opposed[index];

    internal double WeightAt(int index) => weights[index];

    private ((int, double)[] Matches, int[] Opposed) MatchesOf(string stem)
    {
        var near = new Dictionary<int, double>();
        var exact = vocabulary.IdOf(stem);
        if (exact >= 0)
        {
            near[exact] = 1;
        }

        foreach (var id in Lexicon.SynonymsOf(stem).Select(vocabulary.IdOf).Where(id => id >= 0))
        {
            near.TryAdd(id, TermSimilarity.Synonym);
        }

        // A word that the vocabulary knows is not taken for a typing error of another.
        foreach (var id in exact >= 0 ? [] : vocabulary.StartingLike(stem))
        {
            if (TermSimilarity.Of(stem, vocabulary.StemOf(id)) is > 0 and var strength)
            {
                near.TryAdd(id, strength);
            }
        }

        return ([.. near.Select(pair => (pair.Key, pair.Value))], [.. Lexicon.OpposedTo(stem).Select(vocabulary.IdOf).Where(id => id >= 0)]);
    }
}

/// <summary>A clause, a sentence or several of an answer, ready to be compared with reference sentences.</summary>
internal sealed class AnswerWindow
{
    private const double LeastWeightOfConflict = 0.6;

    private readonly MatchedAnswer answer;
    private readonly Vocabulary vocabulary;
    private readonly double[] strength;
    private readonly int[] position;
    private readonly bool[] agrees;
    private readonly bool[] contradicts;
    private readonly bool[] opposed;

    public AnswerWindow(MatchedAnswer answer, Vocabulary vocabulary, Range range)
    {
        this.answer = answer;
        this.vocabulary = vocabulary;
        Range = range;
        strength = new double[vocabulary.Count];
        position = new int[vocabulary.Count];
        agrees = new bool[vocabulary.Count];
        contradicts = new bool[vocabulary.Count];
        opposed = new bool[vocabulary.Count];
        for (var index = range.First; index < range.End; index++)
        {
            var denied = answer.Text.Tokens[index].Denied;
            foreach (var (term, value) in answer.MatchesAt(index))
            {
                if (value > strength[term])
                {
                    strength[term] = value;
                    position[term] = index;
                }

                // Said plainly and said under a negation are kept apart; a reference decides which of them agrees.
                (denied ? contradicts : agrees)[term] = true;
            }

            foreach (var term in answer.OpposedAt(index))
            {
                opposed[term] |= !denied;
            }
        }
    }

    public Range Range { get; }

    public Closeness To(ReferenceSentence reference)
    {
        double total = 0, said = 0, conflict = 0, pairs = 0, kept = 0;
        var terms = reference.Terms;
        for (var index = 0; index < terms.Length; index++)
        {
            var term = terms[index];
            var weight = vocabulary.WeightOf(term);
            total += weight;
            said += weight * strength[term];
            conflict += Math.Max(weight, LeastWeightOfConflict) * ConflictAt(term, reference.Denied[index]);
            if (index > 0)
            {
                pairs++;
                kept += Follows(terms[index - 1], term) ? 1 : 0;
            }
        }

        return said == 0 && conflict == 0
            ? default
            : new Closeness(said / total, PrecisionTo(reference), pairs == 0 ? said / total : kept / pairs, conflict / total);
    }

    private double ConflictAt(int term, bool denied)
    {
        if (strength[term] > 0)
        {
            var sameSign = denied ? contradicts[term] : agrees[term];
            return sameSign ? 0 : strength[term];
        }

        return opposed[term] && !denied ? 1 : 0;
    }

    private bool Follows(int first, int second) =>
        strength[first] > 0 && strength[second] > 0 && position[second] - position[first] is > 0 and <= 4;

    private double PrecisionTo(ReferenceSentence reference)
    {
        double total = 0, shared = 0;
        for (var index = Range.First; index < Range.End; index++)
        {
            var weight = answer.WeightAt(index);
            total += weight;
            var best = 0.0;
            foreach (var (term, value) in answer.MatchesAt(index))
            {
                if (value > best && reference.Has(term))
                {
                    best = value;
                }
            }

            shared += weight * best;
        }

        return total == 0 ? 0 : shared / total;
    }
}
