using Greenroom.Interviews.Data;
using Greenroom.Interviews.Turns;
using Greenroom.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Interviews.Practice;

/// <summary>Reads everything that a room needs in a handful of queries.</summary>
internal sealed class SnapshotReader(InterviewsDb db, TurnViews views, TimeProvider clock)
{
    public async Task<ReadSnapshot?> ReadAsync(Guid userId, Guid interviewId, CancellationToken ct)
    {
        var interview = await db.Interviews.AsNoTracking().SingleOrDefaultAsync(i => i.Id == interviewId && i.UserId == userId, ct);
        if (interview is null)
        {
            return null;
        }

        var conversations = await db.Conversations.AsNoTracking().Where(c => c.InterviewId == interviewId).OrderBy(c => c.Id).ToListAsync(ct);
        var ids = conversations.ConvertAll(c => c.Id);
        var questions = ids.Count == 0 ? [] : await db.Questions.AsNoTracking().Where(q => ids.Contains(q.ConversationId)).OrderBy(q => q.ConversationId).ThenBy(q => q.Seq).ToListAsync(ct);
        var messages = ids.Count == 0 ? [] : await db.Messages.AsNoTracking().Where(m => ids.Contains(m.ConversationId)).OrderBy(m => m.ConversationId).ThenBy(m => m.Seq).ToListAsync(ct);
        var questionIds = questions.ConvertAll(q => q.Id);
        var evaluations = ids.Count == 0 ? [] : await db.Evaluations.AsNoTracking().AsSplitQuery()
            .Include(e => e.Points).Include(e => e.Dimensions).Include(e => e.Misconceptions)
            .Where(e => questionIds.Contains(e.QuestionId)).OrderBy(e => e.Attempt).ToListAsync(ct);

        // The room shows the retry that is open, otherwise the main track.
        var current = conversations.LastOrDefault(c => c.Track == Track.Retry && c.State != ConversationState.Closed) ?? conversations.FirstOrDefault(c => c.Track == Track.Main);
        var open = questions.LastOrDefault(q => q.ConversationId == current?.Id && q.Status == QuestionStatus.Asked);
        var draft = open is null ? null : await db.Drafts.AsNoTracking().SingleOrDefaultAsync(d => d.QuestionId == open.Id, ct);
        var hintsLeft = open is null ? 0 : views.HintsLeft(open, questions);

        var order = messages.Select((m, index) => (m.Id, index)).ToDictionary(pair => pair.Id, pair => pair.index);
        var i = interview;
        var view = new InterviewSnapshot(
            i.Id, i.UserId, i.Length, i.NumberQuestions, i.Difficulty, i.Status, i.Score, i.Language, i.Prompt, i.FirstQuestion, i.Subtopic, i.Topics, i.Mode,
            i.Persona, i.Level, i.Engine, i.Seed, i.AnsweredQuestions, i.StartedAt, i.DeadlineAt, i.CompletedAt, i.CreatedAt, i.UpdatedAt,
            [.. conversations.Select(c => TurnViews.Of(c, []))],
            [.. questions.Select(q => views.Of(q, questions, i.Mode))],
            [.. messages.Select(TurnViews.Of)],
            [.. from evaluation in evaluations.OrderBy(e => order.GetValueOrDefault(e.AnswerMessageId))
                let question = questions.First(q => q.Id == evaluation.QuestionId)
                let conversation = conversations.First(c => c.Id == question.ConversationId)
                where TurnResults.IsVisible(i, conversation)
                select views.Of(evaluation, question, questions, TurnResults.IsClosed(question, questions))],
            draft is null ? null : TurnViews.Of(draft),
            i.RemainingSeconds(clock.UtcNow()),
            Commands.Allowed(i, current, open, hintsLeft),
            PausedInterviewId: null);
        return new ReadSnapshot(i, view);
    }
}

internal sealed record ReadSnapshot(Interview Interview, InterviewSnapshot View);
