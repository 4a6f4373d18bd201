using Greenroom.Interviews.Data;
using Greenroom.Interviews.Practice;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Interviews.Turns;

/// <summary>A message that waits for its reply, and everything that a worker needs to know to find it.</summary>
internal sealed record ReservedTurn(Message Message, TurnState State);

/// <summary>An interview and one of its conversations, tracked, as a transaction needs them.</summary>
internal sealed record TurnState(Interview Interview, Conversation Conversation, List<Question> Questions)
{
    /// <summary>The question that waits for an answer.</summary>
    public Question? Open => Questions.LastOrDefault(q => q.Status == QuestionStatus.Asked);

    public int MainAsked => Questions.Count(q => q.Kind != QuestionKind.FollowUp);

    /// <summary>Missing and foreign look alike: null.</summary>
    public static async Task<TurnState?> LoadAsync(InterviewsDb db, Guid conversationId, Guid? ownerId, CancellationToken ct)
    {
        var pair = await (
            from conversation in db.Conversations
            join interview in db.Interviews on conversation.InterviewId equals interview.Id
            where conversation.Id == conversationId && (ownerId == null || interview.UserId == ownerId)
            select new { interview, conversation }).SingleOrDefaultAsync(ct);
        if (pair is null)
        {
            return null;
        }

        var questions = await db.Questions.Where(q => q.ConversationId == conversationId).OrderBy(q => q.Seq).ToListAsync(ct);
        return new TurnState(pair.interview, pair.conversation, questions);
    }
}
