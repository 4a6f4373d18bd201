using Greenroom.Platform.Data;

namespace Greenroom.Interviews.Turns;

/// <summary>What one side said. A candidate's answer is reserved first and completed when its reply is; the generation keeps a late worker from writing over a newer one.</summary>
internal sealed class Message
{
    private Message()
    {
    }

    public Guid Id { get; private set; }

    public Guid ConversationId { get; private set; }

    public Guid? QuestionId { get; private set; }

    public int TopicId { get; private set; }

    public int QuestionNumber { get; private set; }

    public int Seq { get; private set; }

    public Author Author { get; private set; }

    public MessageKind Kind { get; private set; }

    /// <summary>What the candidate wanted with it; null for the interviewer's own words.</summary>
    public Intent? Intent { get; private set; }

    public string Content { get; private set; } = "";

    /// <summary>Unique per conversation: resending cannot store an answer twice.</summary>
    public string? ClientMessageId { get; private set; }

    /// <summary>The message that this one answers; unique, so a message has one reply.</summary>
    public Guid? ReplyToId { get; private set; }

    public MessageStatus Status { get; private set; }

    public int Generation { get; private set; }

    public DateTime? LeaseExpiresAt { get; private set; }

    /// <summary>The last event before those of the turn that this message began; a repeat is streamed from there.</summary>
    public int EventsAfter { get; private set; }

    public DateTime CreatedAt { get; private set; }

    public DateTime UpdatedAt { get; private set; }

    public static Message FromInterviewer(Conversation conversation, Question question, MessageKind kind, string content, DateTime now, Guid? replyTo = null, Guid? id = null) => new()
    {
        Id = id ?? Ids.New(now),
        ConversationId = conversation.Id,
        QuestionId = question.Id,
        TopicId = question.TopicId,
        QuestionNumber = question.QuestionNumber,
        Seq = conversation.NextSeq(),
        Author = kind == MessageKind.Notice ? Author.System : Author.Interviewer,
        Kind = kind,
        Content = content,
        ReplyToId = replyTo,
        Status = MessageStatus.Complete,
        CreatedAt = now,
        UpdatedAt = now,
    };

    public static Message FromCandidate(Conversation conversation, Question question, Intent intent, string content, string clientMessageId, DateTime now) => new()
    {
        Id = Ids.New(now),
        ConversationId = conversation.Id,
        QuestionId = question.Id,
        TopicId = question.TopicId,
        QuestionNumber = question.QuestionNumber,
        Seq = conversation.NextSeq(),
        Author = Author.Candidate,
        Kind = KindOf(intent),
        Intent = intent,
        Content = content,
        ClientMessageId = clientMessageId,
        Status = MessageStatus.Complete,
        CreatedAt = now,
        UpdatedAt = now,
    };

    private static MessageKind KindOf(Intent intent) => intent switch
    {
        Turns.Intent.Hint => MessageKind.Hint,
        Turns.Intent.Clarify => MessageKind.Clarification,
        Turns.Intent.Skip or Turns.Intent.End => MessageKind.Notice,
        _ => MessageKind.Answer,
    };

    public bool IsLeased(DateTime now) => Status == MessageStatus.Pending && LeaseExpiresAt > now;

    /// <summary>Claims the work on this message; an older worker's generation no longer matches and it will change nothing.</summary>
    public void Reserve(DateTime now, TimeSpan lease)
    {
        Status = MessageStatus.Pending;
        Generation++;
        LeaseExpiresAt = now + lease;
        UpdatedAt = now;
    }

    public void EventsFollow(int seq) => EventsAfter = seq;

    public void Complete(DateTime now)
    {
        Status = MessageStatus.Complete;
        LeaseExpiresAt = null;
        UpdatedAt = now;
    }

    /// <summary>Leaves <see cref="UpdatedAt"/> at the moment when the work began, which is when the candidate began to wait.</summary>
    public void Fail()
    {
        Status = MessageStatus.RetryableFailed;
        LeaseExpiresAt = null;
    }
}
