using Greenroom.Interviews.Questions;

namespace Greenroom.Interviews.Grading;

/// <summary>Whether an idea came across: in full, in part, not at all, or as its opposite.</summary>
public enum Verdict
{
    Hit,
    Partial,
    Missed,
    Contradicted,
}

/// <summary>How far a mark can be trusted. Low: two graders disagree, or little of the answer could be judged.</summary>
public enum Confidence
{
    Low,
    Medium,
    High,
}

/// <summary>Insufficient: a non-answer, scored 0 without praise. Not graded: nobody could mark it; there is no number.</summary>
public enum GradeStatus
{
    Graded,
    Insufficient,
    NotGraded,
}

/// <summary>Observed: marked. Not elicited: the question did not ask for it. Insufficient: too little was said.</summary>
public enum Applicability
{
    Observed,
    NotElicited,
    Insufficient,
}

/// <summary>The verdict on one key point. <paramref name="Start"/> and <paramref name="Length"/> are UTF-16 offsets into
/// the answer, and <paramref name="Quote"/> is exactly that slice; all three are null when nothing was found.</summary>
internal sealed record PointMark(string PointId, Verdict Verdict, int Weight, int? Start, int? Length, string? Quote);

/// <summary>0 to 5 in halves; null unless observed.</summary>
internal sealed record DimensionMark(Dimension Dimension, Applicability Applicability, decimal? Score, string Rationale);

/// <summary>A wrong idea found in the answer, with the words that show it.</summary>
internal sealed record MisconceptionMark(string MisconceptionId, string Correction, int Start, int Length, string Quote);

/// <summary>What one grader makes of one answer. The total is computed by <c>Rubric</c>, never by a model.</summary>
/// <param name="Score">0 to 100; null only when not graded.</param>
internal sealed record Grade(
    GradeStatus Status,
    int? Score,
    Confidence Confidence,
    IReadOnlyList<PointMark> Points,
    IReadOnlyList<DimensionMark> Dimensions,
    IReadOnlyList<MisconceptionMark> Misconceptions);
