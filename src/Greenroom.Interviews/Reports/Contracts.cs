using Greenroom.Interviews.Grading;
using Greenroom.Interviews.Practice;
using Greenroom.Interviews.Turns;

namespace Greenroom.Interviews.Reports;

/// <summary>Pending: the interview runs, or marks are still coming. Partial: some of the planned questions have no mark. Not graded: none has one.</summary>
public enum ReportStatus { Pending, Complete, Partial, NotGraded }

/// <summary>0-39 not yet, 40-59 developing, 60-74 solid, 75-89 strong, 90 and more exceptional.</summary>
public enum Band { NotYet, Developing, Solid, Strong, Exceptional }

/// <summary>What the interview showed. Always answers with 200; <c>status</c> says how much is known.</summary>
/// <param name="Status">How much is known.</param>
/// <param name="Interview">The interview that it is about.</param>
/// <param name="UnaidedScore">The same without the credit for points that a hint had named.</param>
/// <param name="Band">The score in a word; null without a score.</param>
/// <param name="Confidence">How far the score can be trusted; null without a score.</param>
/// <param name="Dimensions">The marks by dimension of the rubric, over all questions.</param>
/// <param name="Topics">The marks by topic.</param>
/// <param name="Questions">The main questions in the order in which they were asked.</param>
/// <param name="RubricVersion">The rubric that the marks follow.</param>
/// <param name="BankVersion">The question bank that the points come from.</param>
/// <param name="GeneratedAt">Null while the report is pending.</param>
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

/// <summary>What was shown in one topic.</summary>
/// <param name="Questions">Main questions asked.</param>
/// <param name="Score">0 to 100; null when none could be marked.</param>
public sealed record ReportTopic(string Slug, string Title, int Questions, int? Score);

/// <summary>One main question with its follow-ups: the points merge what was said in all of them.</summary>
/// <param name="QuestionNumber">From 1.</param>
/// <param name="Topic">The slug of the topic.</param>
/// <param name="TopicTitle">The topic for a person to read.</param>
/// <param name="Subtopic">The slug of the subtopic.</param>
/// <param name="Difficulty">1 (easiest) to 5.</param>
/// <param name="GradeStatus">Null when it was not answered.</param>
/// <param name="Score">0 to 100; null when it was not answered or could not be marked.</param>
/// <param name="UnaidedScore">The same without the credit for points that a hint had named.</param>
/// <param name="Band">The score in a word; null without a score.</param>
/// <param name="Confidence">How far the mark can be trusted; null without a mark.</param>
/// <param name="Engine"><c>offline</c> or <c>openai</c>: who marked it.</param>
/// <param name="Disagreement">The built-in grader and the model differ by more than 25 points.</param>
/// <param name="Fallback">Why the built-in grader marked an answer that the model should have marked; null otherwise.</param>
/// <param name="HintsUsed">Hints asked for.</param>
/// <param name="Clarified">It was asked for in other words.</param>
/// <param name="References">Where to read more.</param>
/// <param name="ModelAnswer">A good answer. Null while the interview runs.</param>
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

/// <summary>One idea that the answers could contain, and whether they did.</summary>
/// <param name="Claim">The idea as a sentence.</param>
/// <param name="Weight">1 to 3: how much it counts.</param>
/// <param name="Core">A missed core point caps the mark.</param>
/// <param name="AnswerMessageId">The answer that holds the quote; <c>start</c> and <c>length</c> point into it. Null when nothing was found.</param>
/// <param name="Quote">The words that show it, exactly as in the answer.</param>
/// <param name="Start">UTF-16 offset of the quote.</param>
/// <param name="Length">Length of the quote in UTF-16 units.</param>
/// <param name="HintNamed">A hint had given this point away in part.</param>
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

/// <summary>A wrong idea found in an answer.</summary>
/// <param name="Correction">What is right instead.</param>
/// <param name="AnswerMessageId">The answer that holds the quote.</param>
/// <param name="Quote">The words that show it.</param>
/// <param name="Start">UTF-16 offset of the quote.</param>
/// <param name="Length">Length of the quote in UTF-16 units.</param>
public sealed record ReportMisconception(string Id, string Correction, Guid AnswerMessageId, string Quote, int Start, int Length);

/// <summary>A later attempt at a question.</summary>
/// <param name="ConversationId">The retry track.</param>
/// <param name="Score">0 to 100; null while it is open or when it could not be marked.</param>
public sealed record ReportRetry(Guid ConversationId, Guid? QuestionId, int? Score, DateTime CreatedAt);
