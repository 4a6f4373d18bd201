using System.ComponentModel.DataAnnotations;
using Greenroom.Interviews.Grading;

namespace Greenroom.Interviews.Turns;

public enum Track { Main, Project, DeepDive, Retry }

public enum ConversationState { Idle, Asking, AwaitingAnswer, Grading, Deciding, FailedRetryable, WrappingUp, Closed }

public enum QuestionKind { Main, FollowUp, Retry }

public enum QuestionStatus { Planned, Asked, Answered, Skipped, Expired }

public enum Author { Interviewer, Candidate, System }

public enum MessageKind { Question, Answer, FollowUp, Hint, Clarification, Notice }

public enum MessageStatus { Pending, Complete, RetryableFailed, TerminalFailed }

public enum Intent { Answer, Hint, Clarify, Skip, End }

/// <summary>Opens a track of an interview. The same interview and track give the same conversation.</summary>
public sealed record CreateConversationRequest
{
    public required Guid InterviewId { get; init; }

    /// <summary>Main when absent. <c>retry</c> asks one question of a finished interview again.</summary>
    public Track? Track { get; init; }

    /// <summary>The question to try again; only with track <c>retry</c>.</summary>
    public Guid? QuestionId { get; init; }
}

/// <summary>One turn of the candidate.</summary>
public sealed record AppendRequest
{
    public required Guid ConversationId { get; init; }

    /// <summary>The words of the candidate, at most 20,000 characters; may be empty unless the intent is answer.</summary>
    [StringLength(20_000)]
    public string? Message { get; init; }

    /// <summary>Makes a repeat safe: the same id returns the first answer. Generated when absent. The header <c>Idempotency-Key</c> means the same.</summary>
    [StringLength(100, MinimumLength = 1)]
    public string? ClientMessageId { get; init; }

    /// <summary>Answer when absent.</summary>
    public Intent? Intent { get; init; }

    /// <summary>The question that the candidate saw; refused with <c>state.conflict</c> when another one is open by now.</summary>
    public Guid? QuestionId { get; init; }
}

/// <summary>What has been typed and not sent.</summary>
public sealed record SaveDraftRequest
{
    [Required(AllowEmptyStrings = true), StringLength(20_000)]
    public required string Content { get; init; }

    /// <summary>Counts up with each save; an older one is refused with <c>draft.stale</c>.</summary>
    [Range(0, int.MaxValue)]
    public required int Revision { get; init; }
}

/// <param name="EventSeq">The newest event of this conversation: the <c>Last-Event-ID</c> to continue from.</param>
/// <param name="PausedInterviewId">The interview that was paused because this call started another one.</param>
/// <param name="ForkedFromQuestionId">The question that a retry track asks again.</param>
public sealed record ConversationView(
    Guid Id,
    Guid InterviewId,
    Track Track,
    string Title,
    ConversationState State,
    string? CurrentTopic,
    string? CurrentSubtopic,
    int CurrentQuestion,
    Guid? ForkedFromQuestionId,
    int EventSeq,
    Guid? PausedInterviewId,
    IReadOnlyList<MessageView> Messages,
    DateTime CreatedAt,
    DateTime UpdatedAt);

/// <param name="QuestionNumber">1-based; a follow-up carries the number of its main question.</param>
/// <param name="HintLevel">Hints used so far.</param>
/// <param name="HintsLeft">Hints that can still be asked for.</param>
/// <param name="TimeBudgetS">Seconds that a good answer takes.</param>
public sealed record QuestionView(
    Guid Id,
    Guid ConversationId,
    string Topic,
    string Subtopic,
    int QuestionNumber,
    string Prompt,
    QuestionKind Kind,
    Guid? ParentQuestionId,
    int Difficulty,
    QuestionStatus Status,
    int HintLevel,
    int HintsLeft,
    int TimeBudgetS,
    DateTime? AskedAt,
    DateTime? AnsweredAt);

/// <param name="Intent">What the candidate wanted with it; null for the interviewer. A failed message is sent again with the same intent.</param>
public sealed record MessageView(
    Guid Id,
    Guid ConversationId,
    Guid? QuestionId,
    int QuestionNumber,
    Author Author,
    MessageKind Kind,
    Intent? Intent,
    string Content,
    MessageStatus Status,
    string? ClientMessageId,
    DateTime CreatedAt);

public sealed record DraftView(Guid QuestionId, string Content, int Revision, DateTime UpdatedAt);

/// <summary>The answer to a turn.</summary>
/// <param name="Reply">What the interviewer said: the follow-up, the next question, the hint or the closing words.</param>
/// <param name="Evaluation">The mark of this answer; null in simulation and for hints, clarifications and skips.</param>
/// <param name="NextQuestion">The question that is open now, null at the end.</param>
public sealed record AppendResult(
    MessageView Message, MessageView? Reply, EvaluationView? Evaluation, ConversationState State, QuestionView? NextQuestion);

/// <summary>A mark of one answer. Points and corrections that the interviewer may still ask about are left out until the question is closed.</summary>
/// <param name="Engine"><c>offline</c> or <c>openai</c>: who marked it.</param>
/// <param name="Score">0 to 100; null when nobody could mark it.</param>
/// <param name="UnaidedScore">The same without the credit for points that a hint had named.</param>
/// <param name="Disagreement">The built-in grader and the model differ by more than 25 points.</param>
/// <param name="Fallback">Why the built-in grader marked an answer that the model should have marked; null otherwise.</param>
public sealed record EvaluationView(
    Guid Id,
    Guid QuestionId,
    Guid AnswerMessageId,
    int Attempt,
    string Engine,
    string? Model,
    GradeStatus Status,
    int? Score,
    int? UnaidedScore,
    Confidence Confidence,
    IReadOnlyList<PointView> Points,
    IReadOnlyList<DimensionView> Dimensions,
    IReadOnlyList<MisconceptionView> Misconceptions,
    bool Disagreement,
    FallbackView? Fallback,
    DateTime CreatedAt);

/// <param name="Start">UTF-16 offset of the quote in the answer message; null when nothing was found.</param>
/// <param name="Length">Length of the quote.</param>
/// <param name="HintNamed">A hint had given this point away in part.</param>
public sealed record PointView(
    string Id, string Claim, Verdict Verdict, int Weight, bool Core, string? Quote, int? Start, int? Length, bool HintNamed);

/// <param name="Weight">Share of the rubric.</param>
/// <param name="Score">0 to 5 in halves; null unless observed.</param>
public sealed record DimensionView(
    Questions.Dimension Dimension, int Weight, Applicability Applicability, decimal? Score, string Rationale);

public sealed record MisconceptionView(string Id, string Correction, string Quote, int Start, int Length);

/// <param name="Code">Stable, for example <c>model.rate_limited</c>.</param>
/// <param name="Detail">A sentence for the page.</param>
public sealed record FallbackView(string Code, string Detail);
