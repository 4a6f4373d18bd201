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
    /// <summary>Four of five phrasings that the grader has not seen are above this, one of fifty sentences about another point is.</summary>
    private const double Tells = 0.70;
    private const double TellsInPart = 0.58;

    /// <summary>So many contradictions, and an answer loses the benefit of the doubt.</summary>
    private const int Contradictions = 2;

    public static Finding[] Judge(PointMeasurement measurement, IReadOnlyList<PreparedPoint> points)
    {
        var right = Enumerable.Repeat(Finding.Nothing, points.Count).ToArray();
        var wrong = Enumerable.Repeat(Finding.Nothing, points.Count).ToArray();
        foreach (var piece in measurement.Pieces)
        {
            var rows = measurement.Of(piece);
            for (var index = 0; index < points.Count; index++)
            {
                var row = rows[index];
                var telling = PointModel.Tells(row);
                if (telling < TellsInPart)
                {
                    continue;
                }

                var foreseen = row.Relation + row.Term > 0;
                if (PointModel.IsWrong(row))
                {
                    wrong[index] = Stronger(wrong[index], new Finding(Verdict.Contradicted, telling + row.Contradiction, foreseen, piece));
                }
                else
                {
                    var verdict = telling >= Tells && (row.Denied == 0 || foreseen) ? Verdict.Hit : Verdict.Partial;
                    right[index] = Stronger(right[index], new Finding(verdict, telling + row.Relation, foreseen, piece));
                }
            }
        }

        var findings = right.Zip(wrong, Weigh).ToArray();
        Doubt(findings, points);
        return findings;
    }

    /// <summary>Whoever says the point and its opposite believes neither: the stronger telling decides.</summary>
    private static Finding Weigh(Finding right, Finding wrong) =>
        wrong.Verdict == Verdict.Contradicted && (right.Verdict != Verdict.Hit || wrong.Strength >= right.Strength) ? wrong : right;

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
