using Greenroom.Interviews.Data;
using Greenroom.Interviews.Reports;
using Greenroom.Interviews.Turns;
using Greenroom.Platform.Data;
using Greenroom.Platform.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Greenroom.Interviews.Practice;

/// <summary>Brings interviews to where the clock says they are: time that ran out, turns whose worker died, endings that were cut short.</summary>
internal sealed class InterviewClock(
    InterviewsDb db, TurnLeases leases, Completion completion, TurnEventLog events, ILiveSignals signals, IServiceProvider services, TimeProvider clock)
{
    public static readonly TimeSpan NoticeBefore = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AbandonedAfter = TimeSpan.FromDays(7);
    private static readonly TimeSpan EventsKept = TimeSpan.FromHours(24);

    private DateTime Now => clock.UtcNow();

    /// <summary>For a reader or a sender: settles the interview of this conversation. True when something changed.</summary>
    public async Task<bool> ConvergeAsync(Guid userId, Guid conversationId, CancellationToken ct)
    {
        var found = await (
            from conversation in db.Conversations.AsNoTracking()
            join interview in db.Interviews.AsNoTracking() on conversation.InterviewId equals interview.Id
            where conversation.Id == conversationId && interview.UserId == userId
            select new { interview, conversation.State, conversation.Id }).SingleOrDefaultAsync(ct);
        return found is not null && await ConvergeAsync(found.interview, found.Id, found.State, ct);
    }

    /// <param name="interview">As just read; not tracked.</param>
    public async Task<bool> ConvergeAsync(Interview interview, Guid? mainConversationId, ConversationState? state, CancellationToken ct)
    {
        var changed = false;
        if (mainConversationId is { } id && state is ConversationState.Grading or ConversationState.Deciding)
        {
            changed |= await leases.ReleaseAsync(mainConversationId, all: false, ct) > 0;
        }

        if (interview.Status == InterviewStatus.Completing)
        {
            return await completion.FinishAsync(interview.Id, ct) || changed;
        }

        return interview.IsOverdue(Now) ? await EndAsync(interview.Id, ct) || changed : changed;
    }

    /// <summary>At the deadline a draft with content is graded as it stands; without one the open question expires and is never scored 0.</summary>
    public async Task<bool> EndAsync(Guid interviewId, CancellationToken ct)
    {
        var conversationId = await db.Conversations.Where(c => c.InterviewId == interviewId && c.Track == Track.Main).Select(c => (Guid?)c.Id).SingleOrDefaultAsync(ct);
        var state = conversationId is { } id ? await TurnState.LoadAsync(db, id, ownerId: null, ct) : null;
        if (state is null || !state.Interview.IsOverdue(Now) || state.Conversation.State is ConversationState.Grading or ConversationState.Deciding)
        {
            // A turn is being read: its own decision sees the deadline and wraps up.
            db.ChangeTracker.Clear();
            return false;
        }

        db.ChangeTracker.Clear();

        // Asked for here, not injected: the turn service itself converges first.
        if (await services.GetRequiredService<TurnService>().SubmitDraftAsync(state.Conversation.Id, ct) is { Work: { } work })
        {
            await work;
            db.ChangeTracker.Clear();
            return true;
        }

        db.ChangeTracker.Clear();
        return await completion.CloseAsync(interviewId, "The time is up. Your answers are saved and your report is ready.", ct);
    }

    public async Task NoticeAsync(Guid interviewId, CancellationToken ct)
    {
        var conversationId = await db.Conversations.Where(c => c.InterviewId == interviewId && c.Track == Track.Main).Select(c => (Guid?)c.Id).SingleOrDefaultAsync(ct);
        var state = conversationId is { } id ? await TurnState.LoadAsync(db, id, ownerId: null, ct) : null;
        if (state is not { Interview: { IsRunning: true, DeadlineNoticed: false, DeadlineAt: { } deadline }, Open: { } open } || deadline - Now > NoticeBefore + TimeSpan.FromSeconds(1))
        {
            return;
        }

        var now = Now;
        state.Interview.NoticeDeadline(now);
        state.Conversation.MoveTo(state.Conversation.State, now);
        var notice = Message.FromInterviewer(state.Conversation, open, MessageKind.Notice, "30 seconds left. What you have typed by then is marked as it stands.", now);
        db.Messages.Add(notice);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.SaveChangesAsync(ct);
        await events.AppendAsync(state.Conversation.Id, [NewEvent.Said(TurnViews.Of(notice))], ct);
        await transaction.CommitAsync(ct);
        await signals.SignalAsync(TurnEventLog.TopicOf(state.Conversation.Id), ct);
    }

    /// <summary>The safety net behind the jobs of single interviews.</summary>
    public async Task SweepAsync(CancellationToken ct)
    {
        var now = Now;
        await leases.ReleaseAsync(conversationId: null, all: false, ct);
        var due = await db.Interviews.AsNoTracking()
            .Where(i => (i.Status == InterviewStatus.InProgress && i.DeadlineAt < now) || i.Status == InterviewStatus.Completing)
            .Select(i => new { i.Id, i.Status }).Take(100).ToListAsync(ct);
        foreach (var item in due)
        {
            _ = item.Status == InterviewStatus.Completing ? await completion.FinishAsync(item.Id, ct) : await EndAsync(item.Id, ct);
        }

        var idle = await db.Interviews
            .Where(i => (i.Status == InterviewStatus.Paused || i.Status == InterviewStatus.InProgress) && i.UpdatedAt < now - AbandonedAfter).Take(100).ToListAsync(ct);
        idle.ForEach(i => i.Abandon(now));
        await db.SaveChangesAsync(ct);

        await db.TurnEvents
            .Where(e => db.Conversations.Any(c => c.Id == e.ConversationId && c.State == ConversationState.Closed && c.UpdatedAt < now - EventsKept))
            .ExecuteDeleteAsync(ct);
    }
}
