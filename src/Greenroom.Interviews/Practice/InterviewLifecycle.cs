using Greenroom.Interviews.Data;
using Greenroom.Interviews.Reports;
using Greenroom.Interviews.Turns;
using Greenroom.Platform.Data;
using Greenroom.Platform.Errors;
using Greenroom.Platform.Live;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Interviews.Practice;

/// <summary>Pauses, resumes and completes. One interview runs at a time: starting or resuming one pauses the other.</summary>
internal sealed class InterviewLifecycle(
    InterviewsDb db, SnapshotReader snapshots, InterviewClock interviewClock, ClockPlan clockPlan, Completion completion, TurnEventLog events, TurnViews views,
    ILiveSignals signals, TimeProvider clock)
{
    private DateTime Now => clock.UtcNow();

    public async Task<Result<InterviewSnapshot>> PauseAsync(Guid userId, Guid id, CancellationToken ct)
    {
        if (await ConvergedAsync(userId, id, ct) is not { } interview)
        {
            return InterviewFailures.NotFound;
        }

        if (interview.Status != InterviewStatus.Paused)
        {
            if (!interview.IsRunning)
            {
                return InterviewFailures.NotPausable;
            }

            if (await TurnAsync(id, ct) is { } turn && turn.IsBusy())
            {
                return TurnFailures.TurnInProgress;
            }

            if (!await SavePausedAsync(interview, ct))
            {
                return InterviewFailures.Changed;
            }
        }

        return (await snapshots.ReadAsync(userId, id, ct))!.View;
    }

    public async Task<Result<InterviewSnapshot>> ResumeAsync(Guid userId, Guid id, CancellationToken ct)
    {
        if (await ConvergedAsync(userId, id, ct) is not { } interview)
        {
            return InterviewFailures.NotFound;
        }

        Guid? paused = null;
        if (!interview.IsRunning)
        {
            if (interview.Status != InterviewStatus.Paused && !(interview.Status == InterviewStatus.Abandoned && interview.ReopenedAt is null))
            {
                return InterviewFailures.NotResumable;
            }

            var isStuck = await TurnAsync(id, ct) == ConversationState.FailedRetryable;
            if (await SaveResumedAsync(interview, isStuck, ct) is not { } others)
            {
                return InterviewFailures.Changed;
            }

            paused = others.Count > 0 ? others[0].InterviewId : null;
            await clockPlan.PlanAsync(interview, ct);
        }

        return (await snapshots.ReadAsync(userId, id, ct))!.View with { PausedInterviewId = paused };
    }

    /// <summary>Idempotent: completing what is complete answers with the snapshot.</summary>
    public async Task<Result<InterviewSnapshot>> CompleteAsync(Guid userId, Guid id, CancellationToken ct)
    {
        if (await ConvergedAsync(userId, id, ct) is not { } interview)
        {
            return InterviewFailures.NotFound;
        }

        if (!interview.IsOver)
        {
            db.ChangeTracker.Clear();
            if (!await completion.CloseAsync(id, "You finished early. Your answers are saved and your report is ready.", ct))
            {
                return TurnFailures.TurnInProgress;
            }
        }

        return (await snapshots.ReadAsync(userId, id, ct))!.View;
    }

    /// <summary>Pauses whatever else this user has running, inside the caller's transaction; nothing of it is lost. The database allows one running interview.</summary>
    /// <exception cref="DbUpdateConcurrencyException">A turn or another tab changed one of them in this moment: read again.</exception>
    public async Task<IReadOnlyList<ChangedInterview>> PauseOthersAsync(Guid userId, Guid exceptId, CancellationToken ct)
    {
        var others = await db.Interviews.Where(i => i.UserId == userId && i.Id != exceptId && i.Status == InterviewStatus.InProgress).ToListAsync(ct);
        others.ForEach(other => other.Pause(Now));
        await db.SaveChangesAsync(ct);
        var changed = new List<ChangedInterview>();
        foreach (var other in others)
        {
            changed.Add(new ChangedInterview(other.Id, await TellStateAsync(other, ct)));
        }

        return changed;
    }

    /// <summary>Lets every tab that is open on these look at what may be done now.</summary>
    public async Task SignalAsync(IEnumerable<ChangedInterview> changed)
    {
        foreach (var conversation in changed.Select(c => c.MainConversationId).OfType<Guid>())
        {
            await signals.SignalAsync(TurnEventLog.TopicOf(conversation), CancellationToken.None);
        }
    }

    private async Task<Interview?> ConvergedAsync(Guid userId, Guid id, CancellationToken ct)
    {
        var interview = await db.Interviews.AsNoTracking().SingleOrDefaultAsync(i => i.Id == id && i.UserId == userId, ct);
        if (interview is null)
        {
            return null;
        }

        await interviewClock.ConvergeAsync(interview, mayBeStuck: !interview.IsOver, ct);
        db.ChangeTracker.Clear();
        return await db.Interviews.SingleOrDefaultAsync(i => i.Id == id && i.UserId == userId, ct);
    }

    private Task<ConversationState?> TurnAsync(Guid interviewId, CancellationToken ct) =>
        db.Conversations.AsNoTracking().Where(c => c.InterviewId == interviewId && c.Track == Track.Main).Select(c => (ConversationState?)c.State).SingleOrDefaultAsync(ct);

    /// <summary>False when a turn or another tab was faster.</summary>
    private async Task<bool> SavePausedAsync(Interview interview, CancellationToken ct)
    {
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            interview.Pause(Now);
            await db.SaveChangesAsync(ct);
            var changed = new ChangedInterview(interview.Id, await TellStateAsync(interview, ct));
            await transaction.CommitAsync(ct);
            await SignalAsync([changed]);
            return true;
        }
        catch (Exception exception) when (exception.IsLostRace())
        {
            db.ChangeTracker.Clear();
            return false;
        }
    }

    /// <summary>The interviews that were paused for this one; null when another tab was faster.</summary>
    /// <param name="isStuck">Its last answer waits to be sent again, and until then the clock stands.</param>
    private async Task<IReadOnlyList<ChangedInterview>?> SaveResumedAsync(Interview interview, bool isStuck, CancellationToken ct)
    {
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            var others = await PauseOthersAsync(interview.UserId, interview.Id, ct);
            interview.Resume(Now);
            if (isStuck)
            {
                interview.StopClock(Now, Now);
            }

            await db.SaveChangesAsync(ct);
            var changed = new ChangedInterview(interview.Id, await TellStateAsync(interview, ct));
            await transaction.CommitAsync(ct);
            await SignalAsync([.. others, changed]);
            return others;
        }
        catch (Exception exception) when (exception.IsLostRace())
        {
            db.ChangeTracker.Clear();
            return null;
        }
    }

    /// <summary>Writes down for every reader what may be done now. Returns the main conversation, which a ready interview does not have.</summary>
    private async Task<Guid?> TellStateAsync(Interview interview, CancellationToken ct)
    {
        var conversation = await db.Conversations.AsNoTracking().SingleOrDefaultAsync(c => c.InterviewId == interview.Id && c.Track == Track.Main, ct);
        if (conversation is null)
        {
            return null;
        }

        var questions = await db.Questions.AsNoTracking().Where(q => q.ConversationId == conversation.Id).OrderBy(q => q.Seq).ToListAsync(ct);
        var open = questions.LastOrDefault(q => q.Status == QuestionStatus.Asked);
        var allowed = Commands.Allowed(interview, conversation, open, open is null ? 0 : views.HintsLeft(open, questions));
        await events.AddAsync(conversation.Id, [NewEvent.State(conversation.State, allowed)], ct);
        await db.SaveChangesAsync(ct);
        return conversation.Id;
    }
}

/// <summary>An interview whose state changed, and where its readers listen.</summary>
internal sealed record ChangedInterview(Guid InterviewId, Guid? MainConversationId);
