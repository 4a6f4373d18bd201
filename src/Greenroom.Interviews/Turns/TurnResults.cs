using Greenroom.Interviews.Data;
using Greenroom.Interviews.Practice;
using Greenroom.Platform.Errors;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Interviews.Turns;

/// <summary>Reads a finished turn back from the database: the same answer for the first send and for every repeat.</summary>
internal sealed class TurnResults(InterviewsDb db, TurnViews views)
{
    public async Task<Result<AppendResult>> ReadAsync(Guid messageId, CancellationToken ct)
    {
        // This scope reserved the message; what the worker committed since is not what it still tracks.
        db.ChangeTracker.Clear();
        var message = await db.Messages.AsNoTracking().SingleAsync(m => m.Id == messageId, ct);
        if (message.Status != MessageStatus.Complete)
        {
            return message.Status == MessageStatus.Pending ? TurnFailures.TurnInProgress : TurnFailures.RetryFirst;
        }

        var reply = await db.Messages.AsNoTracking().SingleOrDefaultAsync(m => m.ReplyToId == messageId, ct);
        var state = (await TurnState.LoadAsync(db, message.ConversationId, ownerId: null, ct))!;
        var next = state.Open;
        return new AppendResult(
            TurnViews.Of(message),
            reply is null ? null : TurnViews.Of(reply),
            await EvaluationAsync(message, state, ct),
            state.Conversation.State,
            next is null ? null : views.Of(next, state.Questions, state.Interview.Mode));
    }

    private async Task<EvaluationView?> EvaluationAsync(Message message, TurnState state, CancellationToken ct)
    {
        if (!IsVisible(state.Interview, state.Conversation))
        {
            return null;
        }

        var evaluation = await db.Evaluations.AsNoTracking().AsSplitQuery()
            .Include(e => e.Points).Include(e => e.Dimensions).Include(e => e.Misconceptions)
            .Where(e => e.AnswerMessageId == message.Id).OrderByDescending(e => e.Attempt).FirstOrDefaultAsync(ct);
        if (evaluation is null)
        {
            return null;
        }

        var question = state.Questions.Single(q => q.Id == evaluation.QuestionId);
        return views.Of(evaluation, question, state.Questions, IsClosed(question, state.Questions));
    }

    /// <summary>A simulation shows no mark before its end.</summary>
    public static bool IsVisible(Interview interview, Conversation conversation) =>
        interview.Mode == InterviewMode.Practice || interview.IsOver || conversation.Track == Track.Retry;

    /// <summary>No follow-up on this question is open, so its missed points may be named.</summary>
    public static bool IsClosed(Question question, IEnumerable<Question> all) =>
        !all.Any(q => q.MainQuestionId == question.MainQuestionId && q.Status == QuestionStatus.Asked);
}
