using Greenroom.Interviews.Data;
using Greenroom.Interviews.Grading;
using Greenroom.Interviews.Practice;
using Greenroom.Interviews.Questions;
using Greenroom.Interviews.Reports;
using Greenroom.Platform.Data;
using Greenroom.Platform.Live;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Interviews.Turns;

/// <summary>The short second transaction: reply, mark, next question and state, all or nothing, and only by the worker whose generation still holds.</summary>
internal sealed class TurnCommit(
    InterviewsDb db, QuestionBank bank, TurnEventLog events, TurnViews views, TurnResults results, Completion completion, ILiveSignals signals, TimeProvider clock)
{
    private const int Tries = 4;

    /// <summary>What the sender is told; null when the turn is no longer this worker's.</summary>
    /// <param name="reserved">The message and the state as they stood when it was reserved; changed here.</param>
    public async Task<AppendResult?> CommitAsync(ReservedTurn reserved, TurnOutcome outcome, CancellationToken ct)
    {
        var (messageId, generation) = (reserved.Message.Id, reserved.Message.Generation);

        // An answer changes the interview and the conversation, and their row versions tell whether both still are as they were read. What changes less is read again.
        var known = reserved.Message.Intent == Intent.Answer ? reserved : null;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                if (await TryCommitAsync(known, messageId, generation, outcome, ct) is not var (state, result))
                {
                    return null;
                }

                await signals.SignalAsync(TurnEventLog.TopicOf(state.Conversation.Id), CancellationToken.None);
                if (outcome.Finishes && state.Conversation.Track == Track.Main)
                {
                    await completion.FinishAsync(state.Interview.Id, ct);
                }

                return result;
            }
            catch (Exception exception) when (exception.IsLostRace() && attempt < Tries)
            {
                // Somebody paused, or the deadline notice came between: the outcome still holds, the rows are read again.
                db.ChangeTracker.Clear();
                known = null;
            }
        }
    }

    private async Task<(TurnState State, AppendResult Result)?> TryCommitAsync(ReservedTurn? known, Guid messageId, int generation, TurnOutcome outcome, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (known is not null)
        {
            db.AttachRange([known.Message, known.State.Interview, known.State.Conversation, .. known.State.Questions]);
        }
        else if ((known = await ReadAsync(messageId, generation, ct)) is null)
        {
            return null;
        }

        var (message, state) = known;
        var (interview, conversation, questions) = state;
        var question = questions.Single(q => q.Id == message.QuestionId);
        var now = clock.UtcNow();

        message.Complete(now);
        Settle(message, question, state, now);
        var evaluation = outcome.Marking is { } marking
            ? Evaluation.Of(question.Id, message.Id, message.Generation, marking, outcome.UnaidedScore, bank.Version, now)
            : null;
        if (evaluation is not null)
        {
            db.Evaluations.Add(evaluation);
        }

        if (outcome.Next is { } next)
        {
            db.Questions.Add(next);
            questions.Add(next);
            var entry = bank.Find(next.BankQuestionId)!;
            conversation.Ask(next, entry.Topic, entry.Subtopic, interview.RemainingSeconds(now), now);
        }
        else
        {
            conversation.MoveTo(outcome.Finishes ? ConversationState.Closed : ConversationState.AwaitingAnswer, now);
        }

        var reply = Message.FromInterviewer(conversation, outcome.Next ?? question, outcome.ReplyKind, outcome.Reply, now, replyTo: message.Id, outcome.ReplyId);
        db.Messages.Add(reply);
        if (outcome.Finishes && conversation.Track == Track.Main)
        {
            // What was asked and is still open when the interview ends was not covered; it is never scored 0.
            foreach (var open in questions.Where(q => q.Status == QuestionStatus.Asked))
            {
                open.Expire();
            }

            interview.BeginCompleting(now);
        }

        await events.AddAsync(conversation.Id, Events(state, question, evaluation, outcome, reply), ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return (state, results.Of(state, message, reply, evaluation));
    }

    /// <summary>Null when another worker has the turn by now, or the conversation was closed: nobody closes one under a turn, but should it happen, the frozen
    /// transcript wins over a late mark.</summary>
    private async Task<ReservedTurn?> ReadAsync(Guid messageId, int generation, CancellationToken ct)
    {
        var message = await db.Messages.SingleAsync(m => m.Id == messageId, ct);
        if (message.Generation != generation || message.Status != MessageStatus.Pending)
        {
            return null;
        }

        var state = (await TurnState.LoadAsync(db, message.ConversationId, ownerId: null, ct))!;
        return state.Conversation.State == ConversationState.Closed ? null : new ReservedTurn(message, state);
    }

    private static void Settle(Message message, Question question, TurnState state, DateTime now)
    {
        switch (message.Intent)
        {
            case Intent.Answer:
                question.Answer(now);
                if (question.Kind == QuestionKind.Main)
                {
                    state.Interview.QuestionAnswered(now);
                }
                else
                {
                    state.Interview.Touch(now);
                }

                break;
            case Intent.Skip:
                question.Skip(now);
                break;
            case Intent.Hint:
                TurnViews.MainOf(question, state.Questions).TakeHint();
                break;
            case Intent.Clarify:
                TurnViews.MainOf(question, state.Questions).Clarify();
                break;
        }
    }

    private List<NewEvent> Events(TurnState state, Question answered, Evaluation? evaluation, TurnOutcome outcome, Message reply)
    {
        var (interview, conversation, questions) = state;
        List<NewEvent> list = [];
        if (outcome.Rest.Length > 0)
        {
            list.Add(NewEvent.Delta(reply.Id, reply.Kind, outcome.Rest));
        }

        if (evaluation is not null && (interview.Mode == InterviewMode.Practice || conversation.Track == Track.Retry))
        {
            var closed = outcome.Next?.ParentQuestionId is null;
            list.Add(NewEvent.Evaluated(views.Of(evaluation, answered, questions, closed)));
        }

        var hintsLeft = state.Open is { } open ? views.HintsLeft(open, questions) : 0;
        list.Add(NewEvent.Said(TurnViews.Of(reply)));
        list.Add(NewEvent.State(conversation.State, Commands.Allowed(interview, conversation, state.Open, hintsLeft)));
        list.Add(NewEvent.Done());
        return list;
    }
}
