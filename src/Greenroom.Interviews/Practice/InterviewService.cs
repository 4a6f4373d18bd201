using System.Security.Cryptography;
using Greenroom.Interviews.Data;
using Greenroom.Interviews.Grading;
using Greenroom.Interviews.Interviewers;
using Greenroom.Interviews.Questions;
using Greenroom.Interviews.Turns;
using Greenroom.Platform.Data;
using Greenroom.Platform.Errors;
using Greenroom.Platform.Http;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Interviews.Practice;

/// <summary>Creates, lists and finds interviews. Every read is scoped to the owner: a foreign id looks exactly like a missing one.</summary>
internal sealed class InterviewService(
    InterviewsDb db, QuestionBank bank, InterviewerSelection interviewers, SnapshotReader snapshots, InterviewClock interviewClock, TimeProvider clock)
{
    private const int InterviewsRemembered = 10;

    public async Task<Result<InterviewView>> CreateAsync(Guid userId, CreateInterviewRequest request, CancellationToken ct)
    {
        var interviewer = interviewers.ForNew;
        if (!interviewer.Speaks(request.Language))
        {
            return InterviewFailures.LanguageUnsupported(request.Language);
        }

        var slugs = bank.Topics.Select(t => t.Slug).ToHashSet(StringComparer.Ordinal);
        var unknown = (request.Topics ?? []).Where(t => !slugs.Contains(t)).ToList();
        if (unknown.Count > 0)
        {
            return InterviewFailures.UnknownTopics(unknown);
        }

        // A given seed promises the same plan to everybody, so only a plan without one looks at what was asked before.
        var asked = request.Seed is null ? await LatelyAskedAsync(userId, ct) : new HashSet<string>(StringComparer.Ordinal);
        var seed = request.Seed ?? RandomNumberGenerator.GetInt32(int.MaxValue);
        var plan = InterviewPlan.From(bank, request, seed, asked);
        if (plan.Entries.Count == 0)
        {
            return InterviewFailures.UnknownTopics(request.Topics ?? []);
        }

        var interview = Interview.Create(userId, request, plan, interviewer.Engine, bank.Version, Rubric.Version, clock.UtcNow());
        db.Interviews.Add(interview);
        await db.SaveChangesAsync(ct);
        return PracticeViews.Of(interview);
    }

    /// <param name="status">A state in snake_case; all when empty.</param>
    public async Task<Result<Page<InterviewView>>> ListAsync(Guid userId, string? status, Result<PageRequest> request, CancellationToken ct)
    {
        if (request.Failure is { } refused)
        {
            return refused;
        }

        var page = request.Value;
        var query = db.Interviews.AsNoTracking().Where(i => i.UserId == userId);
        if (!string.IsNullOrEmpty(status))
        {
            if (!SnakeCaseEnum<InterviewStatus>.TryParse(status, out var wanted))
            {
                return CommonFailures.Invalid("status", $"No such status: one of {string.Join(", ", SnakeCaseEnum<InterviewStatus>.Words)}.");
            }

            query = query.Where(i => i.Status == wanted);
        }

        if (page.After is { } after)
        {
            query = query.Where(i => i.CreatedAt < after.CreatedAt || (i.CreatedAt == after.CreatedAt && i.Id.CompareTo(after.Id) < 0));
        }

        var rows = await query.OrderByDescending(i => i.CreatedAt).ThenByDescending(i => i.Id).Take(page.Limit + 1).ToListAsync(ct);
        var shown = rows.Take(page.Limit).ToList();
        var next = rows.Count > page.Limit ? new Cursor(shown[^1].CreatedAt, shown[^1].Id).ToString() : null;
        return new Page<InterviewView>([.. shown.Select(PracticeViews.Of)], next);
    }

    public async Task<Result<InterviewSnapshot>> FindAsync(Guid userId, Guid id, CancellationToken ct)
    {
        if (await snapshots.ReadAsync(userId, id, ct) is not { } snapshot)
        {
            return InterviewFailures.NotFound;
        }

        return await interviewClock.ConvergeAsync(snapshot.Interview, mayBeStuck: snapshot.View.Conversations.Any(c => c.State.IsBusy()), ct)
            ? (await snapshots.ReadAsync(userId, id, ct))!.View
            : snapshot.View;
    }

    private async Task<IReadOnlySet<string>> LatelyAskedAsync(Guid userId, CancellationToken ct)
    {
        var plans = await db.Interviews.AsNoTracking().Where(i => i.UserId == userId)
            .OrderByDescending(i => i.CreatedAt).Take(InterviewsRemembered).Select(i => i.Plan).ToListAsync(ct);
        return plans.SelectMany(p => p).ToHashSet(StringComparer.Ordinal);
    }
}
