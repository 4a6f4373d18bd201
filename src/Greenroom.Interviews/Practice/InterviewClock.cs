using Greenroom.Interviews.Data;
using Greenroom.Interviews.Reports;
using Greenroom.Interviews.Turns;
using Greenroom.Platform.Data;
using Greenroom.Platform.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Greenroom.Interviews.Practice;

/// <summary>Brings interviews to where the clock says they are: time that ran out, turns whose worker died, endings that were cut short.</summary>
internal sealed partial class InterviewClock(
    InterviewsDb db, TurnLeases leases, Completion completion, TurnEventLog events, ILiveSignals signals, IServiceProvider services, TimeProvider clock,
    ILogger<InterviewClock> log)
{
    public static readonly TimeSpan NoticeBefore = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AbandonedAfter = TimeSpan.FromDays(7);
    private static readonly TimeSpan EventsKept = TimeSpan.FromHours(24);

    /// <summary>How long whoever asks waits for the reading of the last answer; with a model that takes a while, and goes on without them.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private DateTime Now => clock.UtcNow();

    /// <summary>For a sender, who has just read the state: whether it is worth asking for the interview to be settled.</summary>
    public bool MayHaveToConverge(TurnState state) =>
        state.Conversation.State.IsBusy() || state.Interview.Status == InterviewStatus.Completing || state.Interview.IsOverdue(Now);

    /// <summary>Settles what a gone worker or a passed deadline left. True when something changed.</summary>
    /// <param name="interview">As just read; not tracked.</param>
    /// <param name="mayBeStuck">A turn is being worked on, and its worker may be gone.</param>
    public async Task<bool> ConvergeAsync(Interview interview, bool mayBeStuck, CancellationToken ct)
    {
        var changed = mayBeStuck && await leases.ReleaseAsync(interview.Id, all: false, ct) > 0;

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
        if (state is null || !state.Interview.IsOverdue(Now) || state.Conversation.State.IsBusy())
        {
            // A turn is being read: its own decision sees the deadline and wraps up.
            db.ChangeTracker.Clear();
            return false;
        }

        db.ChangeTracker.Clear();

        // Asked for here, not injected: the turn service itself converges first.
        if (await services.GetRequiredService<TurnService>().SubmitWhatIsThereAsync(state.Conversation.Id, ct) is { Work: { } work })
        {
            await Task.WhenAny(work, Task.Delay(Patience, clock, ct));
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
        if (state is not { Interview: { IsRunning: true, DeadlineNoticed: false, DeadlineAt: { } deadline }, Open: { } open })
        {
            return;
        }

        // A job of before a pause comes too early, one that had to wait may come too late to be of use.
        var now = Now;
        var left = deadline - now;
        if (left > NoticeBefore + TimeSpan.FromSeconds(1) || left <= TimeSpan.Zero)
        {
            return;
        }

        state.Interview.NoticeDeadline(now);
        state.Conversation.MoveTo(state.Conversation.State, now);
        var notice = Message.FromInterviewer(state.Conversation, open, MessageKind.Notice, $"{Math.Ceiling(left.TotalSeconds):0} seconds left. What you have typed by then is marked as it stands.", now);
        db.Messages.Add(notice);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await events.AddAsync(state.Conversation.Id, [NewEvent.Said(TurnViews.Of(notice))], ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        await signals.SignalAsync(TurnEventLog.TopicOf(state.Conversation.Id), ct);
    }

    /// <summary>The safety net behind the jobs of single interviews.</summary>
    public async Task SweepAsync(CancellationToken ct)
    {
        var now = Now;
        await leases.ReleaseAsync(interviewId: null, all: false, ct);
        var due = await db.Interviews.AsNoTracking()
            .Where(i => i.Status == InterviewStatus.Completing
                || (i.Status == InterviewStatus.InProgress && (i.DeadlineAt < now || (i.DeadlineAt == null && i.PausedWithSeconds == 0))))
            .Select(i => new { i.Id, i.Status }).Take(100).ToListAsync(ct);
        foreach (var item in due)
        {
            await SettleAsync(item.Id, item.Status, ct);
        }

        var idle = await db.Interviews
            .Where(i => (i.Status == InterviewStatus.Paused || i.Status == InterviewStatus.InProgress) && i.UpdatedAt < now - AbandonedAfter).Take(100).ToListAsync(ct);
        idle.ForEach(i => i.Abandon(now));
        await db.SaveChangesAsync(ct);

        await PruneEventsAsync(now - EventsKept, ct);
    }

    private async Task SettleAsync(Guid interviewId, InterviewStatus status, CancellationToken ct)
    {
        try
        {
            _ = status == InterviewStatus.Completing ? await completion.FinishAsync(interviewId, ct) : await EndAsync(interviewId, ct);
        }
        catch (Exception exception) when (exception is not OperationCanceledException && DatabaseFailures.From(exception) is null)
        {
            // One interview that cannot be settled must not keep all others waiting.
            NotSettled(interviewId, exception);
            db.ChangeTracker.Clear();
        }
    }

    /// <summary>Readers that come later get a resync and read the snapshot. A few conversations at a time: on SQLite everybody else's writes wait meanwhile.</summary>
    private async Task PruneEventsAsync(DateTime before, CancellationToken ct)
    {
        var quiet = await db.Conversations
            .Where(c => c.UpdatedAt < before
                && (c.State == ConversationState.Closed || db.Interviews.Any(i => i.Id == c.InterviewId && i.Status == InterviewStatus.Abandoned))
                && db.TurnEvents.Any(e => e.ConversationId == c.Id))
            .OrderBy(c => c.UpdatedAt).Select(c => c.Id).Take(50).ToListAsync(ct);
        await db.TurnEvents.Where(e => quiet.Contains(e.ConversationId)).ExecuteDeleteAsync(ct);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Interview {InterviewId} could not be settled")]
    private partial void NotSettled(Guid interviewId, Exception exception);
}
