using Greenroom.Interviews.Data;
using Greenroom.Interviews.Questions;
using Greenroom.Interviews.Turns;
using Greenroom.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Greenroom.Interviews.Practice;

/// <summary>On SQLite a starting process owns the file, so turns that were being worked on have lost their worker. On PostgreSQL the leases run out.</summary>
/// <remarks>Nearly every start finds nothing, and finding nothing must not cost the building of a model.</remarks>
internal sealed class ReleaseTurnsAtStart(PlainDatabase database, IServiceProvider services) : IAfterMigration
{
    public async Task RunAsync(DatabaseEngine engine, CancellationToken ct)
    {
        if (engine == DatabaseEngine.Sqlite && (await database.ReadAsync("SELECT id FROM messages WHERE status = 'pending' LIMIT 1", ct)).Count > 0)
        {
            await services.GetRequiredService<TurnLeases>().ReleaseAsync(interviewId: null, all: true, ct);
        }
    }
}

/// <summary>Writes the topic map into its table, so that the numbers in other tables can be read in SQL.</summary>
internal sealed class StoreTopics(PlainDatabase database, QuestionBank bank, IServiceProvider services) : IAfterMigration
{
    public async Task RunAsync(DatabaseEngine engine, CancellationToken ct)
    {
        var stored = await database.ReadAsync("SELECT id, slug, title, parent_id FROM topics", ct);
        var known = stored.Select(row => (Convert.ToInt32(row[0], null), row[1] as string, row[2] as string, row[3] is { } parent ? Convert.ToInt32(parent, null) : (int?)null));
        if (!known.ToHashSet().IsSupersetOf(bank.Topics.Select(topic => (topic.Id, (string?)topic.Slug, (string?)topic.Title, topic.ParentId))))
        {
            await StoreAsync(services.GetRequiredService<InterviewsDb>(), ct);
        }
    }

    private async Task StoreAsync(InterviewsDb db, CancellationToken ct)
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
