namespace Greenroom.Interviews.Turns;

/// <summary>One line of the stream that every reader of a conversation sees: the tab that sent, a second tab, a reload.</summary>
internal sealed class TurnEvent
{
    private TurnEvent()
    {
    }

    public Guid ConversationId { get; private set; }

    /// <summary>The SSE id.</summary>
    public int Seq { get; private set; }

    public string Type { get; private set; } = "";

    /// <summary>JSON as it goes over the wire.</summary>
    public string Payload { get; private set; } = "";

    public DateTime CreatedAt { get; private set; }

    public static TurnEvent Create(Guid conversationId, int seq, string type, string payload, DateTime now) =>
        new() { ConversationId = conversationId, Seq = seq, Type = type, Payload = payload, CreatedAt = now };
}
