using System.ComponentModel.DataAnnotations;
using Greenroom.Interviews.Grading;

namespace Greenroom.Interviews.Turns;

/// <summary>Main is the interview itself; retry asks one question of a finished interview again. The others are not open yet.</summary>
public enum Track { Main, Project, DeepDive, Retry }

/// <summary>Where the dialogue stands. Answers are taken in <c>awaiting_answer</c>; <c>failed_retryable</c> waits for the same message again; <c>closed</c> takes nothing.</summary>
public enum ConversationState { Idle, Asking, AwaitingAnswer, Grading, Deciding, FailedRetryable, WrappingUp, Closed }

/// <summary>A main question of the plan, a follow-up on one point of it, or a main question tried again.</summary>
public enum QuestionKind { Main, FollowUp, Retry }

/// <summary>Expired: the time ran out before there was an answer. It is reported as not covered, never marked 0.</summary>
public enum QuestionStatus { Planned, Asked, Answered, Skipped, Expired }

/// <summary>System speaks for the house: the clock, the end.</summary>
public enum Author { Interviewer, Candidate, System }

/// <summary>What a message is in the dialogue.</summary>
public enum MessageKind { Question, Answer, FollowUp, Hint, Clarification, Notice }

/// <summary>Pending: stored and being worked on. <c>retryable_failed</c>: send the same <c>client_message_id</c> again.</summary>
public enum MessageStatus { Pending, Complete, RetryableFailed, TerminalFailed }

/// <summary>What a turn is for. Hint and clarify are refused in a simulation; end closes the interview.</summary>
public enum Intent { Answer, Hint, Clarify, Skip, End }

/// <summary>Opens a track of an interview. The same interview and track give the same conversation.</summary>
/// <example>{"interview_id": "019ab9c4-5d20-7c41-9a3e-6f1d2b8e7a01"}</example>
public sealed record CreateConversationRequest
{
    /// <summary>The interview to open: one that is ready, or a completed one for a retry.</summary>
    public required Guid InterviewId { get; init; }

    /// <summary>Main when absent. <c>retry</c> asks one question of a finished interview again.</summary>
    public Track? Track { get; init; }

    /// <summary>The question to try again; only with track <c>retry</c>.</summary>
    public Guid? QuestionId { get; init; }
}

/// <summary>One turn of the candidate.</summary>
/// <example>
/// {"conversation_id": "019ab9c4-6b00-7a52-8d10-3c5e9f7b2d02", "client_message_id": "7d1f0c52-first-answer",
///  "message": "This is a cache stampede: when the key expires every request misses at once. I would take a short lock per key so that one request rebuilds it."}
/// </example>
public sealed record AppendRequest
{
    /// <summary>The conversation that the turn belongs to.</summary>
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
/// <example>{"content": "This is a cache stampede: when the key", "revision": 4}</example>
public sealed record SaveDraftRequest
{
    /// <summary>The whole text as it stands, at most 20,000 characters; empty clears the draft.</summary>
    [Required(AllowEmptyStrings = true), StringLength(20_000)]
    public required string Content { get; init; }

