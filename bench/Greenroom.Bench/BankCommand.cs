using System.Diagnostics;
using Greenroom.Interviews.Grading;
using Greenroom.Interviews.Grading.Language;
using Greenroom.Interviews.Questions;

namespace Greenroom.Bench;

/// <summary>Grades the graded examples of question packs, or one text, and prints what the grader saw.</summary>
internal static class BankCommand
{
    public static int Run(string[] arguments)
    {
        try
        {
            return arguments switch
            {
                ["--answer", var id, var file, .. var packs] when packs.Length > 0 => GradeOne(id, File.ReadAllText(file), packs),
                ["--holdout", "--list", .. var packs] when packs.Length > 0 => HoldOut.Run(QuestionBank.FromFiles(packs), list: true),
                ["--holdout", .. var packs] when packs.Length > 0 => HoldOut.Run(QuestionBank.FromFiles(packs), list: false),
                ["--cross", .. var packs] when packs.Length > 0 => CrossCheck.Run(QuestionBank.FromFiles(packs)),
                [_, ..] => GradeExamples(arguments),
                _ => 2,
            };
        }
        catch (QuestionBankException problem)
        {
            Console.WriteLine($"ERROR {problem.Message}");
            return 1;
        }
    }

    private static int GradeOne(string id, string answer, string[] packs)
    {
        var bank = QuestionBank.FromFiles(packs);
        if (bank.Find(id) is not { } entry)
        {
            Console.Error.WriteLine($"no entry '{id}'; there are {string.Join(", ", bank.Entries.Select(known => known.Id))}");
            return 2;
        }

        var grade = new BuiltInGrader(bank).Grade(entry, answer);
        Console.WriteLine(Summary(grade));
        Console.WriteLine($"  coverage {new PointMeasurement(PreparedEntry.Of(entry), AnalysedText.Of(answer)).Coverage:F2}");
        foreach (var mark in grade.Points)
        {
            Console.WriteLine($"  {mark.Verdict,-12} {mark.PointId,-28} {mark.Quote?.ReplaceLineEndings(" ")}");
        }

        foreach (var mark in grade.Misconceptions)
        {
            Console.WriteLine($"  misconception {mark.MisconceptionId}: {mark.Quote.ReplaceLineEndings(" ")}");
        }

        foreach (var mark in grade.Dimensions)
        {
            Console.WriteLine($"  {mark.Dimension,-14} {mark.Score?.ToString() ?? "-",4}  {mark.Rationale}");
        }

        return 0;
    }

    private static int GradeExamples(string[] packs)
    {
        var bank = QuestionBank.FromFiles(packs);
        var grader = new BuiltInGrader(bank);
        var broken = 0;
        var graded = 0;
        var time = TimeSpan.Zero;
        Grade Timed(BankEntry entry, string answer)
        {
            // The best of three: the machine does other things too.
            var (grade, best) = (grader.Grade(entry, answer), TimeSpan.MaxValue);
            for (var round = 0; round < 3; round++)
            {
                var start = Stopwatch.GetTimestamp();
                grade = grader.Grade(entry, answer);
                var elapsed = Stopwatch.GetElapsedTime(start);
                best = elapsed < best ? elapsed : best;
            }

            time += best;
            graded++;
            return grade;
        }

        foreach (var entry in bank.Entries)
        {
            Console.WriteLine(entry.Id);
            foreach (var example in entry.GradedExamples)
            {
                broken += Report(example.Id, Timed(entry, example.Answer), grade => ExampleCheck.Broken(example, grade));
            }

            broken += Report("model answer", Timed(entry, entry.ModelAnswer), ExampleCheck.BrokenByModelAnswer);
        }

        Console.WriteLine($"{time.TotalMilliseconds / Math.Max(1, graded):F2} ms per answer");
        Console.WriteLine(broken == 0 ? $"{bank.Entries.Count} entries, every expectation holds" : $"{bank.Entries.Count} entries, {broken} broken expectations");
        return broken == 0 ? 0 : 1;
    }

    private static int Report(string id, Grade grade, Func<Grade, IReadOnlyList<string>> check)
    {
        Console.WriteLine($"  {id,-17} {Summary(grade)}");
        var points = grade.Points.GroupBy(mark => mark.Verdict).OrderBy(group => group.Key)
            .Select(group => $"{group.Key.ToString().ToLowerInvariant()}: {string.Join(' ', group.Select(mark => mark.PointId))}");
        Console.WriteLine($"      {string.Join(" | ", points)}");
        if (grade.Misconceptions.Count > 0)
        {
            Console.WriteLine($"      misconceptions: {string.Join(' ', grade.Misconceptions.Select(mark => mark.MisconceptionId))}");
        }

        var problems = check(grade);
        foreach (var problem in problems)
        {
            Console.WriteLine($"      BROKEN {problem}");
        }

        return problems.Count;
    }

    private static string Summary(Grade grade) =>
        $"{grade.Score,3}  {grade.Confidence.ToString().ToLowerInvariant(),-6} {grade.Status.ToString().ToLowerInvariant()}";
}
