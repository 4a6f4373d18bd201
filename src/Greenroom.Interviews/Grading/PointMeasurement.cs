using Greenroom.Interviews.Grading.Language;

namespace Greenroom.Interviews.Grading;

/// <summary>Measures every piece of one answer for every key point of its entry.</summary>
internal sealed class PointMeasurement
{
    /// <summary>Ways of denying a thing without "not".</summary>
    private static readonly EvidencePattern Dismissal = EvidencePattern.Compile(
        "no need|waste of time|waste of money|doesn't matter|does not matter|makes no difference|make no difference|no drawback|no drawbacks|no point|useless|pointless|overkill|is not needed|are not needed|is unnecessary|never needed|brings no|bring no|has no effect|have no effect|would not help|wouldn't help");

    private const double FullTelling = 4;
    private const double LongEnough = 8;

    private readonly PreparedEntry entry;
    private readonly PointProfiles profiles;
    private readonly bool[] rejected;
    private readonly Dictionary<(string PointId, int Sentence), (EvidencePattern[] Any, EvidencePattern[] Contradictions)> candidates = [];

    public PointMeasurement(PreparedEntry entry, AnalysedText text)
    {
        this.entry = entry;
        Text = text;
        var matched = new MatchedAnswer(text, entry.Vocabulary);
        Pieces = AnswerPieces.Of(text, matched, withPairs: false);
        profiles = new PointProfiles(text, matched, entry);
        rejected = [.. text.Sentences.Select(sentence => ReportedBelief.In(text, sentence))];
    }

    public AnalysedText Text { get; }

    public IReadOnlyList<Piece> Pieces { get; }

    public double Coverage => profiles.Coverage();

    public MentionFeatures MentionOf(Sentence sentence) =>
        Mention.Measure(Text, sentence, [.. profiles.Of(sentence.Tokens).Mass.Select(mass => mass / FullTelling)]);

    /// <summary>The measures of a piece, a row for each point of the entry.</summary>
    public PointFeatures[] Of(Piece piece)
    {
        var (mass, total, words) = profiles.Of(piece.Range);
        var length = Math.Min(1, words / LongEnough);
        var dismissed = Dismissal.Match(Text.Tokens, piece.Range) is not null;
        var rows = new PointFeatures[entry.Points.Count];
        for (var index = 0; index < rows.Length; index++)
        {
            rows[index] = Of(piece, entry.Points[index], mass, index, total, length, dismissed);
        }

        return rows;
    }

    private PointFeatures Of(Piece piece, PreparedPoint point, double[] mass, int index, double total, double length, bool dismissed)
    {
        var said = Nearest(piece, point.Right);
        var opposite = Nearest(piece, point.Wrong);
        var others = 0.0;
        for (var other = 0; other < mass.Length; other++)
        {
            others = other == index ? others : Math.Max(others, mass[other]);
        }

        var (relation, term, denied) = Patterns(point, piece);
        denied = Math.Max(denied, dismissed ? 1 : 0);
        return new PointFeatures(
            said.Recall,
            said.Precision,
            said.Order,
            Math.Min(1, mass[index] / FullTelling),
            total == 0 ? 0 : Math.Min(1, mass[index] / total),
            Math.Clamp((mass[index] - others) / FullTelling, -1, 1),
            relation,
            term,
            opposite.Meaning - said.Meaning,
            said.Conflict,
            opposite.Recall,
            Contradicts(point, piece) ? 1 : 0,
            denied,
            length);
    }

    private (double Relation, double Term, double Denied) Patterns(PreparedPoint point, Piece piece)
    {
        double relation = 0, term = 0, denied = 0;
        foreach (var pattern in Candidates(point, piece).Any)
        {
            if (pattern.Match(Text.Tokens, piece.Range) is not { } matched)
            {
                continue;
            }

            if (IsDenied(Text, matched))
            {
                denied = 1;
            }
            else if (pattern.GroupCount > 1)
            {
                relation = 1;
            }
            else
            {
                term = 1;
            }
        }

        return (relation, term, denied);
    }

    /// <summary>Only a line that matches somewhere in a sentence can match in a clause of it.</summary>
    private (EvidencePattern[] Any, EvidencePattern[] Contradictions) Candidates(PreparedPoint point, Piece piece)
    {
        if (!candidates.TryGetValue((point.Point.Id, piece.Sentence), out var found))
        {
            var sentence = Text.Sentences[piece.Sentence].Tokens;
            bool Matches(EvidencePattern pattern) => pattern.Match(Text.Tokens, sentence) is not null;
            found = (Array.FindAll(point.Any, Matches), rejected[piece.Sentence] ? [] : Array.FindAll(point.Contradictions, Matches));
            candidates[(point.Point.Id, piece.Sentence)] = found;
        }

        return found;
    }

    private bool Contradicts(PreparedPoint point, Piece piece) =>
        Array.Exists(Candidates(point, piece).Contradictions, pattern => pattern.Match(Text.Tokens, piece.Range) is { } matched && !IsDenied(Text, matched));

    /// <summary>A match is denied when a word of it stands under a negation that the pattern itself does not name.</summary>
    internal static bool IsDenied(AnalysedText text, IReadOnlyList<int> matched)
    {
        var denied = false;
        foreach (var index in matched)
        {
            if (Lexicon.Negations.Contains(text.Tokens[index].Word))
            {
                return false;
            }

            denied |= text.Tokens[index].Denied;
        }

        return denied;
    }

    private static Closeness Nearest(Piece piece, ReferenceSentence[] sentences)
    {
        var best = default(Closeness);
        var first = true;
        foreach (var sentence in sentences)
        {
            var closeness = piece.Window.To(sentence);
            if (first || closeness.Meaning > best.Meaning)
            {
                best = closeness;
                first = false;
            }
        }

        return best;
    }
}
