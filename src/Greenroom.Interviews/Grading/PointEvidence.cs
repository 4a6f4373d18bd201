namespace Greenroom.Interviews.Grading;

/// <summary>What was found for a point. <paramref name="Strength"/> compares findings with one another, nothing else.</summary>
internal sealed record Finding(Verdict Verdict, double Strength, Piece? Piece)
{
    public static readonly Finding Nothing = new(Verdict.Missed, 0, null);
}

/// <summary>Decides the verdict on each key point: the best evidence for it against the best evidence for its opposite.</summary>
internal static class PointEvidence
{
    /// <summary>Three of four phrasings that the grader has not seen are above this, one of fifty sentences about another point is.</summary>
    private const double Tells = 0.70;
    private const double TellsInPart = 0.55;

    /// <summary>Below the first a telling is too doubtful to count, below the second it counts against the point.</summary>
    private const double Right = 0.42;
    private const double Wrong = 0.32;

    public static Finding[] Judge(PointMeasurement measurement, int points)
    {
        var right = Enumerable.Repeat(Finding.Nothing, points).ToArray();
        var wrong = Enumerable.Repeat(Finding.Nothing, points).ToArray();
        foreach (var piece in measurement.Pieces)
        {
            var rows = measurement.Of(piece);
            for (var index = 0; index < points; index++)
            {
                var telling = PointModel.Tells(rows[index]);
                var rightness = PointModel.GetsItRight(rows[index]);
                if (rightness < Wrong && telling >= TellsInPart)
                {
                    wrong[index] = Stronger(wrong[index], new Finding(Verdict.Contradicted, telling * (1 - rightness), piece));
                }
                else if (rightness >= Right && telling >= TellsInPart)
                {
                    var verdict = telling >= Tells ? Verdict.Hit : Verdict.Partial;
                    right[index] = Stronger(right[index], new Finding(verdict, telling * rightness, piece));
                }
            }
        }

        return [.. right.Zip(wrong, Weigh)];
    }

    /// <summary>Whoever says the point and its opposite believes neither: the stronger telling decides.</summary>
    private static Finding Weigh(Finding right, Finding wrong) =>
        wrong.Verdict == Verdict.Contradicted && (right.Verdict != Verdict.Hit || wrong.Strength >= right.Strength) ? wrong : right;

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
