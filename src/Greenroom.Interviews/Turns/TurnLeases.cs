using Greenroom.Interviews.Data;
using Greenroom.Platform.Data;
using Greenroom.Platform.Live;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Interviews.Turns;

/// <summary>Keeps the claim on a message alive while work goes on, and gives up claims whose worker is gone.</summary>
internal sealed class TurnLeases(InterviewsDb db, TurnEventLog events, ILiveSignals signals, TimeProvider clock)
{
    private DateTime Now => clock.UtcNow();

    public Task RenewAsync(Guid messageId, int generation, CancellationToken ct) =>
        db.Messages.Where(m => m.Id == messageId && m.Generation == generation && m.Status == MessageStatus.Pending)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.LeaseExpiresAt, Now + TurnService.Lease), ct);

    public async Task FailAsync(Guid messageId, int generation, CancellationToken ct)
    {
        var message = await db.Messages.SingleOrDefaultAsync(m => m.Id == messageId && m.Generation == generation && m.Status == MessageStatus.Pending, ct);
        if (message is not null)
        {
            await FailAsync(message, ct);
        }
    }

    /// <summary>Turns whose lease ran out become retryable. Returns how many.</summary>
    /// <param name="interviewId">Only the tracks of this interview; null for all.</param>
    /// <param name="all">Also leases that still run: a starting process on SQLite knows that their owner is gone.</param>
    public async Task<int> ReleaseAsync(Guid? interviewId, bool all, CancellationToken ct)
    {
        var now = Now;
        var stuck = await db.Messages
            .Where(m => m.Status == MessageStatus.Pending && (all || m.LeaseExpiresAt < now) && (interviewId == null || db.Conversations.Any(c => c.Id == m.ConversationId && c.InterviewId == interviewId)))
            .ToListAsync(ct);
        foreach (var message in stuck)
        {
            await FailAsync(message, ct);
        }

        return stuck.Count;
    }

    private async Task FailAsync(Message message, CancellationToken ct)
    {
        var conversation = await db.Conversations.SingleAsync(c => c.Id == message.ConversationId, ct);
        message.Fail();
        if (conversation.Track == Track.Main)
        {
            var interview = await db.Interviews.SingleAsync(i => i.Id == conversation.InterviewId, ct);
            interview.StopClock(message.UpdatedAt, Now);
        }

        conversation.MoveTo(ConversationState.FailedRetryable, Now);
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            await events.AddAsync(
                conversation.Id,
                [
                    NewEvent.State(ConversationState.FailedRetryable, ["retry", "end"]),
                    NewEvent.Error("turn.failed", "Your answer is saved, but it was not read to the end. Try again.", retryable: true),
                ],
                ct);
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
            await signals.SignalAsync(TurnEventLog.TopicOf(conversation.Id), ct);
        }
        catch (Exception exception) when (exception.IsLostRace())
        {
            // Its worker came back to life, or another node was faster.
            db.ChangeTracker.Clear();
        }
    }
}
