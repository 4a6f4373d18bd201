using Greenroom.Interviews.Questions;
using Greenroom.Platform.Data;

namespace Greenroom.Interviews.Turns;

/// <summary>A question as it was asked: a main one of the plan, a follow-up on one point, or a main one tried again.</summary>
internal sealed class Question
{
    private Question()
    {
    }

    public Guid Id { get; private set; }

    public Guid ConversationId { get; private set; }

    /// <summary>The stable number of the subtopic in the topic map.</summary>
    public int TopicId { get; private set; }

    public int QuestionNumber { get; private set; }

    public string Prompt { get; private set; } = "";

    public string BankQuestionId { get; private set; } = "";

    public string BankVersion { get; private set; } = "";

    public QuestionKind Kind { get; private set; }

    public Guid? ParentQuestionId { get; private set; }

    /// <summary>The points that this follow-up is after; empty for one that goes beyond the rubric.</summary>
    public IReadOnlyList<string> FollowUpPoints { get; private set; } = [];

    public int Difficulty { get; private set; }

    public QuestionStatus Status { get; private set; }

    public int HintLevel { get; private set; }

    public bool Clarified { get; private set; }

    public int TimeBudgetS { get; private set; }

    /// <summary>What the interview's clock showed when this was asked; null when no clock runs. Paused time thus costs nothing.</summary>
    public int? ClockWhenAsked { get; private set; }

    /// <summary>The place in the dialogue: the number of the message that asks it.</summary>
    public int Seq { get; private set; }

    public DateTime? AskedAt { get; private set; }

    public DateTime? AnsweredAt { get; private set; }

    public DateTime CreatedAt { get; private set; }

    public static Question Ask(Conversation conversation, BankEntry entry, int topicId, int number, QuestionKind kind, string bankVersion, DateTime now) => new()
    {
        Id = Ids.New(now),
        ConversationId = conversation.Id,
        TopicId = topicId,
        QuestionNumber = number,
        Prompt = entry.Prompt.Trim(),
        BankQuestionId = entry.Id,
        BankVersion = bankVersion,
        Kind = kind,
        Difficulty = entry.Difficulty,
        Status = QuestionStatus.Asked,
        TimeBudgetS = entry.TimeMinutes * 60,
        AskedAt = now,
        CreatedAt = now,
    };

    public Question FollowUp(FollowUp followUp, DateTime now) => new()
    {
        Id = Ids.New(now),
        ConversationId = ConversationId,
        TopicId = TopicId,
        QuestionNumber = QuestionNumber,
        Prompt = followUp.Prompt.Trim(),
        BankQuestionId = BankQuestionId,
        BankVersion = BankVersion,
        Kind = QuestionKind.FollowUp,
        ParentQuestionId = ParentQuestionId ?? Id,
        FollowUpPoints = followUp.WhenMissed,
        Difficulty = Difficulty,
        Status = QuestionStatus.Asked,
        TimeBudgetS = TimeBudgetS / 2,
        AskedAt = now,
        CreatedAt = now,
    };

    /// <summary>Takes its place when it is really asked: between decision and commit a notice may have come.</summary>
    public void PlaceAt(int seq, int? clock) => (Seq, ClockWhenAsked) = (seq, clock);

    /// <summary>The main question that this one belongs to.</summary>
    public Guid MainQuestionId => ParentQuestionId ?? Id;

    public void Answer(DateTime now)
    {
        Status = QuestionStatus.Answered;
        AnsweredAt = now;
    }

    public void Skip(DateTime now)
    {
        Status = QuestionStatus.Skipped;
        AnsweredAt = now;
    }

    public void Expire() => Status = QuestionStatus.Expired;

    public void TakeHint() => HintLevel++;

    public void Clarify() => Clarified = true;
}
