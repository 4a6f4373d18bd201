using Greenroom.Interviews.Data;
using Greenroom.Interviews.Grading;
using Greenroom.Interviews.Practice;
using Greenroom.Interviews.Turns;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Interviews.Reports;

/// <summary>Everything that a report is made of, read in a handful of queries.</summary>
internal sealed class ReportData(InterviewsDb db)
{
    public async Task<ReportMaterial?> LoadAsync(Guid interviewId, CancellationToken ct)
    {
        var interview = await db.Interviews.AsNoTracking().SingleOrDefaultAsync(i => i.Id == interviewId, ct);
        if (interview is null)
        {
            return null;
        }

        var conversations = await db.Conversations.AsNoTracking().Where(c => c.InterviewId == interviewId).OrderBy(c => c.Id).ToListAsync(ct);
        var ids = conversations.ConvertAll(c => c.Id);
        var questions = await db.Questions.AsNoTracking().Where(q => ids.Contains(q.ConversationId)).OrderBy(q => q.ConversationId).ThenBy(q => q.Seq).ToListAsync(ct);
        var answers = await db.Messages.AsNoTracking().Where(m => ids.Contains(m.ConversationId) && m.Intent == Intent.Answer).OrderBy(m => m.ConversationId).ThenBy(m => m.Seq).ToListAsync(ct);
        var questionIds = questions.ConvertAll(q => q.Id);
        var evaluations = await db.Evaluations.AsNoTracking().AsSplitQuery()
            .Include(e => e.Points).Include(e => e.Dimensions).Include(e => e.Misconceptions)
            .Where(e => questionIds.Contains(e.QuestionId)).OrderBy(e => e.Attempt).ToListAsync(ct);
        return new ReportMaterial(interview, conversations, questions, answers, evaluations);
    }
}

internal sealed record ReportMaterial(
    Interview Interview,
    IReadOnlyList<Conversation> Conversations,
    IReadOnlyList<Question> Questions,
    IReadOnlyList<Message> Answers,
    IReadOnlyList<Evaluation> Evaluations);

/// <summary>One main question with all that was said about it and the mark over all of it.</summary>
/// <param name="Total">Null when there is no answer or nobody could mark it.</param>
internal sealed record QuestionBlock(
    Question Main,
    Questions.BankEntry? Entry,
    IReadOnlyList<(Question Question, Message Answer, Evaluation? Evaluation)> Answers,
    IReadOnlyList<AnsweredGrade> Grades,
    Grade? Total,
    int? Unaided);
