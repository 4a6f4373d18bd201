using Greenroom.Interviews.Grading.Language;

namespace Greenroom.Interviews.Grading;

/// <summary>What was found for a point. <paramref name="Strength"/> compares findings with one another, nothing else.</summary>
internal sealed record Finding(Verdict Verdict, double Strength, Piece? Piece)
{
    public static readonly Finding Nothing = new(Verdict.Missed, 0, null);
}

/// <summary>Decides the verdict on one key point: the best evidence for it against the best evidence for its opposite.</summary>
internal static class PointEvidence
{
    /// <summary>A sentence this near to a right phrasing says the point.</summary>
    internal const double HitMeaning = 0.50;
    internal const double PartialMeaning = 0.40;

    /// <summary>A pattern is a mention until the sentence round it says something of the point's own sentences.</summary>
    internal const double SupportOfTerm = 0.24;
    internal const double SupportOfRelation = 0.14;

    /// <summary>An opposite must be this near, and this much nearer than the right phrasings.</summary>
    internal const double OppositeMeaning = 0.45;
    internal const double OppositeMargin = 0.06;

    public static Finding Judge(PreparedPoint point, IReadOnlyList<Piece> pieces, AnalysedText text)
    {
        var right = Finding.Nothing;
        var wrong = Finding.Nothing;
        foreach (var piece in pieces)
        {
            var said = Nearest(piece, point.Right);
            var opposite = Nearest(piece, point.Wrong);
            var turned = opposite.Meaning - said.Meaning;
            if (turned > OppositeMargin && opposite.Meaning >= OppositeMeaning)
            {
                wrong = Stronger(wrong, new Finding(Verdict.Contradicted, opposite.Meaning, piece));
                continue;
            }

            if (piece.IsWholeSentence && Contradicts(point, piece, text))
            {
                wrong = Stronger(wrong, new Finding(Verdict.Contradicted, 1, piece));
                continue;
            }

            if (turned > OppositeMargin)
            {
                continue;
            }

            right = Stronger(right, FromMeaning(piece, said));
            if (piece.IsWholeSentence)
            {
                right = Stronger(right, FromPatterns(point, piece, text, said));
            }
        }

        return wrong.Verdict == Verdict.Contradicted && (right.Verdict != Verdict.Hit || wrong.Strength >= right.Strength) ? wrong : right;
    }

    private static Finding FromMeaning(Piece piece, Closeness said) => said.Meaning switch
    {
        >= HitMeaning => new Finding(Verdict.Hit, said.Meaning, piece),
        >= PartialMeaning => new Finding(Verdict.Partial, said.Meaning, piece),
        _ => Finding.Nothing,
    };

    private static Finding FromPatterns(PreparedPoint point, Piece piece, AnalysedText text, Closeness said)
    {
        var best = Finding.Nothing;
        foreach (var pattern in point.Any)
        {
            if (pattern.Match(text.Tokens, piece.Range) is not { } matched || IsDenied(text, matched))
            {
                continue;
            }

            var needed = pattern.GroupCount > 1 ? SupportOfRelation : SupportOfTerm;
            var verdict = said.Topic >= needed ? Verdict.Hit : Verdict.Partial;
            best = Stronger(best, new Finding(verdict, 0.3 + said.Meaning + (0.1 * pattern.GroupCount), piece));
        }

        return best;
    }

    private static bool Contradicts(PreparedPoint point, Piece piece, AnalysedText text) =>
        Array.Exists(point.Contradictions, pattern => pattern.Match(text.Tokens, piece.Range) is { } matched && !IsDenied(text, matched));

    /// <summary>A match is denied when a word of it stands under a negation that the pattern itself does not name.</summary>
    internal static bool IsDenied(AnalysedText text, IReadOnlyList<int> matched)
    {
        var negators = 0;
        var denied = 0;
        foreach (var index in matched)
        {
            negators += Lexicon.Negators.Contains(text.Tokens[index].Word) ? 1 : 0;
            denied += text.Tokens[index].Denied ? 1 : 0;
        }

        return negators == 0 && denied > 0;
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

    private static Finding Stronger(Finding current, Finding candidate)
    {
        if (candidate.Verdict == Verdict.Missed)
        {
            return current;
        }

        var currentRank = Rank(current.Verdict);
        var rank = Rank(candidate.Verdict);
        return rank > currentRank || (rank == currentRank && candidate.Strength > current.Strength) ? candidate : current;
    }

    private static int Rank(Verdict verdict) => verdict switch
    {
        Verdict.Hit or Verdict.Contradicted => 2,
        Verdict.Partial => 1,
        _ => 0,
    };
}
