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
    InterviewsDb db, QuestionBank bank, InterviewerSelection interviewers, InterviewLifecycle lifecycle, TurnEventLog events, TurnViews views, TimeProvider clock)
{
    public async Task<Result<ConversationView>> OpenAsync(Guid userId, CreateConversationRequest request, CancellationToken ct)
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

    private async Task<Result<ConversationView>> OpenMainAsync(Interview interview, CancellationToken ct)
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
        var paused = await lifecycle.PauseOthersAsync(interview.UserId, interview.Id, ct);
        var now = clock.UtcNow();
        var conversation = Conversation.Open(interview.Id, Track.Main, interview.Prompt.Length > 200 ? interview.Prompt[..200] : interview.Prompt, now);
        interview.Start(now);
        if (!await AskFirstAsync(conversation, interview, entry, QuestionKind.Main, text, now, ct))
        {
            var winner = await db.Conversations.AsNoTracking().SingleAsync(c => c.InterviewId == interview.Id && c.Track == Track.Main, ct);
            return await ViewAsync(winner, ct);
        }

        await lifecycle.PlanClockAsync(interview, ct);
        return await ViewAsync(conversation, ct) with { PausedInterviewId = paused };
    }

    private async Task<Result<ConversationView>> OpenRetryAsync(Interview interview, Guid? questionId, CancellationToken ct)
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

        var text = await WordAsync(interview, entry, ct);
        var now = clock.UtcNow();
        var retry = Conversation.Open(interview.Id, Track.Retry, $"Question {original.QuestionNumber} again", now, forkedFrom: questionId, parent: original.ConversationId);
        await AskFirstAsync(retry, interview, entry, QuestionKind.Retry, text, now, ct, original.QuestionNumber);
        return await ViewAsync(retry, ct);
    }

    private async Task<bool> AskFirstAsync(
        Conversation conversation, Interview interview, BankEntry entry, QuestionKind kind, string text, DateTime now, CancellationToken ct, int number = 1)
    {
        var question = Question.Ask(conversation, entry, bank.TopicIdOf(entry), number, kind, bank.Version, now);
        conversation.Ask(question, entry.Topic, entry.Subtopic, kind == QuestionKind.Main ? interview.RemainingSeconds(now) : null, now);
        var message = Message.FromInterviewer(conversation, question, MessageKind.Question, text, now);
        db.AddRange(conversation, question, message);
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            await db.SaveChangesAsync(ct);
            var allowed = Commands.Allowed(interview, conversation, question, views.HintsLeft(question, [question]));
            await events.AppendAsync(conversation.Id, [NewEvent.Said(TurnViews.Of(message)), NewEvent.State(conversation.State, allowed), NewEvent.Done()], ct);
            await transaction.CommitAsync(ct);
            return true;
        }
        catch (DbUpdateException exception) when (exception is DbUpdateConcurrencyException || exception.IsDuplicateKey())
        {
            // A second tab started it in the same moment.
            db.ChangeTracker.Clear();
            return false;
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
