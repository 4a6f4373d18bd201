using Greenroom.Accounts.Data;
using Greenroom.Platform.Data;
using Greenroom.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Accounts.Passkeys;

/// <summary>Takes out challenges that nobody has answered.</summary>
internal sealed class OldCeremoniesJob(AccountsDb db, TimeProvider clock) : IJobHandler
{
    public const string Name = "accounts.old_ceremonies";

    public string Kind => Name;

    public Task HandleAsync(string? payload, CancellationToken ct)
    {
        var now = clock.UtcNow();
        return db.PasskeyCeremonies.Where(c => c.ExpiresAt < now).ExecuteDeleteAsync(ct);
    }
}
