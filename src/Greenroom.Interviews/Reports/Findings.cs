using Greenroom.Interviews.Grading;

namespace Greenroom.Interviews.Reports;

/// <summary>The first sentence of a report: what the interview showed, computed, and no praise without a proof.</summary>
internal static class Findings
{
    public static string Of(IReadOnlyList<QuestionBlock> blocks, int? score, int answered, int asked)
    {
        if (answered == 0)
        {
            return "No question was answered, so there is nothing to mark.";
        }

        if (score is null)
        {
            return $"{Count(answered, asked)} answered, but none could be marked. Your answers are kept.";
        }

        var points = blocks.Where(b => b.Entry is not null && b.Grades.Count > 0)
            .SelectMany(b => QuestionMarks.Merge(b.Entry!, b.Grades).Select(p => (p.Mark, b.Entry!)))
            .ToList();
        var shown = points.Count(p => p.Mark.Verdict == Verdict.Hit);
        var heaviest = points.Where(p => p.Mark.Verdict is Verdict.Missed or Verdict.Contradicted)
            .OrderByDescending(p => p.Mark.Weight).ThenByDescending(p => p.Item2.KeyPoints.Single(k => k.Id == p.Mark.PointId).Core)
            .FirstOrDefault();
        var finding = $"{Count(answered, asked)} answered: {shown} of {points.Count} ideas came across in full.";
        return heaviest.Mark is null
            ? finding
            : $"{finding} The heaviest one missing: {heaviest.Item2.KeyPoints.Single(k => k.Id == heaviest.Mark.PointId).Claim}";
    }

    private static string Count(int answered, int asked) => asked == 1 ? "1 question" : $"{answered} of {asked} questions";
}
