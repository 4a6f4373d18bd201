namespace Greenroom.Interviews.Turns;

/// <summary>
/// One event of a conversation: exactly one of these. The name of the property is the name of the event, its value what stands in <c>data</c>;
/// the API document makes a choice by name of it.
/// </summary>
/// <param name="Accepted">The turn is stored; from here on it cannot be lost.</param>
/// <param name="State">The conversation moved on.</param>
/// <param name="Delta">Words of the interviewer as they come.</param>
/// <param name="Evaluation">The mark of the answer; not in a simulation.</param>
/// <param name="Message">What the interviewer said, in full. It replaces every delta of the same message.</param>
/// <param name="Done">The turn is over; a stream of one turn ends here.</param>
/// <param name="Error">The turn failed; a stream of one turn ends here.</param>
/// <param name="Resync">The events after <c>Last-Event-ID</c> are gone: load the snapshot, then follow from its <c>event_seq</c>. The stream ends here.</param>
public sealed record ConversationEvent(
    AcceptedEvent? Accepted,
    StateEvent? State,
    DeltaEvent? Delta,
    EvaluationEvent? Evaluation,
    MessageEvent? Message,
    DoneEvent? Done,
    ErrorEvent? Error,
    ResyncEvent? Resync);

/// <summary>The turn is stored.</summary>
/// <param name="Message">The candidate's message, pending.</param>
public sealed record AcceptedEvent(MessageView Message);

/// <summary>Where the conversation stands.</summary>
/// <param name="State">The new state.</param>
/// <param name="AllowedCommands">What may be sent now, as in the snapshot.</param>
public sealed record StateEvent(ConversationState State, IReadOnlyList<string> AllowedCommands);

/// <summary>More words of a message that is still being said.</summary>
/// <param name="MessageId">The message that they belong to; the event <c>message</c> brings it whole.</param>
/// <param name="Kind">What they will be: a question is drawn while it is said, closing words are none.</param>
/// <param name="Text">To be appended to what came before.</param>
public sealed record DeltaEvent(Guid MessageId, MessageKind Kind, string Text);

/// <summary>The mark of an answer.</summary>
/// <param name="Evaluation">The mark.</param>
public sealed record EvaluationEvent(EvaluationView Evaluation);

/// <summary>The interviewer has spoken.</summary>
/// <param name="Message">The whole message.</param>
public sealed record MessageEvent(MessageView Message);

/// <summary>The turn is over.</summary>
/// <param name="Seq">The number of this event, as in its <c>id</c>.</param>
public sealed record DoneEvent(int Seq);

/// <summary>The turn failed.</summary>
/// <param name="Code">Stable, for example <c>turn.failed</c>.</param>
/// <param name="Detail">A sentence for people.</param>
/// <param name="Retryable">The answer is saved: sending the same <c>client_message_id</c> again does the work again.</param>
public sealed record ErrorEvent(string Code, string Detail, bool Retryable);

/// <summary>Nothing to read; the name says it all.</summary>
public sealed record ResyncEvent;
