using System.Text.Json;
using Greenroom.Interviews.Data;
using Greenroom.Platform.Data;
using Greenroom.Platform.Http;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Interviews.Turns;

/// <summary>Numbers events and writes them down; the hot path of streaming. Always inside the caller's transaction.</summary>
internal sealed class TurnEventLog(InterviewsDb db, TimeProvider clock)
{
    public static string TopicOf(Guid conversationId) => $"conversation:{conversationId:N}";

    /// <summary>Takes numbers under the conversation's row lock, so that two writers never share one; the rows are written with the caller's next save.</summary>
    /// <returns>The number of the last event.</returns>
    public async Task<int> AddAsync(Guid conversationId, IReadOnlyList<NewEvent> events, CancellationToken ct)
    {
        var last = (await db.Database.SqlQuery<int>(
            $"""UPDATE conversations SET event_seq = event_seq + {events.Count} WHERE id = {conversationId} RETURNING event_seq AS "Value" """).ToListAsync(ct))[0];
        var now = clock.UtcNow();
        var seq = last - events.Count;
        foreach (var item in events)
        {
            seq++;
            db.TurnEvents.Add(TurnEvent.Create(conversationId, seq, item.Type, JsonSerializer.Serialize(item.Payload(seq), JsonFormat.Options), now));
        }

        return last;
    }
}

/// <summary>An event that has no number yet. Names and payloads are those of <see cref="ConversationEvent"/>.</summary>
internal sealed record NewEvent(string Type, Func<int, object> Payload)
{
    public static NewEvent Accepted(MessageView message) => new("accepted", _ => new AcceptedEvent(message));

    public static NewEvent State(ConversationState state, IReadOnlyList<string> allowedCommands) =>
        new("state", _ => new StateEvent(state, allowedCommands));

    public static NewEvent Delta(Guid messageId, MessageKind kind, string text) => new("delta", _ => new DeltaEvent(messageId, kind, text));

    public static NewEvent Evaluated(EvaluationView evaluation) => new("evaluation", _ => new EvaluationEvent(evaluation));

    public static NewEvent Said(MessageView message) => new("message", _ => new MessageEvent(message));

    public static NewEvent Done() => new("done", seq => new DoneEvent(seq));

    public static NewEvent Error(string code, string detail, bool retryable) => new("error", _ => new ErrorEvent(code, detail, retryable));
}
