using Greenroom.Accounts.Data;
using Greenroom.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Accounts.GitHub;

/// <summary>Takes out visits that nobody came back from.</summary>
internal sealed class OldStatesJob(AccountsDb db, TimeProvider clock) : IJobHandler
{
    public const string Name = "accounts.old_oauth_states";

    public string Kind => Name;

    public Task HandleAsync(string? payload, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return db.OAuthStates.Where(s => s.ExpiresAt < now).ExecuteDeleteAsync(ct);
    }
}
