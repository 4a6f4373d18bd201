namespace Greenroom.Interviews.Grading;

/// <summary>What was found for a point. <paramref name="Strength"/> compares findings with one another, nothing else.</summary>
/// <param name="Foreseen">A pattern of the point matches; otherwise the wording is only like its sentences.</param>
internal sealed record Finding(Verdict Verdict, double Strength, bool Foreseen, Piece? Piece)
{
    public static readonly Finding Nothing = new(Verdict.Missed, 0, Foreseen: false, null);
}

/// <summary>Decides the verdict on each key point: the best evidence for it against the best evidence for its opposite.</summary>
internal static class PointEvidence
{
    /// <summary>Without a pattern, a third of the phrasings that the grader has not seen are above this, and one of a hundred pieces beside the point.</summary>
    private const double Tells = 0.87;
    private const double TellsInPart = 0.8;
    private const double SaysOneSentence = 0.3;

    /// <summary>With a pattern that the author foresaw, less likeness will do.</summary>
    private const double TellsForeseen = 0.55;
    private const double TellsForeseenInPart = 0.5;

    /// <summary>So many contradictions, and an answer loses the benefit of the doubt.</summary>
    private const int Contradictions = 2;

    /// <summary>A verdict for each point; sentences that show a misconception (<paramref name="spoiled"/>) earn nothing.</summary>
    public static Finding[] Judge(PointMeasurement measurement, IReadOnlyList<PreparedPoint> points, IReadOnlySet<int> spoiled)
    {
        var right = Enumerable.Repeat(Finding.Nothing, points.Count).ToArray();
        var wrong = Enumerable.Repeat(Finding.Nothing, points.Count).ToArray();
        var contradictedBy = new HashSet<(int Point, int Sentence)>();

        // A sentence stands before its clauses in the list of pieces.
        foreach (var piece in measurement.Pieces)
        {
            var rows = measurement.Of(piece);
            for (var index = 0; index < points.Count; index++)
            {
                var row = rows[index];
                if (piece.IsWholeSentence && PointModel.HasContradictionLine(row))
                {
                    contradictedBy.Add((index, piece.Sentence));
                    wrong[index] = Stronger(wrong[index], new Finding(Verdict.Contradicted, 1 + row.OppositeRecall, Foreseen: true, piece));
                    continue;
                }

                if (contradictedBy.Contains((index, piece.Sentence)))
                {
                    continue;
                }

                if (PointModel.IsWrong(row))
                {
                    wrong[index] = Stronger(wrong[index], new Finding(Verdict.Contradicted, row.OppositeRecall, Foreseen: false, piece));
                }
                else if (!spoiled.Contains(piece.Sentence))
                {
                    right[index] = Stronger(right[index], Told(row, piece));
                }
            }
        }

        var findings = right.Zip(wrong, Weigh).ToArray();
        Doubt(findings, points);
        Subject.Judge(findings, measurement.Coverage);
        return findings;
    }

    private static Finding Told(PointFeatures row, Piece piece)
    {
        var telling = PointModel.Tells(row);
        var foreseen = row.Relation + row.Term > 0;
        var (hit, partial) = foreseen ? (TellsForeseen, TellsForeseenInPart) : (Tells, TellsInPart);
        if (!foreseen && row.Denied > 0)
        {
            return Finding.Nothing;
        }

        var verdict = telling >= hit && (foreseen || (row.Turned <= 0 && row.Recall >= SaysOneSentence)) ? Verdict.Hit : telling >= partial ? Verdict.Partial : Verdict.Missed;
        return new Finding(verdict, telling + row.Relation, foreseen, piece);
    }

    /// <summary>Whoever says the point and its opposite believes neither: an opposite that was foreseen decides, otherwise the stronger telling.</summary>
    private static Finding Weigh(Finding right, Finding wrong) =>
        wrong.Verdict == Verdict.Contradicted && (wrong.Foreseen || right.Verdict != Verdict.Hit || wrong.Strength >= right.Strength) ? wrong : right;

    /// <summary>
    /// Fluent wrong answers use the right words. Once an answer has contradicted a core point or two others, wording that is only like
    /// the right sentences counts one grade less.
    /// </summary>
    private static void Doubt(Finding[] findings, IReadOnlyList<PreparedPoint> points)
    {
        var contradicted = Enumerable.Range(0, findings.Length).Where(index => findings[index].Verdict == Verdict.Contradicted).ToArray();
        if (contradicted.Length < Contradictions && !Array.Exists(contradicted, index => points[index].Point.Core))
        {
            return;
        }

        for (var index = 0; index < findings.Length; index++)
        {
            var finding = findings[index];
            findings[index] = (finding.Foreseen, finding.Verdict) switch
            {
                (false, Verdict.Hit) => finding with { Verdict = Verdict.Partial },
                (false, Verdict.Partial) => Finding.Nothing,
                _ => finding,
            };
        }
    }

    private static Finding Stronger(Finding current, Finding candidate) =>
        Rank(candidate.Verdict) > Rank(current.Verdict) || (Rank(candidate.Verdict) == Rank(current.Verdict) && candidate.Strength > current.Strength)
            ? candidate
            : current;

    private static int Rank(Verdict verdict) => verdict switch
    {
        Verdict.Hit or Verdict.Contradicted => 2,
        Verdict.Partial => 1,
        _ => 0,
    };
}
