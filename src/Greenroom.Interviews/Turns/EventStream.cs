using System.Runtime.CompilerServices;
using Greenroom.Interviews.Data;
using Greenroom.Platform.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Greenroom.Interviews.Turns;

/// <summary>Follows a conversation from the database: what was written before and what comes.</summary>
internal sealed class EventStream(IServiceScopeFactory scopes, ILiveSignals signals, IHostApplicationLifetime lifetime, TimeProvider clock)
{
    private const int Batch = 200;

    /// <summary>Signals can be lost between nodes; looking again this often bounds the delay.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);

    /// <summary>A reader comes back with its Last-Event-ID, and with it its token is checked again.</summary>
    private static readonly TimeSpan LongestStream = TimeSpan.FromSeconds(120);

    /// <param name="after">The last event that the reader has.</param>
    /// <param name="oneTurn">Ends after the first <c>done</c> or <c>error</c>; otherwise after the conversation closed.</param>
    /// <returns>Events; a null now and then when nothing happens, to keep the line open.</returns>
    public async IAsyncEnumerable<ServerEvent?> FollowAsync(Guid conversationId, int after, bool oneTurn, [EnumeratorCancellation] CancellationToken ct)
    {
        using var life = new CancellationTokenSource(LongestStream, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, lifetime.ApplicationStopping, life.Token);
        using var subscription = signals.Subscribe(TurnEventLog.TopicOf(conversationId));
        bool isPruned, isClosed;
        try
        {
            (isPruned, isClosed) = await StateAsync(conversationId, after, stop.Token);
        }
        catch (OperationCanceledException)
        {
            yield break;
        }

        if (isPruned)
        {
            yield return new ServerEvent(after, "resync", "{}");
            yield break;
        }

        while (true)
        {
            IReadOnlyList<TurnEvent> batch;
            try
            {
                batch = await ReadAsync(conversationId, after, stop.Token);
            }
            catch (OperationCanceledException)
            {
                yield break;
            }

            foreach (var item in batch)
            {
                after = item.Seq;
                yield return new ServerEvent(item.Seq, item.Type, item.Payload);
                if (item.Type is "done" or "error" && oneTurn)
                {
                    yield break;
                }

                isClosed |= item.Type == "state" && item.Payload.Contains("\"closed\"", StringComparison.Ordinal);
            }

            if (batch.Count == Batch)
            {
                continue;
            }

            if (isClosed && !oneTurn)
            {
                yield break;
            }

            bool signalled;
            try
            {
                signalled = await subscription.WaitAsync(LookAgain, stop.Token);
            }
            catch (OperationCanceledException)
            {
                yield break;
            }

            if (!signalled)
            {
                yield return null;
            }
        }
    }

    private async Task<IReadOnlyList<TurnEvent>> ReadAsync(Guid conversationId, int after, CancellationToken ct)
    {
        // A stream lives long: it must not hold a pooled context (and its connection) between reads.
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<InterviewsDb>();
        return await db.TurnEvents.AsNoTracking().Where(e => e.ConversationId == conversationId && e.Seq > after).OrderBy(e => e.Seq).Take(Batch).ToListAsync(ct);
    }

    private async Task<(bool IsPruned, bool IsClosed)> StateAsync(Guid conversationId, int after, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<InterviewsDb>();
        var conversation = await db.Conversations.AsNoTracking().Where(c => c.Id == conversationId).Select(c => new { c.EventSeq, c.State }).SingleAsync(ct);
        var isPruned = after > conversation.EventSeq
            || (after < conversation.EventSeq && !await db.TurnEvents.AnyAsync(e => e.ConversationId == conversationId && e.Seq == after + 1, ct));
        return (isPruned, conversation.State == ConversationState.Closed);
    }
}
