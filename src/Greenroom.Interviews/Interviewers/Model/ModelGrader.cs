using Greenroom.Interviews.Grading;
using Greenroom.Interviews.Turns;
using Microsoft.Extensions.Logging;

namespace Greenroom.Interviews.Interviewers.Model;

/// <summary>Marks with the model, checks what it says, and leaves the mark to the built-in grader when that cannot be done.</summary>
internal sealed partial class ModelGrader(ModelClient model, BuiltInGrader builtIn, ILogger<ModelGrader> log)
{
    /// <summary>The wording has 15 seconds of the minute that a turn may take; the rest is for storing it.</summary>
    private static readonly TimeSpan LongestTime = TimeSpan.FromSeconds(40);
    private const int MostRequests = 4;
    private const int MostTokens = 6000;
    private const int LargeDifference = 25;
    private const int SmallDifference = 10;

    public async Task<Marking> GradeAsync(AnswerToGrade answer, CancellationToken ct)
    {
        var isEnglish = Languages.IsEnglish(answer.Language);
        var builtInGrade = builtIn.Grade(answer.Entry, answer.Answer, answer.OnlyPoints);

        // Nothing to read is nothing to ask a model about: it costs, and it can only be talked into something.
        if (IsNonAnswer(answer, isEnglish))
        {
            return new Marking(builtIn.Grade(answer.Entry, "", answer.OnlyPoints), "offline");
        }

        // A follow-up beyond the rubric has no points to find.
        if (answer.OnlyPoints is { Count: 0 })
        {
            return isEnglish ? new Marking(builtInGrade, "offline") : NotGraded(fallback: null);
        }

        try
        {
            if (await AskAsync(answer, isEnglish, builtInGrade, ct) is { } grade)
            {
                var difference = isEnglish ? Math.Abs(grade.Score!.Value - builtInGrade.Score!.Value) : (int?)null;
                var disagreement = difference > LargeDifference;
                return new Marking(grade with { Confidence = ConfidenceOf(difference) }, "openai", model.Model, Prompts.GraderVersion, disagreement);
            }

            return Fallback(new ModelFailure(ModelFailure.BadResponse), isEnglish, builtInGrade);
        }
        catch (ModelException exception)
        {
            return Fallback(exception.Failure, isEnglish, builtInGrade);
        }
        catch (Exception exception)
        {
            ct.ThrowIfCancellationRequested();
            Unexpected(answer.Entry.Id, exception);
            return Fallback(new ModelFailure(ModelFailure.Error), isEnglish, builtInGrade);
        }
    }

    /// <summary>Asks, and once more when the reply cannot be used; null when that does not help.</summary>
    private async Task<Grade?> AskAsync(AnswerToGrade answer, bool isEnglish, Grade builtInGrade, CancellationToken ct)
    {
        var request = GraderRequest.Of(answer);
        var budget = model.NewBudget(LongestTime, MostRequests);
        string? repair = null;
        while (true)
        {
            var text = await model.CompleteAsync(new ModelRequest("grading", Prompts.Grader, request.Json, MostTokens, ("grade", Prompts.GraderSchema), repair), budget, ct);
            var (reply, problems) = GraderReply.Read(text, request.Points, request.Dimensions, answer.Entry);
            if (reply is not null)
            {
                var marks = ModelMarks.Of(answer.Entry, answer.Answer, request.Points, reply, isEnglish ? builtInGrade : null);
                if (marks.IsUsable)
                {
                    return marks.Grade;
                }

                problems = marks.Problems;
            }

            NotUsable(answer.Entry.Id, problems.Count, repair is not null);
            if (repair is not null || !budget.Allows(TimeSpan.Zero))
            {
                return null;
            }

            repair = Prompts.Repair(problems);
        }
    }

    private static bool IsNonAnswer(AnswerToGrade answer, bool isEnglish) => isEnglish
        ? NonAnswer.Is(answer.Entry.Prompt, answer.Answer) || NonAnswer.Is(answer.Question, answer.Answer)
        : Languages.IsNonAnswer(answer.Answer, answer.Question, answer.Entry.Prompt);

    private static Confidence ConfidenceOf(int? difference) => difference switch
    {
        > LargeDifference => Confidence.Low,
        <= SmallDifference => Confidence.High,
        _ => Confidence.Medium,
    };

    private static Marking Fallback(ModelFailure failure, bool isEnglish, Grade builtInGrade) => isEnglish
        ? new Marking(builtInGrade, "offline", Fallback: new FallbackView(failure.Code, $"{failure.Reason}, so the built-in grader marked this answer."))
        : NotGraded(new FallbackView(failure.Code, $"{failure.Reason}, and the built-in grader reads English only, so this answer has no mark."));

    private static Marking NotGraded(FallbackView? fallback) =>
        new(new Grade(GradeStatus.NotGraded, Score: null, Confidence.Low, [], [], []), "offline", Fallback: fallback);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The model's marks for {Entry} cannot be used: {Problems} problems, second try: {IsRepair}")]
    private partial void NotUsable(string entry, int problems, bool isRepair);

    [LoggerMessage(Level = LogLevel.Error, Message = "Marking an answer to {Entry} with the model failed")]
    private partial void Unexpected(string entry, Exception exception);
}
