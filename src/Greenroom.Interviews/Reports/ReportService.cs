using System.Text.Json;
using Greenroom.Interviews.Data;
using Greenroom.Interviews.Grading;
using Greenroom.Interviews.Practice;
using Greenroom.Interviews.Turns;
using Greenroom.Platform.Errors;
using Greenroom.Platform.Http;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Interviews.Reports;

internal sealed class ReportService(InterviewsDb db, InterviewClock interviewClock)
{
    /// <summary>The stored report with the retries made since; while the interview runs, how far it is.</summary>
    public async Task<Result<ReportView>> FindAsync(Guid userId, Guid interviewId, CancellationToken ct)
    {
        var interview = await db.Interviews.AsNoTracking().SingleOrDefaultAsync(i => i.Id == interviewId && i.UserId == userId, ct);
        if (interview is null)
        {
            return InterviewFailures.NotFound;
        }

        if (await interviewClock.ConvergeAsync(interview, mayBeStuck: !interview.IsOver, ct))
        {
            interview = await db.Interviews.AsNoTracking().SingleAsync(i => i.Id == interviewId, ct);
        }

        var stored = await db.Reports.AsNoTracking().Where(r => r.InterviewId == interviewId).OrderByDescending(r => r.Revision).FirstOrDefaultAsync(ct);
        if (stored is null)
        {
            return ReportBuilder.Pending(interview);
        }

        var report = JsonSerializer.Deserialize<ReportView>(stored.Payload, JsonFormat.Options)!;
        var retries = await RetriesAsync(interviewId, ct);
        return report with
        {
            Questions = [.. report.Questions.Select(q => q with { Retries = retries.TryGetValue(q.QuestionId, out var own) ? own : [] })],
        };
    }

    private async Task<Dictionary<Guid, List<ReportRetry>>> RetriesAsync(Guid interviewId, CancellationToken ct)
    {
        var rows = await (
            from conversation in db.Conversations.AsNoTracking()
            where conversation.InterviewId == interviewId && conversation.Track == Track.Retry
            join question in db.Questions on conversation.Id equals question.ConversationId
            join evaluation in db.Evaluations on question.Id equals evaluation.QuestionId
            where evaluation.Status != GradeStatus.NotGraded
            orderby evaluation.CreatedAt
            select new { conversation.ForkedFromQuestionId, conversation.Id, QuestionId = question.Id, evaluation.Score, evaluation.CreatedAt }).ToListAsync(ct);
        return rows.Where(r => r.ForkedFromQuestionId is not null)
            .GroupBy(r => r.ForkedFromQuestionId!.Value)
            .ToDictionary(g => g.Key, g => g.Select(r => new ReportRetry(r.Id, r.QuestionId, r.Score, r.CreatedAt)).ToList());
    }
}
