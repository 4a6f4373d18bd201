using Greenroom.Interviews.Data;
using Greenroom.Interviews.Interviewers;
using Greenroom.Interviews.Practice;
using Greenroom.Interviews.Questions;
using Greenroom.Platform.Data;
using Greenroom.Platform.Errors;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Interviews.Turns;

/// <summary>Opens tracks: the main one starts the interview and its clock, a retry asks one question of a finished interview again.</summary>
internal sealed class ConversationService(
    InterviewsDb db, QuestionBank bank, InterviewerSelection interviewers, InterviewLifecycle lifecycle, ClockPlan clockPlan, TurnEventLog events,
    TurnViews views, TimeProvider clock)
{
    private const int Tries = 4;

    /// <summary>All of an interview's tracks are read together, so there must be an end to them.</summary>
    private const int RetriesPerQuestion = 20;

    public async Task<Result<ConversationView>> OpenAsync(Guid userId, CreateConversationRequest request, CancellationToken ct)
    {
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            if (await TryOpenAsync(userId, request, ct) is { } opened)
            {
                return opened;
            }

            // A second tab opened it in the same moment, or a turn changed the interview that this one pauses: read again.
            db.ChangeTracker.Clear();
        }

        return TurnFailures.Changed;
    }

    /// <summary>Null when somebody else was faster.</summary>
    private async Task<Result<ConversationView>?> TryOpenAsync(Guid userId, CreateConversationRequest request, CancellationToken ct)
    {
        var interview = await db.Interviews.SingleOrDefaultAsync(i => i.Id == request.InterviewId && i.UserId == userId, ct);
        if (interview is null)
        {
            return InterviewFailures.NotFound;
        }

        return (request.Track ?? Track.Main) switch
        {
            Track.Main => await OpenMainAsync(interview, ct),
            Track.Retry => await OpenRetryAsync(interview, request.QuestionId, ct),
            _ => TurnFailures.TrackUnknown,
        };
    }

    private async Task<Result<ConversationView>?> OpenMainAsync(Interview interview, CancellationToken ct)
    {
        if (await db.Conversations.AsNoTracking().SingleOrDefaultAsync(c => c.InterviewId == interview.Id && c.Track == Track.Main, ct) is { } existing)
        {
            return await ViewAsync(existing, ct);
        }

        if (interview.Status != InterviewStatus.Ready)
        {
            return TurnFailures.Closed;
        }

        var entry = interview.Plan.Select(bank.Find).FirstOrDefault(e => e is not null);
        if (entry is null)
        {
            return InterviewFailures.UnknownTopics(interview.Topics);
        }

        var text = await WordAsync(interview, entry, ct);
        var now = clock.UtcNow();
        var conversation = Conversation.Open(interview.Id, Track.Main, interview.Prompt.Length > 200 ? interview.Prompt[..200] : interview.Prompt, now);
        if (await AskFirstAsync(conversation, interview, entry, QuestionKind.Main, text, now, ct) is not { } paused)
        {
            return null;
        }

        await clockPlan.PlanAsync(interview, ct);
        return await ViewAsync(conversation, ct) with { PausedInterviewId = paused.Count > 0 ? paused[0].InterviewId : null };
    }

    private async Task<Result<ConversationView>?> OpenRetryAsync(Interview interview, Guid? questionId, CancellationToken ct)
    {
        if (questionId is null)
        {
            return TurnFailures.RetryNeedsQuestion;
        }

        var original = await (
            from question in db.Questions.AsNoTracking()
            join conversation in db.Conversations on question.ConversationId equals conversation.Id
            where question.Id == questionId && conversation.InterviewId == interview.Id && question.Kind == QuestionKind.Main
            select question).SingleOrDefaultAsync(ct);
        if (original is null || bank.Find(original.BankQuestionId) is not { } entry)
        {
            return TurnFailures.QuestionNotFound;
        }

        if (interview.Status != InterviewStatus.Completed)
        {
            return TurnFailures.RetryTooEarly;
        }

        // A retry that is still open is the same retry, however often it is asked for.
        var open = await db.Conversations.AsNoTracking().FirstOrDefaultAsync(
            c => c.InterviewId == interview.Id && c.Track == Track.Retry && c.ForkedFromQuestionId == questionId && c.State != ConversationState.Closed, ct);
        if (open is not null)
        {
            return await ViewAsync(open, ct);
        }

        if (await db.Conversations.CountAsync(c => c.InterviewId == interview.Id && c.ForkedFromQuestionId == questionId, ct) >= RetriesPerQuestion)
        {
            return TurnFailures.RetriedEnough(RetriesPerQuestion);
        }

        var text = await WordAsync(interview, entry, ct);
        var now = clock.UtcNow();
        var retry = Conversation.Open(interview.Id, Track.Retry, $"Question {original.QuestionNumber} again", now, forkedFrom: questionId, parent: original.ConversationId);
        if (await AskFirstAsync(retry, interview, entry, QuestionKind.Retry, text, now, ct, original.QuestionNumber) is null)
        {
            return null;
        }

        return await ViewAsync(retry, ct);
    }

    /// <summary>All of a beginning in one transaction; a main track also starts the interview and pauses what else was running.</summary>
    /// <returns>The interviews that were paused; null when another tab was faster.</returns>
    private async Task<IReadOnlyList<ChangedInterview>?> AskFirstAsync(
        Conversation conversation, Interview interview, BankEntry entry, QuestionKind kind, string text, DateTime now, CancellationToken ct, int number = 1)
    {
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            IReadOnlyList<ChangedInterview> paused = [];
            if (kind == QuestionKind.Main)
            {
                paused = await lifecycle.PauseOthersAsync(interview.UserId, interview.Id, ct);
                interview.Start(now);
            }

            var question = Question.Ask(conversation, entry, bank.TopicIdOf(entry), number, kind, bank.Version, now);
            conversation.Ask(question, entry.Topic, entry.Subtopic, kind == QuestionKind.Main ? interview.RemainingSeconds(now) : null, now);
            var message = Message.FromInterviewer(conversation, question, MessageKind.Question, text, now);
            db.AddRange(conversation, question, message);
            await db.SaveChangesAsync(ct);
            var allowed = Commands.Allowed(interview, conversation, question, views.HintsLeft(question, [question]));
            await events.AddAsync(conversation.Id, [NewEvent.Said(TurnViews.Of(message)), NewEvent.State(conversation.State, allowed), NewEvent.Done()], ct);
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
            await lifecycle.SignalAsync(paused);
            return paused;
        }
        catch (Exception exception) when (exception.IsLostRace())
        {
            return null;
        }
    }

    private Task<string> WordAsync(Interview interview, BankEntry entry, CancellationToken ct) =>
        interviewers.For(interview.Engine).SayAsync(
            new Utterance(UtteranceKind.FirstQuestion, entry.Prompt.Trim(), interview.Persona, interview.Mode, interview.Language, LastAnswer: null),
            static (_, _) => Task.CompletedTask,
            ct);

    private async Task<ConversationView> ViewAsync(Conversation conversation, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        var fresh = await db.Conversations.AsNoTracking().SingleAsync(c => c.Id == conversation.Id, ct);
        var messages = await db.Messages.AsNoTracking().Where(m => m.ConversationId == conversation.Id).OrderBy(m => m.Seq).ToListAsync(ct);
        return TurnViews.Of(fresh, [.. messages.Select(TurnViews.Of)]);
    }
}
