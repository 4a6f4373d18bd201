namespace Greenroom.Interviews.Turns;

/// <summary>What has been typed and not sent, one per question.</summary>
internal sealed class AnswerDraft
{
    private AnswerDraft()
    {
    }

    public Guid QuestionId { get; private set; }

    public string Content { get; private set; } = "";

    public int Revision { get; private set; }

    public DateTime UpdatedAt { get; private set; }
}
