using Greenroom.Interviews.Grading.Language;
using Greenroom.Interviews.Questions;

namespace Greenroom.Interviews.Grading;

/// <summary>
/// Marks an answer point by point without a model: the same answer to the same entry always gets the same marks, with the words that
/// earned them. How a mark comes about, and what this grader cannot see, is told in <c>docs/grading.md</c>.
/// </summary>
internal sealed class BuiltInGrader
{
    // Prepared on first use: a host that starts has better things to do than to read all questions.
    private readonly Dictionary<string, Lazy<PreparedEntry>> prepared;

    public BuiltInGrader(QuestionBank bank) =>
        prepared = bank.Entries.ToDictionary(entry => entry.Id, entry => new Lazy<PreparedEntry>(() => PreparedEntry.Of(entry)));

    /// <summary>Marks the answer on all key points, or on those named in <paramref name="onlyPoints"/> (a follow-up).</summary>
    public Grade Grade(BankEntry entry, string answer, IReadOnlyCollection<string>? onlyPoints = null) =>
        prepared.TryGetValue(entry.Id, out var ready) && ReferenceEquals(ready.Value.Entry, entry)
            ? Grade(ready.Value, answer, onlyPoints)
            : Grade(PreparedEntry.Of(entry), answer, onlyPoints);

    internal static Grade Grade(PreparedEntry entry, string answer, IReadOnlyCollection<string>? onlyPoints = null)
    {
        var text = AnalysedText.Of(answer);
        var points = entry.Points.Where(point => onlyPoints?.Contains(point.Point.Id) ?? true).ToArray();
        if (NonAnswer.Is(entry.Prompt, text))
        {
            return Nothing(entry, points);
        }

        var measurement = new PointMeasurement(entry, text);
        var misconceptions = MisconceptionEvidence.In(text, entry.Misconceptions);
        var spoiled = misconceptions.Sentences
            .Union(Enumerable.Range(0, text.Sentences.Count).Where(number => NonAnswer.Admits(text.Sentences[number], text))).ToHashSet();
        var all = PointEvidence.Judge(measurement, entry.Points, spoiled);
        IdeaBudget.Apply(all, text, sentence => Mention.Is(measurement.MentionOf(sentence)));
        if (NonAnswer.Admits(text) && misconceptions.Marks.Count == 0 && !Array.Exists(all, finding => finding is { Foreseen: true, Verdict: Verdict.Hit or Verdict.Contradicted }))
        {
            return Nothing(entry, points);
        }

        var findings = points.Select(point => all[entry.IndexOf(point)]).ToArray();
        var shape = AnswerShape.Of(text);
        var marks = points.Select((point, index) => Mark(point, findings[index], text)).ToArray();
        var dimensions = Rubric.Dimensions(entry.Entry, marks, misconceptions.Marks, shape);
        return new Grade(
            GradeStatus.Graded, Rubric.Total(dimensions), GradeConfidence.Of(findings, misconceptions.Marks.Count, shape), marks, dimensions, misconceptions.Marks);
    }

    private static Grade Nothing(PreparedEntry entry, PreparedPoint[] points)
    {
        var marks = points.Select(point => new PointMark(point.Point.Id, Verdict.Missed, point.Point.Weight, null, null, null)).ToArray();
        var dimensions = Enum.GetValues<Dimension>()
            .Select(dimension => new DimensionMark(dimension, Applicability.Insufficient, null, "This is not an attempt at an answer.")).ToArray();
        return new Grade(GradeStatus.Insufficient, 0, Confidence.High, marks, dimensions, []);
    }

    private static PointMark Mark(PreparedPoint point, Finding finding, AnalysedText text)
    {
        var (id, weight) = (point.Point.Id, point.Point.Weight);
        if (finding.Piece is null || finding.Verdict == Verdict.Missed)
        {
            return new PointMark(id, Verdict.Missed, weight, null, null, null);
        }

        var (start, length) = text.SpanOf(finding.Piece.Range);
        return new PointMark(id, finding.Verdict, weight, start, length, text.Source.Substring(start, length));
    }
}
