namespace Greenroom.Interviews.Interviewers.Model;

/// <summary>Interviews and marks through any endpoint that speaks the chat completions protocol. It words and it judges points; what comes next
/// and what a mark is worth is decided in code.</summary>
internal sealed class ModelInterviewer(ModelClient model, ModelGrader grader, ModelWording wording) : IInterviewer
{
    public string Name => "openai";

    public string Engine => $"{Name}:{model.Model}";

    public IReadOnlyList<string> OfferedLanguages => Languages.Offered;

    public bool Speaks(string language) => Languages.IsTag(language);

    public Task<Marking> GradeAsync(AnswerToGrade answer, CancellationToken ct) => grader.GradeAsync(answer, ct);

    public Task<string> SayAsync(Utterance utterance, Func<string, CancellationToken, Task> onText, CancellationToken ct) => wording.SayAsync(utterance, onText, ct);
}
