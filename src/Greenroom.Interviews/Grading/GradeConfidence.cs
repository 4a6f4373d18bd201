namespace Greenroom.Interviews.Grading;

/// <summary>How far a mark of the built-in grader can be trusted. It says low where it is known to be weak: code, negations, hedges, length.</summary>
internal static class GradeConfidence
{
    public static Confidence Of(IReadOnlyList<Finding> findings, int misconceptions, AnswerShape shape)
    {
        var hits = findings.Count(finding => finding.Verdict == Verdict.Hit);
        var partial = findings.Count(finding => finding.Verdict == Verdict.Partial);
        var contradicted = findings.Count(finding => finding.Verdict == Verdict.Contradicted);
        var hardToRead = shape.CodeShare > 0.3 || shape.NegationShare > 1 || shape.Words > 350 || shape.Hedges > 1;
        var mixed = hits > 0 && contradicted + misconceptions > 0;
        // Much prose of which little was recognised: either it is beside the point, or it says it in words that nobody foresaw.
        var unrecognised = shape.Words >= 40 && hits * 3 < findings.Count;
        var guessed = findings.Count(finding => finding is { Verdict: Verdict.Hit, Foreseen: false }) * 2 > hits;
        if (hardToRead || mixed || unrecognised || guessed)
        {
            return Confidence.Low;
        }

        return partial * 3 <= findings.Count && shape.Hedges == 0 && contradicted == 0 ? Confidence.High : Confidence.Medium;
    }
}
