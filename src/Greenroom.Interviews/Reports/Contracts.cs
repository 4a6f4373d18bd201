using Greenroom.Interviews.Grading;
using Greenroom.Interviews.Practice;
using Greenroom.Interviews.Turns;

namespace Greenroom.Interviews.Reports;

public enum ReportStatus { Pending, Complete, Partial, NotGraded }

/// <summary>0-39 not yet, 40-59 developing, 60-74 solid, 75-89 strong, 90 and more exceptional.</summary>
public enum Band { NotYet, Developing, Solid, Strong, Exceptional }

/// <summary>What the interview showed. Always answers with 200; <see cref="Status"/> says how much is known.</summary>
/// <param name="Finding">The first sentence, computed from the figures below.</param>
/// <param name="Answered">Main questions answered.</param>
/// <param name="Asked">Main questions that the plan held.</param>
/// <param name="Score">0 to 100 over the graded questions; null when none was graded.</param>
/// <param name="Low">Low end of the range that the mark can honestly claim.</param>
/// <param name="High">High end of that range.</param>
public sealed record ReportView(
    Guid InterviewId,
    ReportStatus Status,
    InterviewView Interview,
    string Finding,
    int Answered,
    int Asked,
    int? Score,
    int? UnaidedScore,
    int? Low,
    int? High,
    Band? Band,
    Confidence? Confidence,
    IReadOnlyList<DimensionView> Dimensions,
    IReadOnlyList<ReportTopic> Topics,
    IReadOnlyList<ReportQuestion> Questions,
    string RubricVersion,
    string BankVersion,
    DateTime? GeneratedAt);

public sealed record ReportTopic(string Slug, string Title, int Questions, int? Score);

/// <summary>One main question with its follow-ups: the points merge what was said in all of them.</summary>
/// <param name="ModelAnswer">Null while the interview runs.</param>
/// <param name="Retries">Later attempts at this question, newest last.</param>
public sealed record ReportQuestion(
    Guid QuestionId,
    int QuestionNumber,
    string Topic,
    string TopicTitle,
    string Subtopic,
    int Difficulty,
    string Prompt,
    QuestionStatus Status,
    GradeStatus? GradeStatus,
    int? Score,
    int? UnaidedScore,
    Band? Band,
    Confidence? Confidence,
    string Engine,
    bool Disagreement,
    FallbackView? Fallback,
    int HintsUsed,
    bool Clarified,
    IReadOnlyList<ReportAnswer> Answers,
    IReadOnlyList<ReportPoint> Points,
    IReadOnlyList<DimensionView> Dimensions,
    IReadOnlyList<ReportMisconception> Misconceptions,
    string? ModelAnswer,
    IReadOnlyList<string> References,
    IReadOnlyList<ReportRetry> Retries);

/// <summary>What was asked and what was answered, in order: the main answer first, then the follow-ups.</summary>
public sealed record ReportAnswer(Guid MessageId, QuestionKind Kind, string Prompt, string Content, DateTime CreatedAt);

/// <param name="AnswerMessageId">The answer that holds the quote; <see cref="Start"/> and <see cref="Length"/> point into it.</param>
/// <param name="BetterSentence">A sentence that would have earned the point in full; null when it was earned.</param>
public sealed record ReportPoint(
    string Id,
    string Claim,
    Verdict Verdict,
    int Weight,
    bool Core,
    Guid? AnswerMessageId,
    string? Quote,
    int? Start,
    int? Length,
    bool HintNamed,
    string? BetterSentence);

public sealed record ReportMisconception(string Id, string Correction, Guid AnswerMessageId, string Quote, int Start, int Length);

public sealed record ReportRetry(Guid ConversationId, Guid? QuestionId, int? Score, DateTime CreatedAt);