    /// <summary>Counts up with each save; an older one is refused with <c>draft.stale</c>.</summary>
    [Range(0, int.MaxValue)]
    public required int Revision { get; init; }
}

/// <summary>One track of an interview.</summary>
/// <param name="Title">What the track is about, for a person to read.</param>
/// <param name="CurrentTopic">The slug of the topic of the open question.</param>
/// <param name="CurrentSubtopic">The slug of its subtopic.</param>
/// <param name="CurrentQuestion">The number of the open question, from 1.</param>
/// <param name="Messages">In order. Empty within a snapshot, which has the messages of all tracks beside the conversations.</param>
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

/// <summary>A question as it was asked.</summary>
/// <param name="TopicId">The stable number of the subtopic, as in <c>GET /api/topics</c>.</param>
/// <param name="Topic">The slug of the topic.</param>
/// <param name="Subtopic">The slug of the subtopic.</param>
/// <param name="Prompt">The words of the question bank; the message that asks it may word it differently.</param>
/// <param name="ParentQuestionId">The main question of a follow-up; null for a main question.</param>
/// <param name="Difficulty">1 (easiest) to 5.</param>
/// <param name="AskedAt">Null while it is only planned.</param>
/// <param name="AnsweredAt">When it was answered or skipped; null before.</param>
/// <param name="QuestionNumber">1-based; a follow-up carries the number of its main question.</param>
/// <param name="HintLevel">Hints used so far.</param>
/// <param name="HintsLeft">Hints that can still be asked for.</param>
/// <param name="TimeBudgetS">Seconds that a good answer takes.</param>
public sealed record QuestionView(
    Guid Id,
    Guid ConversationId,
    int TopicId,
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
    DateTime? AnsweredAt,
    DateTime CreatedAt);

/// <summary>One message of the dialogue.</summary>
/// <param name="QuestionId">The question that was open; null for what belongs to none.</param>
/// <param name="QuestionNumber">The number of that question.</param>
/// <param name="Content">The words, exactly as sent. Offsets of marks count its UTF-16 units.</param>
/// <param name="ClientMessageId">What the client called it; null for the interviewer.</param>
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

/// <summary>What was typed and not sent.</summary>
/// <param name="Revision">The newest revision that was saved.</param>
public sealed record DraftView(Guid QuestionId, string Content, int Revision, DateTime UpdatedAt);

/// <summary>The answer to a turn.</summary>
/// <param name="Message">The candidate's message as it is stored now.</param>
/// <param name="State">Where the conversation stands now.</param>
/// <param name="Reply">What the interviewer said: the follow-up, the next question, the hint or the closing words.</param>
/// <param name="Evaluation">The mark of this answer; null in simulation and for hints, clarifications and skips.</param>
/// <param name="NextQuestion">The question that is open now, null at the end.</param>
public sealed record AppendResult(
    MessageView Message, MessageView? Reply, EvaluationView? Evaluation, ConversationState State, QuestionView? NextQuestion);

/// <summary>A mark of one answer. Points and corrections that the interviewer may still ask about are left out until the question is closed.</summary>
/// <param name="QuestionId">The question that was answered.</param>
/// <param name="AnswerMessageId">The message that was marked.</param>
/// <param name="Attempt">1, or more when the marking was repeated after a failure.</param>
/// <param name="Model">The name of the model; null for the built-in grader.</param>
/// <param name="Status"><c>insufficient</c> is a non-answer, scored 0; <c>not_graded</c> has no number.</param>
/// <param name="Confidence">How far the mark can be trusted.</param>
/// <param name="Points">The ideas of the rubric, each with the words of the answer that show it.</param>
/// <param name="Dimensions">The marks by dimension of the rubric.</param>
/// <param name="Misconceptions">Wrong ideas found in the answer.</param>
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

/// <summary>One idea that an answer can contain, and whether it did.</summary>
/// <param name="Id">Stable within the question.</param>
/// <param name="Claim">The idea as a sentence.</param>
/// <param name="Weight">1 to 3: how much it counts.</param>
/// <param name="Core">A missed core point caps the mark.</param>
/// <param name="Quote">The words that show it, exactly as in the answer; null when nothing was found.</param>
/// <param name="Start">UTF-16 offset of the quote in the answer message; null when nothing was found.</param>
/// <param name="Length">Length of the quote in UTF-16 units.</param>
/// <param name="HintNamed">A hint had given this point away in part.</param>
public sealed record PointView(
    string Id, string Claim, Verdict Verdict, int Weight, bool Core, string? Quote, int? Start, int? Length, bool HintNamed);

/// <summary>The mark in one dimension of the rubric.</summary>
/// <param name="Applicability"><c>not_elicited</c>: the question did not ask for it, so it does not count.</param>
/// <param name="Rationale">Why, in a sentence.</param>
/// <param name="Weight">Share of the rubric in percent.</param>
/// <param name="Score">0 to 5 in halves; null unless observed.</param>
public sealed record DimensionView(
    Questions.Dimension Dimension, int Weight, Applicability Applicability, decimal? Score, string Rationale);

/// <summary>A wrong idea found in the answer.</summary>
/// <param name="Correction">What is right instead.</param>
/// <param name="Quote">The words that show it.</param>
/// <param name="Start">UTF-16 offset of the quote in the answer message.</param>
/// <param name="Length">Length of the quote in UTF-16 units.</param>
public sealed record MisconceptionView(string Id, string Correction, string Quote, int Start, int Length);

/// <summary>Why another grader than the chosen one gave the mark.</summary>
/// <param name="Code">Stable, for example <c>model.rate_limited</c>.</param>
/// <param name="Detail">A sentence for the page.</param>
public sealed record FallbackView(string Code, string Detail);
