using System.ComponentModel.DataAnnotations;
using Greenroom.Interviews.Turns;

namespace Greenroom.Interviews.Practice;

/// <summary>Ready waits for its first question; in progress the clock runs; paused it stands still; completing freezes the transcript. Abandoned: seven days without a sign of life. Cancelled: ended before it began.</summary>
public enum InterviewStatus { Draft, Ready, InProgress, Paused, Completing, Completed, Abandoned, Cancelled }

/// <summary>Easy asks entries of difficulty 1 and 2, medium 3, hard 4 and 5.</summary>
public enum InterviewDifficulty { Easy, Medium, Hard }

/// <summary>Practice shows marks and offers hints; simulation shows nothing before the end.</summary>
public enum InterviewMode { Practice, Simulation }

/// <summary>How the interviewer talks. It changes the words, never the marks.</summary>
public enum Persona { Friendly, Neutral, Sceptic }

/// <summary>The level that the candidate prepares for.</summary>
public enum CandidateLevel { Junior, Mid, Senior }

/// <summary>The preferences of a new interview.</summary>
/// <example>{"length": 30, "number_questions": 3, "difficulty": "medium", "language": "en", "topics": ["caching", "databases"], "mode": "practice", "persona": "neutral", "level": "mid"}</example>
public sealed record CreateInterviewRequest
{
    /// <summary>Minutes on the clock, 5 to 120.</summary>
    [Range(5, 120)]
    public required int Length { get; init; }

    /// <summary>Questions to ask, 1 to 20; follow-ups do not count.</summary>
    [Range(1, 20)]
    public required int NumberQuestions { get; init; }

    /// <summary>How hard the questions are.</summary>
    public required InterviewDifficulty Difficulty { get; init; }

    /// <summary>The language of the interview as a BCP-47 tag. The built-in interviewer speaks <c>en</c>.</summary>
    [Required, StringLength(35, MinimumLength = 2)]
    [RegularExpression("^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$", MatchTimeoutInMilliseconds = 1000, ErrorMessage = "This must be a language tag such as en or pt-BR.")]
    public required string Language { get; init; }

    /// <summary>Slugs of topics or subtopics; all topics when absent or empty.</summary>
    [MaxLength(30)]
    public IReadOnlyList<string>? Topics { get; init; }

    /// <summary>Practice when absent.</summary>
    public InterviewMode? Mode { get; init; }

    /// <summary>Neutral when absent.</summary>
    public Persona? Persona { get; init; }

    /// <summary>The level that the candidate prepares for; any when absent.</summary>
    public CandidateLevel? Level { get; init; }

    /// <summary>The same seed over the same bank gives the same questions.</summary>
    public int? Seed { get; init; }
}

/// <summary>An interview as its owner sees it in a list.</summary>
/// <param name="UserId">The owner.</param>
/// <param name="Length">Minutes on the clock.</param>
/// <param name="NumberQuestions">Main questions planned; follow-ups do not count.</param>
/// <param name="Difficulty">How hard the questions are.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Score">0 to 100, null until there is something to score.</param>
/// <param name="Language">BCP-47 tag.</param>
/// <param name="Prompt">What this interview is about, for a person to read.</param>
/// <param name="FirstQuestion">The first question as it will be asked.</param>
/// <param name="Subtopic">The slug of the first question's subtopic.</param>
/// <param name="Topics">Slugs of the topics that the plan covers, in order.</param>
/// <param name="Mode">Practice or simulation.</param>
/// <param name="Persona">How the interviewer talks.</param>
/// <param name="Level">The level that the candidate prepares for; null for any.</param>
/// <param name="Engine"><c>offline</c> for the built-in interviewer, otherwise <c>openai:</c> and the name of the model.</param>
/// <param name="Seed">The same seed over the same bank gives the same questions.</param>
/// <param name="AnsweredQuestions">Main questions answered so far.</param>
/// <param name="StartedAt">When the first question was asked; null before.</param>
/// <param name="DeadlineAt">When the clock runs out; null while it stands still.</param>
/// <param name="CompletedAt">When it ended; null before.</param>
public record InterviewView(
    Guid Id,
    Guid UserId,
    int Length,
    int NumberQuestions,
    InterviewDifficulty Difficulty,
    InterviewStatus Status,
    int? Score,
    string Language,
    string Prompt,
    string FirstQuestion,
    string Subtopic,
    IReadOnlyList<string> Topics,
    InterviewMode Mode,
    Persona Persona,
    CandidateLevel? Level,
    string Engine,
    int Seed,
    int AnsweredQuestions,
    DateTime? StartedAt,
    DateTime? DeadlineAt,
    DateTime? CompletedAt,
    DateTime CreatedAt,
    DateTime UpdatedAt);

