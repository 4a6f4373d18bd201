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
    private const double ListOfTerms = 0.55;
    private const double BesideTheSubject = 0.5;
    private const double NamedByAcronym = 3.2;
    private const int ShortAnswer = 8;
    private const double LeastFunctionWords = 0.06;
    private const int ManySentences = 7;
    private const double FewSentences = 0.35;
    private const double LittleRecognised = 0.3;
    private const double MuchRecognised = 0.7;

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
        var text = AnalysedText.Of(answer).WithoutRepetition();
        if (NonAnswer.Is(question, text))
        {
            return new ReferenceGrade(0, Confidence.High);
        }

        var shape = AnswerShape.Of(text);
        var best = references.Select(reference => reference.Compare(text)).MaxBy(ReferenceModel.Score);
        var score = ReferenceModel.Score(best);
        if (IsListOfTerms(text, shape))
        {
            score *= ListOfTerms;
        }

        if (IsMostlyBesideTheSubject(text))
        {
            score *= BesideTheSubject;
        }

        if (shape.Words <= ShortAnswer && references.Any(reference => reference.IsNamedByAcronymIn(text)))
        {
            score = Math.Max(score, NamedByAcronym);
        }

        return new ReferenceGrade(score, ConfidenceIn(best, shape, text));
    }

    /// <summary>Terms in a row without a sentence round them. A short answer may be one: "O(1)", "GET and PUT".</summary>
    private static bool IsListOfTerms(AnalysedText text, AnswerShape shape) =>
        shape.Words > ShortAnswer && shape.CodeShare == 0 && text.Tokens.Count(token => token.IsFunction) < LeastFunctionWords * shape.Words;

    /// <summary>Many sentences of which hardly any is near the reference: somebody empties his notes.</summary>
    private bool IsMostlyBesideTheSubject(AnalysedText text) =>
        text.Sentences.Count >= ManySentences
        && references.All(reference => reference.SentencesOnTheSubject(text) <= text.Sentences.Count * FewSentences);

    private static Confidence ConfidenceIn(ReferenceFeatures features, AnswerShape shape, AnalysedText text)
    {
        var doubtful = features.Turned > 0 || features.Swapped > 0 || text.Tokens.Any(token => token.Denied);
        if (doubtful || shape.CodeShare > 0.3 || shape.Words > 350 || shape.Hedges > 0 || features.Units < LittleRecognised)
        {
            return Confidence.Low;
        }

        return features.Units > MuchRecognised ? Confidence.High : Confidence.Medium;
    }

    internal IEnumerable<ReferenceFeatures> Features(AnalysedText answer) => references.Select(reference => reference.Compare(answer));
}
