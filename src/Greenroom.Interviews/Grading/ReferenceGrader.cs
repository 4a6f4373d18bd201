using Greenroom.Interviews.Grading.Language;

namespace Greenroom.Interviews.Grading;

/// <summary>A mark from 0 to 5 against reference answers, with how far it can be trusted.</summary>
internal sealed record ReferenceGrade(double Score, Confidence Confidence);

/// <summary>
/// Marks an answer against reference answers alone, without a bank entry: for questions made from a user's own document, and to measure
/// the grader on sets that people have graded.
/// </summary>
internal sealed class ReferenceGrader
{
    private readonly AnalysedText question;
    private readonly PreparedReference[] references;

    public ReferenceGrader(string question, IReadOnlyList<string> references, IReadOnlyList<string>? keyPoints = null)
    {
        this.question = AnalysedText.Of(question);
        this.references = [.. references.Select(reference => new PreparedReference(question, reference, keyPoints ?? []))];
    }

    public static ReferenceGrade GradeReference(string question, IReadOnlyList<string> references, IReadOnlyList<string>? keyPoints, string answer) =>
        new ReferenceGrader(question, references, keyPoints).Grade(answer);

    public ReferenceGrade Grade(string answer)
    {
        var text = AnalysedText.Of(answer);
        if (NonAnswer.Is(question, text))
        {
            return new ReferenceGrade(0, Confidence.High);
        }

        var best = Features(text).Max(ReferenceModel.Score);
        return new ReferenceGrade(best, Confidence.Medium);
    }

    internal IEnumerable<ReferenceFeatures> Features(AnalysedText answer) => references.Select(reference => reference.Compare(answer));
}
