using Greenroom.Interviews.Data;
using Greenroom.Interviews.Grading;
using Greenroom.Interviews.Interviewers;
using Greenroom.Interviews.Practice;
using Greenroom.Interviews.Questions;
using Greenroom.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Greenroom.Interviews.Turns;

/// <summary>Works on one reserved message: marks it, decides what comes next, says it, and commits all of that at once.</summary>
internal sealed class AnswerTurn(
    InterviewsDb db,
    QuestionBank bank,
    InterviewerSelection interviewers,
    IServiceScopeFactory scopes,
    TurnCommit commit,
    DeltaWriter deltas,
    TimeProvider clock)
{
    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(5);

    /// <summary>What the sender is told; null when another worker has the turn by now.</summary>
    /// <param name="reserved">Nobody else's: committing changes it.</param>
    /// <param name="ct">Ends when the program stops.</param>
    public async Task<AppendResult?> RunAsync(ReservedTurn reserved, CancellationToken ct)
    {
        var (message, state) = reserved;
        var question = state.Questions.Single(q => q.Id == message.QuestionId);
        var earlier = message.Intent == Intent.Answer ? await EarlierMarksAsync(question, state.Questions, ct) : [];

        using var timer = new PeriodicTimer(RenewEvery, clock);
        var renewing = RenewAsync(timer, message.Id, message.Generation, ct);
        TurnOutcome outcome;
        try
        {
            outcome = await WorkAsync(state, question, message, earlier, ct);
        }
        finally
        {
            timer.Dispose();
            await renewing;
        }

        return await commit.CommitAsync(reserved, outcome, ct);
    }

    private async Task<TurnOutcome> WorkAsync(TurnState state, Question question, Message message, IReadOnlyList<AnsweredPoint> earlier, CancellationToken ct)
    {
        var interviewer = interviewers.For(state.Interview.Engine);
        var entry = bank.Find(question.BankQuestionId);
        var main = TurnViews.MainOf(question, state.Questions);
        switch (message.Intent)
        {
            case Intent.Hint:
                return await SayAsync(interviewer, state, UtteranceKind.Hint, entry?.Hints.ElementAtOrDefault(main.HintLevel)?.Text.Trim() ?? "There are no more hints for this question.", lastAnswer: null, ct);
            case Intent.Clarify:
                return await SayAsync(interviewer, state, UtteranceKind.Clarification, entry?.Clarification.Trim() ?? question.Prompt, lastAnswer: null, ct);
            case Intent.End:
                return await CloseAsync(interviewer, state, message, Closing(state.Interview, early: true), ct);
            case Intent.Skip:
                return await MoveOnAsync(interviewer, state, question, message, DecideAfterSkip(state), ct);
        }

        var marking = entry is null ? NotGraded() : await interviewer.GradeAsync(
            new AnswerToGrade(entry, question.Prompt, message.Content, question.Kind == QuestionKind.FollowUp ? question.FollowUpPoints : null, state.Interview.Language), ct);
        var unaided = entry is null ? null : QuestionMarks.Unaided(entry, marking.Grade, message.Content, main.HintLevel);
        var outcome = await MoveOnAsync(interviewer, state, question, message, Decide(state, main, entry, earlier, marking.Grade), ct);
        return outcome with { Marking = marking, UnaidedScore = unaided };
    }

    private static Decision DecideAfterSkip(TurnState state) =>
        state.Conversation.Track == Track.Main && state.MainAsked < state.Interview.Plan.Count ? new Decision.Next() : new Decision.WrapUp();

    private Decision Decide(TurnState state, Question main, BankEntry? entry, IReadOnlyList<AnsweredPoint> earlier, Grade grade)
    {
        var isMainTrack = state.Conversation.Track == Track.Main;
        var now = clock.UtcNow();
        var left = isMainTrack ? state.Interview.Plan.Count - state.MainAsked : 0;
        if (entry is null)
        {
            return left > 0 ? new Decision.Next() : new Decision.WrapUp();
        }

        return Decision.Decide(
            new DecisionState(
                entry,
                [.. QuestionMarks.Merge(entry, [.. earlier, .. grade.Points.Select(p => new AnsweredPoint(p, AnswerMessageId: null))]).Select(p => p.Mark)],
                [.. state.Questions.Where(q => q.ParentQuestionId == main.Id).Select(q => q.Prompt)],
                LastAnswerWasEmpty: grade.Status != GradeStatus.Graded,
                AllowsFollowUps: isMainTrack,
                MainQuestionsLeft: left,
                QuestionTimeIsUp: main.ClockWhenAsked - state.Interview.RemainingSeconds(now) >= 2 * main.TimeBudgetS,
                state.Interview.DeadlineAt),
            now);
    }

    private async Task<TurnOutcome> MoveOnAsync(IInterviewer interviewer, TurnState state, Question question, Message message, Decision decision, CancellationToken ct)
    {
        var now = clock.UtcNow();
        var (kind, next, bankText) = decision switch
        {
            Decision.FollowUp { Probe: var probe } => (UtteranceKind.FollowUp, question.FollowUp(probe, now), probe.Prompt.Trim()),
            Decision.Escalate { Probe: var probe } => (UtteranceKind.FollowUp, question.FollowUp(probe, now), probe.Prompt.Trim()),
            Decision.Next => NextMain(state, now),
            _ => (UtteranceKind.Closing, null, state.Interview.IsOverdue(now) ? "The time is up. What you had typed is marked as it stood." : Closing(state.Interview, early: false)),
        };
        if (next is null)
        {
            return await CloseAsync(interviewer, state, message, bankText, ct);
        }

        var outcome = await SayAsync(interviewer, state, kind, bankText, message.Intent == Intent.Answer ? message.Content : null, ct);
        return outcome with { Next = next };
    }

    private async Task<TurnOutcome> CloseAsync(IInterviewer interviewer, TurnState state, Message message, string text, CancellationToken ct)
    {
        var outcome = await SayAsync(interviewer, state, UtteranceKind.Closing, state.Conversation.Track == Track.Retry ? ClosingRetry(message) : text, lastAnswer: null, ct);
        return outcome with { Finishes = true };
    }

    private (UtteranceKind Kind, Question? Next, string Text) NextMain(TurnState state, DateTime now)
    {
        var number = state.MainAsked + 1;
        while (number <= state.Interview.Plan.Count)
        {
            // An entry that a newer bank no longer has is passed over.
            if (bank.Find(state.Interview.Plan[number - 1]) is { } entry)
            {
                return (UtteranceKind.NextQuestion, Question.Ask(state.Conversation, entry, bank.TopicIdOf(entry), number, QuestionKind.Main, bank.Version, now), entry.Prompt.Trim());
            }

            number++;
        }

        return (UtteranceKind.Closing, null, Closing(state.Interview, early: false));
    }

    /// <summary>Everything that is said in a turn passes here: in which words is the interviewer's business, and whoever listens hears them as they come.</summary>
    /// <param name="lastAnswer">What a question may connect to; a hint and a farewell have no need to know it.</param>
    private async Task<TurnOutcome> SayAsync(IInterviewer interviewer, TurnState state, UtteranceKind kind, string bankText, string? lastAnswer, CancellationToken ct)
    {
        var interview = state.Interview;
        var replyId = Ids.New(clock.UtcNow());
        var replyKind = KindOf(kind);
        deltas.Begin(state.Conversation.Id, replyId, replyKind);
        var said = await interviewer.SayAsync(
            new Utterance(kind, bankText, interview.Persona, interview.Mode, interview.Language, lastAnswer), deltas.WriteAsync, ct);
        return new TurnOutcome(replyId, replyKind, said, deltas.TakeRest(said), Next: null, Finishes: false, Marking: null, UnaidedScore: null);
    }

    private static MessageKind KindOf(UtteranceKind kind) => kind switch
    {
        UtteranceKind.FollowUp => MessageKind.FollowUp,
        UtteranceKind.Hint => MessageKind.Hint,
        UtteranceKind.Clarification => MessageKind.Clarification,
        UtteranceKind.Closing => MessageKind.Notice,
        _ => MessageKind.Question,
    };

    /// <summary>What was said about this question before, point by point.</summary>
    private async Task<IReadOnlyList<AnsweredPoint>> EarlierMarksAsync(Question question, IEnumerable<Question> questions, CancellationToken ct)
    {
        var answered = questions.Where(q => q.MainQuestionId == question.MainQuestionId && q.Status == QuestionStatus.Answered).Select(q => q.Id).ToList();
        if (answered.Count == 0)
        {
            return [];
        }

        var marks = await (
            from evaluation in db.Evaluations
            join message in db.Messages on evaluation.AnswerMessageId equals message.Id
            from point in evaluation.Points
            where answered.Contains(evaluation.QuestionId)
            orderby message.Seq
            select new { point, message.Id }).AsNoTracking().ToListAsync(ct);
        return [.. marks.Select(m => new AnsweredPoint(m.point.ToMark(), m.Id))];
    }

    private async Task RenewAsync(PeriodicTimer timer, Guid messageId, int generation, CancellationToken ct)
    {
        try
        {
            while (await timer.WaitForNextTickAsync(ct))
            {
                // A context of its own: the turn may be writing a piece of the reply with ours at this very moment.
                await using var scope = scopes.CreateAsyncScope();
                var leases = scope.ServiceProvider.GetRequiredService<TurnLeases>();
                await leases.RenewAsync(messageId, generation, ct);
            }
        }
        catch (OperationCanceledException)
        {
            // The program stops; so does the work.
        }
    }

    private static Marking NotGraded() => new(
        new Grade(GradeStatus.NotGraded, Score: null, Confidence.Low, [], [], []),
        "offline",
        Fallback: new FallbackView("bank.entry_missing", "This question is no longer in the question bank, so nobody could mark the answer."));

    private static string ClosingRetry(Message message) => message.Intent == Intent.Answer
        ? "Your new answer is marked. It stands beside the first one in the report."
        : "Nothing was answered, so nothing changes in the report.";

    private static string Closing(Interview interview, bool early) => (early, interview.Mode) switch
    {
        (true, _) => "We stop here. Your answers are saved and your report is ready.",
        (_, InterviewMode.Simulation) => "That was the last question. Your report shows every mark and the words behind it.",
        _ => "That was the last question. Your report is ready.",
    };
}

/// <summary>What the work on a message came to; nothing of it is stored yet.</summary>
/// <param name="Rest">The part of the reply that was not streamed while it was said.</param>
/// <param name="Next">The question that opens, null when none does.</param>
/// <param name="Finishes">The conversation closes with this turn.</param>
internal sealed record TurnOutcome(
    Guid ReplyId, MessageKind ReplyKind, string Reply, string Rest, Question? Next, bool Finishes, Marking? Marking, int? UnaidedScore);
