using Greenroom.Interviews.Grading.Language;
using Greenroom.Interviews.Questions;

namespace Greenroom.Interviews.Grading;

/// <summary>Puts together what was said about one question in the main answer and its follow-ups.</summary>
internal static class QuestionMarks
{
    /// <summary>The best verdict on each point over all answers. A point that was right first and denied later counts as half said.</summary>
    public static IReadOnlyList<AnsweredPoint> Merge(BankEntry entry, IEnumerable<AnsweredGrade> answers) =>
        Merge(entry, [.. answers.SelectMany(answer => answer.Grade.Points.Select(mark => new AnsweredPoint(mark, answer.MessageId)))]);

    /// <inheritdoc cref="Merge(BankEntry, IEnumerable{AnsweredGrade})"/>
    /// <param name="entry">Says which points there are.</param>
    /// <param name="marks">Of all answers, in the order in which they were given.</param>
    public static IReadOnlyList<AnsweredPoint> Merge(BankEntry entry, IReadOnlyList<AnsweredPoint> marks) =>
        [.. entry.KeyPoints.Select(point => Merge(point, marks.Where(m => m.Mark.PointId == point.Id)))];

    /// <summary>The mark of the whole question; null when no answer could be graded.</summary>
    public static Grade? Total(BankEntry entry, IReadOnlyList<AnsweredGrade> answers)
    {
        var graded = answers.Where(a => a.Grade.Status != GradeStatus.NotGraded).ToList();
        if (graded.Count == 0)
        {
            return null;
        }

        var confidence = graded.Min(a => a.Grade.Confidence);
        if (graded.TrueForAll(a => a.Grade.Status == GradeStatus.Insufficient))
        {
            return graded[0].Grade with { Confidence = confidence };
        }

        var points = Merge(entry, graded).Select(p => p.Mark).ToList();
        var misconceptions = graded.SelectMany(a => a.Grade.Misconceptions).DistinctBy(m => m.MisconceptionId).ToList();
        return Regrade(entry, points, misconceptions, graded[0].Answer, confidence);
    }

    /// <summary>The same answers without the credit for points that a hint had named.</summary>
    /// <param name="grade">Of one answer or of a whole question.</param>
    /// <param name="answer">The main answer that it is about.</param>
    public static int? Unaided(BankEntry entry, Grade grade, string answer, int hintsUsed)
    {
        var named = NamedByHints(entry, hintsUsed);
        if (grade.Status != GradeStatus.Graded || !grade.Points.Any(p => named.Contains(p.PointId)))
        {
            return grade.Score;
        }

        var without = grade.Points.Select(p => named.Contains(p.PointId) && p.Verdict is Verdict.Hit or Verdict.Partial
            ? p with { Verdict = Verdict.Missed, Start = null, Length = null, Quote = null }
            : p).ToList();
        return Regrade(entry, without, grade.Misconceptions, answer, grade.Confidence).Score;
    }

    public static IReadOnlySet<string> NamedByHints(BankEntry entry, int hintsUsed) =>
        entry.Hints.Take(hintsUsed).SelectMany(h => h.Points).ToHashSet(StringComparer.Ordinal);

    private static AnsweredPoint Merge(KeyPoint point, IEnumerable<AnsweredPoint> marks)
    {
        var best = new AnsweredPoint(new PointMark(point.Id, Verdict.Missed, point.Weight, Start: null, Length: null, Quote: null), AnswerMessageId: null);
        foreach (var next in marks)
        {
            if (next.Mark.Verdict == Verdict.Contradicted && best.Mark.Verdict == Verdict.Hit)
            {
                best = next with { Mark = next.Mark with { Verdict = Verdict.Partial } };
            }
            else if (Rank(next.Mark.Verdict) > Rank(best.Mark.Verdict))
            {
                best = next;
            }
        }

        return best;
    }

    private static int Rank(Verdict verdict) => verdict switch
    {
        Verdict.Hit => 3,
        Verdict.Partial => 2,
        Verdict.Contradicted => 1,
        _ => 0,
    };

    private static Grade Regrade(BankEntry entry, IReadOnlyList<PointMark> points, IReadOnlyList<MisconceptionMark> misconceptions, string mainAnswer, Confidence confidence)
    {
        var dimensions = Rubric.Dimensions(entry, points, misconceptions, AnswerShape.Of(AnalysedText.Of(mainAnswer)));
        return new Grade(GradeStatus.Graded, Rubric.Total(dimensions), confidence, points, dimensions, misconceptions);
    }
}

/// <summary>A grade with the answer that it is about.</summary>
internal sealed record AnsweredGrade(Guid MessageId, string Answer, Grade Grade);

/// <summary>A point with the answer that decided it.</summary>
internal sealed record AnsweredPoint(PointMark Mark, Guid? AnswerMessageId);
