using Greenroom.Interviews.Grading;
using Greenroom.Interviews.Practice;
using Greenroom.Interviews.Questions;
using Greenroom.Interviews.Turns;

namespace Greenroom.Interviews.Interviewers;

/// <summary>Marks answers and words turns. What happens next is not its business: <see cref="Decision"/> decides, in code.</summary>
internal interface IInterviewer
{
    /// <summary><c>offline</c> or <c>openai</c>; the part before the colon of <see cref="Interview.Engine"/>.</summary>
    string Name { get; }

    /// <summary>What a new interview stores: <c>offline</c> or <c>openai:&lt;model&gt;</c>.</summary>
    string Engine { get; }

    /// <summary>What a person is offered to choose from, English first; <see cref="Speaks"/> may take more.</summary>
    IReadOnlyList<string> OfferedLanguages { get; }

    bool Speaks(string language);

    /// <summary>Never throws for a failure of a model: the built-in grader steps in and the marking says so.</summary>
    Task<Marking> GradeAsync(AnswerToGrade answer, CancellationToken ct);

    /// <summary>Says the turn, handing pieces to <paramref name="onText"/> as they come, and returns all of it.</summary>
    Task<string> SayAsync(Utterance utterance, Func<string, CancellationToken, Task> onText, CancellationToken ct);
}

/// <summary>One answer with what a grader may know: not who said it, not how they did before.</summary>
/// <param name="OnlyPoints">The points that a follow-up was after; null for all of the entry.</param>
internal sealed record AnswerToGrade(BankEntry Entry, string Question, string Answer, IReadOnlyCollection<string>? OnlyPoints, string Language);

/// <summary>A grade and where it came from.</summary>
/// <param name="Disagreement">Two graders differ by more than 25 points.</param>
/// <param name="Fallback">Why the built-in grader marked what the model should have marked.</param>
internal sealed record Marking(Grade Grade, string Engine, string? Model = null, string? PromptVersion = null, bool Disagreement = false, FallbackView? Fallback = null);

/// <summary>What the interviewer is about to say.</summary>
/// <param name="BankText">The wording of the bank, which is what must be said in some form.</param>
/// <param name="LastAnswer">What the candidate just said; null where nothing connects to it.</param>
internal sealed record Utterance(UtteranceKind Kind, string BankText, Persona Persona, InterviewMode Mode, string Language, string? LastAnswer);

internal enum UtteranceKind
{
    FirstQuestion,
    NextQuestion,
    FollowUp,
    Clarification,
    Hint,
    Closing,
}
