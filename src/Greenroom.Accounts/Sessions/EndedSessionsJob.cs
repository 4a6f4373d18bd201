using Greenroom.Accounts.Data;
using Greenroom.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Accounts.Sessions;

/// <summary>Takes out sessions that nobody can refresh any more. Revoked ones stay until their end, so that a stolen token is still recognised.</summary>
internal sealed class EndedSessionsJob(AccountsDb db, TimeProvider clock) : IJobHandler
{
    public const string Name = "accounts.ended_sessions";

    public string Kind => Name;

    public async Task HandleAsync(string? payload, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await db.Families.Where(f => f.AbsoluteExpiresAt < now).ExecuteDeleteAsync(ct);
    }
}
