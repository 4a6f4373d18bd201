using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Greenroom.Interviews.Grading;
using Greenroom.Interviews.Questions;

namespace Greenroom.UnitTests.Grading;

/// <summary>What must hold for whatever anybody types.</summary>
public sealed class EvidenceSpanProperties
{
    private static readonly string[] Fragments =
    [
        "When the key expires every request misses at once", "a lock per key", "does not", "O(n)", "…", "🙂", "\n\n- ", " . ", "don't know", "é", "ﬁ", "\u0000",
        "; SELECT 1;", "because", "(", ")", "İstanbul", "stale value", "\r\n", "''", "e.g.", "1,000.5", "\ud800", "never", "single flight",
    ];

    private readonly QuestionBank bank = QuestionBank.Embedded();

    [Fact]
    public void Any_string_gets_a_mark_between_0_and_100_with_exact_quotes()
    {
        var grader = new BuiltInGrader(bank);
        var fragment = Gen.OneOf(Gen.Elements(Fragments), Gen.Elements(bank.Entries.Select(entry => entry.ModelAnswer).ToArray()), ArbMap.Default.GeneratorFor<string>());
        var answers = Gen.ListOf(fragment).Select(parts => string.Join(' ', parts)).ToArbitrary();

        Prop.ForAll(answers, Gen.Elements(bank.Entries.ToArray()).ToArbitrary(), (answer, entry) => Holds(grader.Grade(entry, answer), answer))
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_same_answer_gets_the_same_bytes_twice()
    {
        var other = QuestionBank.Embedded();
        var (grader, otherGrader) = (new BuiltInGrader(bank), new BuiltInGrader(other));
        foreach (var entry in bank.Entries)
        {
            var first = JsonSerializer.Serialize(grader.Grade(entry, entry.ModelAnswer));
            var second = JsonSerializer.Serialize(otherGrader.Grade(other.Find(entry.Id)!, entry.ModelAnswer));

            second.ShouldBe(first);
        }
    }

    [Fact]
    public void Only_the_named_points_are_marked()
    {
        var entry = bank.Entries[0];
        var point = entry.KeyPoints[0].Id;

        var grade = new BuiltInGrader(bank).Grade(entry, entry.ModelAnswer, [point]);

        grade.Points.Select(mark => mark.PointId).ShouldBe([point]);
    }

    private static bool Holds(Grade grade, string answer) =>
        grade.Score is >= 0 and <= 100
        && grade.Points.All(mark => mark.Verdict == Verdict.Missed
            ? mark is { Start: null, Length: null, Quote: null }
            : mark.Quote == answer.Substring(mark.Start!.Value, mark.Length!.Value) && mark.Quote!.Length > 0)
        && grade.Misconceptions.All(mark => mark.Quote == answer.Substring(mark.Start, mark.Length))
        && grade.Dimensions.All(mark => mark.Score is null or (>= 0 and <= 5));
}
