using Greenroom.Interviews.Data;
using Greenroom.Platform.Data;
using Greenroom.Platform.Errors;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Interviews.Turns;

/// <summary>Keeps what is being typed. The newest revision wins, on both engines by one statement.</summary>
internal sealed class DraftService(InterviewsDb db, TimeProvider clock)
{
    public async Task<Result<Platform.Errors.Done>> SaveAsync(Guid userId, Guid questionId, SaveDraftRequest request, CancellationToken ct)
    {
        var found = await (
            from question in db.Questions
            join conversation in db.Conversations on question.ConversationId equals conversation.Id
            join interview in db.Interviews on conversation.InterviewId equals interview.Id
            where question.Id == questionId && interview.UserId == userId
            select new { question.Status, conversation.State }).SingleOrDefaultAsync(ct);
        if (found is null)
        {
            return TurnFailures.QuestionNotFound;
        }

        // While an answer is read its draft is gone: a late save of an older one must not come back in its place.
        if (found.Status != QuestionStatus.Asked || found.State != ConversationState.AwaitingAnswer)
        {
            return TurnFailures.QuestionClosed;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var written = await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO answer_drafts (question_id, content, revision, updated_at)
            VALUES ({questionId}, {request.Content}, {request.Revision}, {clock.UtcNow()})
            ON CONFLICT (question_id) DO UPDATE SET content = excluded.content, revision = excluded.revision, updated_at = excluded.updated_at
            WHERE answer_drafts.revision < excluded.revision OR (answer_drafts.revision = excluded.revision AND answer_drafts.content = excluded.content)
            """,
            ct);
        await transaction.CommitAsync(ct);
        return written == 0 ? TurnFailures.DraftStale : default(Platform.Errors.Done);
    }
}
