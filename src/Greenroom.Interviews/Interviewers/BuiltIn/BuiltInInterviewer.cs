using Greenroom.Interviews.Grading;
using Greenroom.Interviews.Practice;

namespace Greenroom.Interviews.Interviewers.BuiltIn;

/// <summary>Needs no key and no network: asks in the words of the bank and marks with the pure grader.</summary>
internal sealed class BuiltInInterviewer(BuiltInGrader grader) : IInterviewer
{
    public const string EngineName = "offline";

    public string Name => EngineName;

    public string Engine => EngineName;

    public IReadOnlyList<string> OfferedLanguages { get; } = ["en"];

    public bool Speaks(string language) => language.Equals("en", StringComparison.OrdinalIgnoreCase) || language.StartsWith("en-", StringComparison.OrdinalIgnoreCase);

    public Task<Marking> GradeAsync(AnswerToGrade answer, CancellationToken ct) =>
        Task.FromResult(new Marking(grader.Grade(answer.Entry, answer.Answer, answer.OnlyPoints), EngineName));

    public async Task<string> SayAsync(Utterance utterance, Func<string, CancellationToken, Task> onText, CancellationToken ct)
    {
        var text = Word(utterance);
        await onText(text, ct);
        return text;
    }

    /// <summary>Manner only: no word that judges the answer, or a simulation would leak its marks.</summary>
    internal static string Word(Utterance utterance) => (utterance.Kind, utterance.Persona) switch
    {
        (UtteranceKind.FirstQuestion, Persona.Friendly) => $"Take your time, and think out loud. {utterance.BankText}",
        (UtteranceKind.NextQuestion, Persona.Friendly) => $"Thank you. On to something else. {utterance.BankText}",
        (UtteranceKind.FollowUp, Persona.Friendly) => $"Let us stay with that for a moment. {utterance.BankText}",
        (UtteranceKind.FollowUp, Persona.Sceptic) => $"I am not convinced yet. {utterance.BankText}",
        (UtteranceKind.NextQuestion, Persona.Sceptic) => $"We leave it there. {utterance.BankText}",
        _ => utterance.BankText,
    };
}
