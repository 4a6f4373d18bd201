using Greenroom.Interviews.Grading;

namespace Greenroom.Interviews.Questions;

/// <summary>Compares a grade with what a graded example expects: the entry proves its own calibration.</summary>
internal static class ExampleCheck
{
    public static IReadOnlyList<string> Broken(GradedExample example, Grade grade)
    {
        var broken = new List<string>();
        if (grade.Score is not { } score || score < example.Min || score > example.Max)
        {
            broken.Add($"score {grade.Score?.ToString() ?? "none"} is not {example.Min} to {example.Max}");
        }

        broken.AddRange(Wrong(example.Hit, grade, "hit", verdict => verdict == Verdict.Hit));
        broken.AddRange(Wrong(example.Missed, grade, "missed", verdict => verdict is Verdict.Missed or Verdict.Contradicted));
        broken.AddRange(Wrong(example.Contradicted, grade, "contradicted", verdict => verdict == Verdict.Contradicted));
        broken.AddRange(example.Misconceptions
            .Where(id => grade.Misconceptions.All(mark => mark.MisconceptionId != id))
            .Select(id => $"misconception {id} was not seen"));
        return broken;
    }

    /// <summary>The model answer must not miss a point of its own question.</summary>
    public static IReadOnlyList<string> BrokenByModelAnswer(Grade grade) =>
    [
        .. grade.Points.Where(mark => mark.Verdict is Verdict.Missed or Verdict.Contradicted).Select(mark => $"the model answer should hit {mark.PointId}, it is {Lower(mark.Verdict)}"),
        .. grade.Misconceptions.Select(mark => $"the model answer shows the misconception {mark.MisconceptionId}"),
    ];

    private static IEnumerable<string> Wrong(IReadOnlyList<string> points, Grade grade, string expected, Func<Verdict, bool> holds) =>
        from id in points
        let mark = grade.Points.First(mark => mark.PointId == id)
        where !holds(mark.Verdict)
        select $"{id} should be {expected}, it is {Lower(mark.Verdict)}";

    private static string Lower(Verdict verdict) => verdict.ToString().ToLowerInvariant();
}
