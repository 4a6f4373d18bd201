using Greenroom.Interviews.Data;
using Greenroom.Interviews.Practice;
using Greenroom.Platform.Data;
using Greenroom.Platform.Errors;
using Greenroom.Platform.Live;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Interviews.Turns;

/// <summary>Takes what the candidate sends. It is stored before anything is done with it, and stored once however often it is sent.</summary>
internal sealed class TurnService(
    InterviewsDb db, TurnRunner runner, TurnEventLog events, TurnViews views, InterviewClock interviewClock, ClockPlan clockPlan, ILiveSignals signals, TimeProvider clock)
{
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);

    /// <summary>An answer that cannot be read however often must not keep its interview open for ever.</summary>
    private const int TriesWhenTimeIsUp = 3;

    /// <summary>Reserves the message and starts the work on it, or finds what an earlier send of the same message came to.</summary>
    public async Task<Result<StartedTurn>> StartAsync(Guid userId, AppendRequest request, CancellationToken ct)
    {
        var intent = request.Intent ?? Intent.Answer;
        var text = request.Message ?? "";
        if (intent == Intent.Answer && string.IsNullOrWhiteSpace(text))
        {
            return TurnFailures.Empty;
        }

        var state = await TurnState.LoadAsync(db, request.ConversationId, userId, ct);
        if (state is not null && interviewClock.MayHaveToConverge(state))
        {
            db.ChangeTracker.Clear();
            await interviewClock.ConvergeAsync(state.Interview, state.Conversation.State.IsBusy(), ct);
            db.ChangeTracker.Clear();
            state = await TurnState.LoadAsync(db, request.ConversationId, userId, ct);
        }

        if (state is null)
        {
            return TurnFailures.ConversationNotFound;
        }

        if (Refusal(state, intent, request.QuestionId) is { } refusal)
        {
            return await RepeatOrAsync(refusal, userId, request, intent, text, ct);
        }

        var now = clock.UtcNow();
        var clientMessageId = request.ClientMessageId ?? Ids.New(now).ToString("N");
        var message = Message.FromCandidate(state.Conversation, state.Open!, intent, text, clientMessageId, now);
        return await ReserveAsync(state, message, isNew: true, ct) switch
        {
            { } reserved => reserved,
            null => await RepeatOrAsync(TurnFailures.TurnInProgress, userId, request, intent, text, ct),
        };
    }

    /// <summary>When the time is up, what is there becomes the answer: one that was sent and not read to the end, or the draft. Nothing typed is thrown away.</summary>
    public async Task<StartedTurn?> SubmitWhatIsThereAsync(Guid conversationId, CancellationToken ct)
    {
        var state = await TurnState.LoadAsync(db, conversationId, ownerId: null, ct);
        if (state?.Conversation.State == ConversationState.FailedRetryable)
        {
            var failed = await db.Messages.Where(m => m.ConversationId == conversationId && m.Status == MessageStatus.RetryableFailed).OrderByDescending(m => m.Seq).FirstAsync(ct);
            return failed.Generation < TriesWhenTimeIsUp ? await ReserveAsync(state, failed, isNew: false, ct) : null;
        }

        if (state?.Open is not { } open || state.Conversation.State != ConversationState.AwaitingAnswer)
        {
            return null;
        }

        var draft = await db.Drafts.AsNoTracking().SingleOrDefaultAsync(d => d.QuestionId == open.Id, ct);
        if (draft is null || string.IsNullOrWhiteSpace(draft.Content))
        {
            return null;
        }

        var message = Message.FromCandidate(state.Conversation, open, Intent.Answer, draft.Content, $"draft-{open.Id:N}", clock.UtcNow());
        return await ReserveAsync(state, message, isNew: true, ct);
    }

    private Failure? Refusal(TurnState state, Intent intent, Guid? questionId)
    {
        if (AtRest(state) is { } atRest)
        {
            return atRest;
        }

        if (state.Conversation.State.IsBusy())
        {
            return TurnFailures.TurnInProgress;
        }

        if (state.Conversation.State == ConversationState.FailedRetryable && intent != Intent.End)
        {
            return TurnFailures.RetryFirst;
        }

        if (state.Open is not { } open || (questionId is { } seen && seen != open.Id))
        {
            return TurnFailures.Changed;
        }

        return intent switch
        {
            Intent.Hint when !Commands.MayHint(state.Interview, views.HintsLeft(open, state.Questions)) => TurnFailures.IntentRefused(intent),
            Intent.Clarify when !Commands.MayClarify(state.Interview, open) => TurnFailures.IntentRefused(intent),
            _ => null,
        };
    }

    /// <summary>Over or not running: nothing is taken, new or sent again. A retry track has its own life after the interview.</summary>
    private static Failure? AtRest(TurnState state)
    {
        var isRetryTrack = state.Conversation.Track == Track.Retry;
        if (state.Conversation.State == ConversationState.Closed || (!isRetryTrack && state.Interview.IsOver))
        {
            return TurnFailures.Closed;
        }

        if (isRetryTrack || state.Interview.IsRunning)
        {
            return null;
        }

        return state.Interview.Status == InterviewStatus.Ready ? TurnFailures.NotStarted : TurnFailures.Paused;
    }

    /// <summary>The short first transaction: message, state and events, or nothing. Null when another request was faster.</summary>
    private async Task<StartedTurn?> ReserveAsync(TurnState state, Message message, bool isNew, CancellationToken ct)
    {
        var now = clock.UtcNow();
        message.Reserve(now, Lease);
        var clockStarts = !isNew && state.Conversation.Track == Track.Main && state.Interview.GoOn(now);
        state.Conversation.MoveTo(message.Intent == Intent.Answer ? ConversationState.Grading : ConversationState.Deciding, now);
        if (isNew)
        {
            db.Messages.Add(message);
        }

        int lastBefore;
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            if (message.Intent == Intent.Answer)
            {
                await db.Drafts.Where(d => d.QuestionId == message.QuestionId).ExecuteDeleteAsync(ct);
            }

            NewEvent[] news = [NewEvent.Accepted(TurnViews.Of(message)), NewEvent.State(state.Conversation.State, [])];
            lastBefore = await events.AddAsync(state.Conversation.Id, news, ct) - news.Length;
            message.EventsFollow(lastBefore);
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
        }
        catch (Exception exception) when (exception.IsLostRace())
        {
            db.ChangeTracker.Clear();
            return null;
        }

        if (clockStarts)
        {
            await clockPlan.PlanAsync(state.Interview, ct);
        }

        await signals.SignalAsync(TurnEventLog.TopicOf(state.Conversation.Id), CancellationToken.None);

        // The worker gets what is stored now, and this context must not write down what it does with it.
        db.ChangeTracker.Clear();
        return new StartedTurn(state.Conversation.Id, message.Id, lastBefore, runner.Start(new ReservedTurn(message, state)));
    }

    /// <summary>What cannot be taken may have been taken before: then its sender never heard the answer.</summary>
    private async Task<Result<StartedTurn>> RepeatOrAsync(Failure failure, Guid userId, AppendRequest request, Intent intent, string text, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        return request.ClientMessageId is { } sent && await FindAsync(userId, request.ConversationId, sent, ct) is { } earlier
            ? await RepeatAsync(earlier, intent, text, ct)
            : failure;
    }

    private Task<Message?> FindAsync(Guid userId, Guid conversationId, string clientMessageId, CancellationToken ct) => (
        from message in db.Messages
        join conversation in db.Conversations on message.ConversationId equals conversation.Id
        join interview in db.Interviews on conversation.InterviewId equals interview.Id
        where message.ConversationId == conversationId && interview.UserId == userId && message.ClientMessageId == clientMessageId
        select message).SingleOrDefaultAsync(ct);

    private async Task<Result<StartedTurn>> RepeatAsync(Message message, Intent intent, string text, CancellationToken ct)
    {
        if (message.Intent != intent || message.Content != text)
        {
            return TurnFailures.MessageConflict;
        }

        if (message.Status == MessageStatus.Complete)
        {
            return new StartedTurn(message.ConversationId, message.Id, message.EventsAfter, Work: null);
        }

        if (message.IsLeased(clock.UtcNow()))
        {
            return TurnFailures.TurnInProgress;
        }

        // The worker is gone: the same message is worked on again, under a new generation.
        var state = (await TurnState.LoadAsync(db, message.ConversationId, ownerId: null, ct))!;
        return AtRest(state) is { } atRest ? atRest : await ReserveAsync(state, message, isNew: false, ct) switch
        {
            { } started => started,
            null => TurnFailures.TurnInProgress,
        };
    }
}

/// <summary>A turn that was taken.</summary>
/// <param name="EventsAfter">The events of this turn follow this number.</param>
/// <param name="Work">Ends when the turn is committed, with what it came to; it goes on when the request does not. Null when the turn had been finished before.</param>
internal sealed record StartedTurn(Guid ConversationId, Guid MessageId, int EventsAfter, Task<AppendResult?>? Work);
