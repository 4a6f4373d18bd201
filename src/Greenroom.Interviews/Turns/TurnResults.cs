using Greenroom.Interviews.Data;
using Greenroom.Interviews.Grading;
using Greenroom.Interviews.Practice;
using Greenroom.Platform.Errors;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Interviews.Turns;

/// <summary>What a finished turn answers: the same for the first send, from what was just committed, and for every repeat, from the database.</summary>
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
        var evaluation = await db.Evaluations.AsNoTracking().AsSplitQuery()
            .Include(e => e.Points).Include(e => e.Dimensions).Include(e => e.Misconceptions)
            .Where(e => e.AnswerMessageId == message.Id).OrderByDescending(e => e.Attempt).FirstOrDefaultAsync(ct);
        return Of(state, message, reply, evaluation);
    }

    public AppendResult Of(TurnState state, Message message, Message? reply, Evaluation? evaluation) => new(
        TurnViews.Of(message),
        reply is null ? null : TurnViews.Of(reply),
        evaluation is not null && IsVisible(state.Interview, state.Conversation) ? Of(state, evaluation) : null,
        state.Conversation.State,
        state.Open is { } next ? views.Of(next, state.Questions, state.Interview.Mode) : null);

    private EvaluationView Of(TurnState state, Evaluation evaluation)
    {
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
