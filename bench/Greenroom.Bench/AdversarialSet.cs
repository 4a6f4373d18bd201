using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Greenroom.Interviews.Grading;

namespace Greenroom.Bench;

/// <summary>Whether one constraint holds, with the marks it was judged by.</summary>
internal sealed record ConstraintResult(int Number, bool Hard, string Note, string Marks, bool Holds, bool LowConfidence);

/// <summary>Questions with answers that try to fool a grader, and what must be true of their marks.</summary>
internal sealed record AdversarialSet(
    IReadOnlyDictionary<string, AdversarialQuestion> Questions,
    IReadOnlyDictionary<string, AdversarialAnswer> Answers,
    IReadOnlyList<AdversarialCase> Cases)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static AdversarialSet Read(string json) =>
        JsonSerializer.Deserialize<AdversarialSet>(json, Options) ?? throw new FormatException("The file is empty.");

    public IReadOnlyList<ConstraintResult> Check()
    {
        var grades = Answers.ToDictionary(pair => pair.Key, pair =>
        {
            var question = Questions[pair.Value.Question];
            return ReferenceGrader.GradeReference(question.Question, [question.Reference], question.KeyPoints, pair.Value.Answer);
        });
        return [.. Cases.Select(constraint => Check(constraint, grades))];
    }

    private static ConstraintResult Check(AdversarialCase constraint, Dictionary<string, ReferenceGrade> grades)
    {
        var holds = constraint.Type switch
        {
            "eq" => grades[constraint.Answer!].Score == constraint.Value,
            "max" => grades[constraint.Answer!].Score <= constraint.Max,
            "min" => grades[constraint.Answer!].Score >= constraint.Min,
            "order" => grades[constraint.Higher!].Score - grades[constraint.Lower!].Score > constraint.MinGap,
            "close" => Math.Abs(grades[constraint.A!].Score - grades[constraint.B!].Score) <= constraint.MaxGap,
            _ => throw new FormatException($"case {constraint.Case}: unknown type '{constraint.Type}'"),
        };
        var judged = new[] { constraint.Answer, constraint.Lower, constraint.Higher, constraint.A, constraint.B }.OfType<string>().ToArray();
        var suspect = constraint.Lower ?? constraint.Answer ?? constraint.A!;
        return new ConstraintResult(
            constraint.Case,
            constraint.Hard,
            constraint.Note,
            string.Join(", ", judged.Select(id => string.Create(
                CultureInfo.InvariantCulture, $"{id} {grades[id].Score:F2} {grades[id].Confidence.ToString().ToLowerInvariant()}"))),
            holds,
            grades[suspect].Confidence == Confidence.Low);
    }
}

internal sealed record AdversarialQuestion(string Question, string Reference, [property: JsonPropertyName("keyPoints")] IReadOnlyList<string> KeyPoints);

internal sealed record AdversarialAnswer(string Question, string Answer);

internal sealed record AdversarialCase(
    int Case, string Type, string Note, bool Hard, string? Answer, string? Lower, string? Higher, string? A, string? B,
    double Value, double Max, double Min, double MinGap, double MaxGap);
