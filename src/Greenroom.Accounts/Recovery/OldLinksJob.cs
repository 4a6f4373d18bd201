using Greenroom.Accounts.Data;
using Greenroom.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Accounts.Recovery;

/// <summary>Takes out links that nobody can use any more, and what waited for one to be opened.</summary>
internal sealed class OldLinksJob(AccountsDb db, TimeProvider clock) : IJobHandler
{
    public const string Name = "accounts.old_links";

    public string Kind => Name;

    public async Task HandleAsync(string? payload, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await db.Links.Where(l => l.ExpiresAt < now).ExecuteDeleteAsync(ct);
        await db.PendingRegistrations.Where(r => r.ExpiresAt < now).ExecuteDeleteAsync(ct);
    }
}
