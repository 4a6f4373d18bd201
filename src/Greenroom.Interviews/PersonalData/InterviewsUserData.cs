using Greenroom.Interviews.Data;
using Greenroom.Interviews.Grading;
using Greenroom.Interviews.Practice;
using Greenroom.Interviews.Reports;
using Greenroom.Interviews.Turns;
using Greenroom.Platform.Jobs;
using Greenroom.Platform.PersonalData;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Interviews.PersonalData;

/// <summary>Interviews with everything that was said and marked in them; and in an export the reports as text, for people.</summary>
internal sealed class InterviewsUserData(InterviewsDb db, ReportService reports, JobQueue jobs) : ModuleUserData<InterviewsDb>(db)
{
    private readonly InterviewsDb _db = db;

    protected override IReadOnlyList<UserTable<InterviewsDb>> UserTables { get; } =
    [
        new UserTable<InterviewsDb, Interview>(InterviewsOf),
        new UserTable<InterviewsDb, Report>((db, userId) => db.Reports.Where(r => InterviewsOf(db, userId).Any(i => i.Id == r.InterviewId))),
        new UserTable<InterviewsDb, Conversation>(ConversationsOf),
        new UserTable<InterviewsDb, Question>(QuestionsOf),
        new UserTable<InterviewsDb, Message>((db, userId) => db.Messages.Where(m => ConversationsOf(db, userId).Any(c => c.Id == m.ConversationId))),
        new UserTable<InterviewsDb, AnswerDraft>((db, userId) => db.Drafts.Where(d => QuestionsOf(db, userId).Any(q => q.Id == d.QuestionId))),
        new UserTable<InterviewsDb, TurnEvent>((db, userId) => db.TurnEvents.Where(e => ConversationsOf(db, userId).Any(c => c.Id == e.ConversationId))),
        new UserTable<InterviewsDb, Evaluation>(EvaluationsOf),
        new UserTable<InterviewsDb, EvaluationPoint>((db, userId) => db.Set<EvaluationPoint>().Where(p => EvaluationsOf(db, userId).Any(e => e.Id == p.EvaluationId))),
        new UserTable<InterviewsDb, EvaluationDimension>((db, userId) => db.Set<EvaluationDimension>().Where(d => EvaluationsOf(db, userId).Any(e => e.Id == d.EvaluationId))),
        new UserTable<InterviewsDb, EvaluationMisconception>((db, userId) => db.Set<EvaluationMisconception>().Where(m => EvaluationsOf(db, userId).Any(e => e.Id == m.EvaluationId))),
    ];

    public override async Task ExportAsync(Guid userId, UserArchive archive, CancellationToken ct)
    {
        await base.ExportAsync(userId, archive, ct);
        var reported = await InterviewsOf(_db, userId).AsNoTracking().Where(i => _db.Reports.Any(r => r.InterviewId == i.Id))
            .OrderBy(i => i.CreatedAt).Select(i => new { i.Id, i.CreatedAt }).ToListAsync(ct);
        foreach (var interview in reported)
        {
            if ((await reports.FindAsync(userId, interview.Id, ct)).Value is { } report)
            {
                await archive.WriteTextAsync($"interview-reports/{interview.CreatedAt:yyyy-MM-dd}-{interview.Id}.md", ReportMarkdown.Write(report), ct);
            }
        }
    }

    public override async Task EraseAsync(Guid userId, CancellationToken ct)
    {
        var interviews = await InterviewsOf(_db, userId).Select(i => i.Id).ToListAsync(ct);
        await jobs.CancelAboutAsync(interviews, ct);
        await base.EraseAsync(userId, ct);

        // What a turn planned that was running meanwhile.
        await jobs.CancelAboutAsync(interviews, ct);
    }

    private static IQueryable<Interview> InterviewsOf(InterviewsDb db, Guid userId) => db.Interviews.Where(i => i.UserId == userId);

    private static IQueryable<Conversation> ConversationsOf(InterviewsDb db, Guid userId) =>
        db.Conversations.Where(c => db.Interviews.Any(i => i.Id == c.InterviewId && i.UserId == userId));

    private static IQueryable<Question> QuestionsOf(InterviewsDb db, Guid userId) =>
        db.Questions.Where(q => db.Conversations.Any(c => c.Id == q.ConversationId && db.Interviews.Any(i => i.Id == c.InterviewId && i.UserId == userId)));

    private static IQueryable<Evaluation> EvaluationsOf(InterviewsDb db, Guid userId) =>
        db.Evaluations.Where(e => db.Questions.Any(q => q.Id == e.QuestionId
            && db.Conversations.Any(c => c.Id == q.ConversationId && db.Interviews.Any(i => i.Id == c.InterviewId && i.UserId == userId))));
}
