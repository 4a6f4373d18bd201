using Greenroom.Interviews.Data;
using Greenroom.Interviews.Reports;
using Greenroom.Interviews.Turns;
using Greenroom.Platform.Data;
using Greenroom.Platform.Errors;
using Greenroom.Platform.Jobs;
using Greenroom.Platform.Live;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Interviews.Practice;

/// <summary>Pauses, resumes and completes. One interview runs at a time: starting or resuming one pauses the other.</summary>
internal sealed class InterviewLifecycle(
    InterviewsDb db, SnapshotReader snapshots, InterviewClock interviewClock, Completion completion, TurnEventLog events, TurnViews views,
    JobQueue jobs, ILiveSignals signals, TimeProvider clock)
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

            interview.Pause(Now);
            if (!await SaveWithStateAsync(interview, ct))
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

            paused = await PauseOthersAsync(userId, id, ct);
            interview.Resume(Now);
            if (!await SaveWithStateAsync(interview, ct))
            {
                return InterviewFailures.Changed;
            }

            await PlanClockAsync(interview, ct);
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
            var turn = await db.Conversations.AsNoTracking().Where(c => c.InterviewId == id && c.Track == Track.Main).Select(c => (ConversationState?)c.State).SingleOrDefaultAsync(ct);
            if (turn is ConversationState.Grading or ConversationState.Deciding)
            {
                return TurnFailures.TurnInProgress;
            }

            db.ChangeTracker.Clear();
            await completion.CloseAsync(id, "You finished early. Your answers are saved and your report is ready.", ct);
        }

        return (await snapshots.ReadAsync(userId, id, ct))!.View;
    }

    /// <summary>Pauses whatever else this user has running; nothing of it is lost. Returns which one.</summary>
    public async Task<Guid?> PauseOthersAsync(Guid userId, Guid exceptId, CancellationToken ct)
    {
        var others = await db.Interviews.Where(i => i.UserId == userId && i.Id != exceptId && i.Status == InterviewStatus.InProgress).ToListAsync(ct);
        foreach (var other in others)
        {
            other.Pause(Now);
            await SaveWithStateAsync(other, ct);
        }

        return others.Count > 0 ? others[0].Id : null;
    }

    /// <summary>Plans the warning and the end. Planned for an instant: after a pause the old jobs find nothing to do.</summary>
    public async Task PlanClockAsync(Interview interview, CancellationToken ct)
    {
        if (interview.DeadlineAt is not { } deadline)
        {
            return;
        }

        var id = interview.Id.ToString();
        await jobs.PlanAsync(NoticeDeadlineJob.Name, id, deadline - InterviewClock.NoticeBefore, $"{NoticeDeadlineJob.Name}:{id}:{deadline.Ticks}", ct);
        await jobs.PlanAsync(EndInterviewJob.Name, id, deadline, $"{EndInterviewJob.Name}:{id}:{deadline.Ticks}", ct);
    }

    private async Task<Interview?> ConvergedAsync(Guid userId, Guid id, CancellationToken ct)
    {
        var interview = await db.Interviews.AsNoTracking().SingleOrDefaultAsync(i => i.Id == id && i.UserId == userId, ct);
        if (interview is null)
        {
            return null;
        }

        await interviewClock.ConvergeAsync(interview, mainConversationId: null, state: null, ct);
        db.ChangeTracker.Clear();
        return await db.Interviews.SingleOrDefaultAsync(i => i.Id == id && i.UserId == userId, ct);
    }

    /// <summary>Saves the interview and tells every open tab what may be done now. False when another tab was faster.</summary>
    private async Task<bool> SaveWithStateAsync(Interview interview, CancellationToken ct)
    {
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            await db.SaveChangesAsync(ct);
            var conversation = await db.Conversations.AsNoTracking().SingleOrDefaultAsync(c => c.InterviewId == interview.Id && c.Track == Track.Main, ct);
            if (conversation is not null)
            {
                var questions = await db.Questions.AsNoTracking().Where(q => q.ConversationId == conversation.Id).OrderBy(q => q.Seq).ToListAsync(ct);
                var open = questions.LastOrDefault(q => q.Status == QuestionStatus.Asked);
                var allowed = Commands.Allowed(interview, conversation, open, open is null ? 0 : views.HintsLeft(open, questions));
                await events.AppendAsync(conversation.Id, [NewEvent.State(conversation.State, allowed)], ct);
            }

            await transaction.CommitAsync(ct);
            if (conversation is not null)
            {
                await signals.SignalAsync(TurnEventLog.TopicOf(conversation.Id), CancellationToken.None);
            }

            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return false;
        }
    }
}