/// <summary>Everything needed to draw the room again after a reload: no browser storage is a source of truth.</summary>
/// <param name="UserId">The owner.</param>
/// <param name="Length">Minutes on the clock.</param>
/// <param name="NumberQuestions">Main questions planned; follow-ups do not count.</param>
/// <param name="Difficulty">How hard the questions are.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Score">0 to 100, null until there is something to score.</param>
/// <param name="Language">BCP-47 tag.</param>
/// <param name="Prompt">What this interview is about, for a person to read.</param>
/// <param name="FirstQuestion">The first question as it will be asked.</param>
/// <param name="Subtopic">The slug of the first question's subtopic.</param>
/// <param name="Topics">Slugs of the topics that the plan covers, in order.</param>
/// <param name="Mode">Practice or simulation.</param>
/// <param name="Persona">How the interviewer talks.</param>
/// <param name="Level">The level that the candidate prepares for; null for any.</param>
/// <param name="Engine"><c>offline</c> for the built-in interviewer, otherwise <c>openai:</c> and the name of the model.</param>
/// <param name="Seed">The same seed over the same bank gives the same questions.</param>
/// <param name="AnsweredQuestions">Main questions answered so far.</param>
/// <param name="StartedAt">When the first question was asked; null before.</param>
/// <param name="DeadlineAt">When the clock runs out; null while it stands still.</param>
/// <param name="CompletedAt">When it ended; null before.</param>
/// <param name="Conversations">The tracks: the main one first, then retries.</param>
/// <param name="Questions">Every question asked so far, in order.</param>
/// <param name="Messages">Every message of every track, in order.</param>
/// <param name="Evaluations">The marks that may be seen: none in a simulation before its end.</param>
/// <param name="Draft">What was typed for the open question; null when nothing was.</param>
/// <param name="RemainingSeconds">Time left, in seconds, on the server's clock; null before the first question and after the end.</param>
/// <param name="AllowedCommands">What may be sent now: <c>start</c>, <c>answer</c>, <c>hint</c>, <c>clarify</c>, <c>skip</c>, <c>draft</c>, <c>pause</c>, <c>resume</c>, <c>end</c>, <c>retry</c>.</param>
/// <param name="PausedInterviewId">The interview that was paused because this one was started or resumed by this very call.</param>
public sealed record InterviewSnapshot(
    Guid Id,
    Guid UserId,
    int Length,
    int NumberQuestions,
    InterviewDifficulty Difficulty,
    InterviewStatus Status,
    int? Score,
    string Language,
    string Prompt,
    string FirstQuestion,
    string Subtopic,
    IReadOnlyList<string> Topics,
    InterviewMode Mode,
    Persona Persona,
    CandidateLevel? Level,
    string Engine,
    int Seed,
    int AnsweredQuestions,
    DateTime? StartedAt,
    DateTime? DeadlineAt,
    DateTime? CompletedAt,
    DateTime CreatedAt,
    DateTime UpdatedAt,
    IReadOnlyList<ConversationView> Conversations,
    IReadOnlyList<QuestionView> Questions,
    IReadOnlyList<MessageView> Messages,
    IReadOnlyList<EvaluationView> Evaluations,
    DraftView? Draft,
    int? RemainingSeconds,
    IReadOnlyList<string> AllowedCommands,
    Guid? PausedInterviewId);

/// <summary>A topic with the number of questions that the bank holds for it.</summary>
/// <param name="Id">Stable number.</param>
/// <param name="Slug">What <c>topics</c> of a new interview takes.</param>
/// <param name="Title">For a person to read.</param>
/// <param name="Summary">What it is about, in a sentence.</param>
/// <param name="Questions">Questions in the bank.</param>
/// <param name="Difficulties">The same by difficulty.</param>
public sealed record TopicView(
    int Id, string Slug, string Title, string Summary, int Questions, DifficultyCounts Difficulties, IReadOnlyList<SubtopicView> Subtopics);

/// <summary>A part of a topic.</summary>
/// <param name="Id">Stable number.</param>
/// <param name="Slug">What <c>topics</c> of a new interview takes.</param>
/// <param name="Title">For a person to read.</param>
/// <param name="Questions">Questions in the bank.</param>
public sealed record SubtopicView(int Id, string Slug, string Title, int Questions);

/// <summary>How many questions there are of each difficulty.</summary>
public sealed record DifficultyCounts(int Easy, int Medium, int Hard);

/// <summary>All topics, in the order of the map.</summary>
public sealed record TopicList(IReadOnlyList<TopicView> Items);

/// <summary>Who interviews on this server: <c>built_in</c>, or <c>model</c> with its name.</summary>
/// <param name="Interviewer"><c>built_in</c> or <c>model</c>.</param>
/// <param name="Model">The name of the model; null for the built-in interviewer.</param>
/// <param name="Questions">Questions in the bank.</param>
/// <param name="Topics">Topics of the bank.</param>
/// <param name="Languages">BCP-47 tags to choose from, English first. A model takes any other tag too.</param>
public sealed record InterviewerView(string Interviewer, string? Model, IReadOnlyList<string> Languages, int Questions, int Topics);
