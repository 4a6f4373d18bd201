using Greenroom.Interviews.Data;
using Greenroom.Interviews.Turns;
using Greenroom.Platform.Data;
using Greenroom.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Interviews.Practice;

/// <summary>Warns 30 seconds before the end.</summary>
internal sealed class NoticeDeadlineJob(InterviewClock clock) : IJobHandler
{
    public const string Name = "interviews.deadline_notice";

    public string Kind => Name;

    public Task HandleAsync(string? payload, CancellationToken ct) => clock.NoticeAsync(Guid.Parse(payload!), ct);
}

/// <summary>Ends an interview whose time is up, whether or not anybody is looking.</summary>
internal sealed class EndInterviewJob(InterviewClock clock) : IJobHandler
{
    public const string Name = "interviews.deadline";

    public string Kind => Name;

    public Task HandleAsync(string? payload, CancellationToken ct) => clock.EndAsync(Guid.Parse(payload!), ct);
}

/// <summary>Finds what no job was left to do, abandons what nobody touched for a week and prunes old events.</summary>
internal sealed class SweepInterviewsJob(InterviewClock clock) : IJobHandler
{
    public const string Name = "interviews.sweep";

    public string Kind => Name;

    public Task HandleAsync(string? payload, CancellationToken ct) => clock.SweepAsync(ct);
}

/// <summary>On SQLite a starting process owns the file, so turns that were being worked on have lost their worker. On PostgreSQL the leases run out.</summary>
internal sealed class ReleaseTurnsAtStart(TurnLeases leases) : IAfterMigration
{
    public Task RunAsync(DatabaseEngine engine, CancellationToken ct) =>
        engine == DatabaseEngine.Sqlite ? leases.ReleaseAsync(interviewId: null, all: true, ct) : Task.CompletedTask;
}

/// <summary>Writes the topic map into its table, so that the numbers in other tables can be read in SQL.</summary>
internal sealed class StoreTopics(InterviewsDb db, Questions.QuestionBank bank) : IAfterMigration
{
    public async Task RunAsync(DatabaseEngine engine, CancellationToken ct)
    {
        var stored = await db.Topics.ToDictionaryAsync(t => t.Id, ct);
        foreach (var topic in bank.Topics)
        {
            if (!stored.TryGetValue(topic.Id, out var row))
            {
                row = new StoredTopic { Id = topic.Id };
                db.Topics.Add(row);
            }

            (row.Slug, row.Title, row.ParentId) = (topic.Slug, topic.Title, topic.ParentId);
        }

        await db.SaveChangesAsync(ct);
    }
}
