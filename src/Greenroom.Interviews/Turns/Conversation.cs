using Greenroom.Platform.Data;

namespace Greenroom.Interviews.Turns;

/// <summary>One track of the dialogue. Its state says what the server is doing and so what it will accept.</summary>
internal sealed class Conversation
{
    private Conversation()
    {
    }

    public Guid Id { get; private set; }

    public Guid InterviewId { get; private set; }

    public Track Track { get; private set; }

    public string Title { get; private set; } = "";

    public Guid? ParentConversationId { get; private set; }

    public Guid? ForkedFromQuestionId { get; private set; }

    public ConversationState State { get; private set; }

    public string? CurrentTopic { get; private set; }

    public string? CurrentSubtopic { get; private set; }

    public int CurrentQuestion { get; private set; }

    /// <summary>The number of the last message.</summary>
    public int TurnSeq { get; private set; }

    /// <summary>The number of the last event. Only <see cref="TurnEventLog"/> counts it up, in SQL.</summary>
    public int EventSeq { get; private set; }

    public DateTime CreatedAt { get; private set; }

    public DateTime UpdatedAt { get; private set; }

    public int RowVersion { get; private set; }

    public static Conversation Open(Guid interviewId, Track track, string title, DateTime now, Guid? forkedFrom = null, Guid? parent = null) => new()
    {
        Id = Ids.New(now),
        InterviewId = interviewId,
        Track = track,
        Title = title,
        ParentConversationId = parent,
        ForkedFromQuestionId = forkedFrom,
        State = ConversationState.Idle,
        CreatedAt = now,
        UpdatedAt = now,
    };

    /// <summary>The place of the next message; taking it is a change that the row version guards.</summary>
    public int NextSeq() => ++TurnSeq;

    /// <param name="clock">Seconds left on the interview's clock; null when none runs.</param>
    public void Ask(Question question, string topic, string subtopic, int? clock, DateTime now)
    {
        question.PlaceAt(TurnSeq + 1, clock);
        CurrentTopic = topic;
        CurrentSubtopic = subtopic;
        CurrentQuestion = question.QuestionNumber;
        MoveTo(ConversationState.AwaitingAnswer, now);
    }

    public void MoveTo(ConversationState state, DateTime now)
    {
        State = state;
        UpdatedAt = now;
        RowVersion++;
    }
}

internal static class ConversationStates
{
    /// <summary>A worker has the turn; the candidate waits.</summary>
    public static bool IsBusy(this ConversationState state) => state is ConversationState.Grading or ConversationState.Deciding;
}
