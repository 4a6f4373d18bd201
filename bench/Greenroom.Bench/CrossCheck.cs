using Greenroom.Interviews.Grading;
using Greenroom.Interviews.Questions;

namespace Greenroom.Bench;

/// <summary>Gives the strong answer of every entry to every other question: a good answer to something else is worth next to nothing.</summary>
internal static class CrossCheck
{
    private const int Worth = 20;

    public static int Run(QuestionBank bank)
    {
        var grader = new BuiltInGrader(bank);
        var rows = (
            from entry in bank.Entries
            from other in bank.Entries
            where entry.Id != other.Id
            let grade = grader.Grade(entry, other.GradedExamples.First(example => example.Id == "strong").Answer)
            select (Entry: entry, Other: other, Grade: grade)).ToArray();
        foreach (var (entry, other, grade) in rows.Where(row => row.Grade.Score > Worth).OrderByDescending(row => row.Grade.Score))
        {
            Console.WriteLine($"{grade.Score,3}  {entry.Id} given the answer to {other.Id}");
            foreach (var mark in grade.Points.Where(mark => mark.Verdict is Verdict.Hit or Verdict.Partial))
            {
                Console.WriteLine($"       {mark.Verdict.ToString().ToLowerInvariant()} {mark.PointId}: {mark.Quote?.ReplaceLineEndings(" ")}");
            }
        }

        Print("another topic", rows.Where(row => row.Entry.Topic != row.Other.Topic).Select(row => row.Grade.Score ?? 0).ToArray());
        Print("the same topic", rows.Where(row => row.Entry.Topic == row.Other.Topic).Select(row => row.Grade.Score ?? 0).ToArray());
        return 0;
    }

    private static void Print(string title, int[] scores) =>
        Console.WriteLine($"strong answers to other questions of {title}: mean {scores.Average():F1}, highest {scores.Max()} (n = {scores.Length})");
}
