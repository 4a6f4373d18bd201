using Greenroom.Accounts.Data;
using Greenroom.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Accounts.Users;

/// <summary>Deletes guests whose week is over, and by foreign key everything they made.</summary>
internal sealed class DeleteGuestsJob(AccountsDb db, TimeProvider clock) : IJobHandler
{
    public const string Name = "accounts.delete_guests";

    // Small steps: on SQLite each one keeps all other writers waiting.
    private const int AtOnce = 50;

    public string Kind => Name;

    public async Task HandleAsync(string? payload, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        int deleted;
        do
        {
            var step = db.Users.Where(u => u.GuestExpiresAt < now).OrderBy(u => u.GuestExpiresAt).Take(AtOnce).Select(u => u.Id);
            deleted = await db.Users.Where(u => u.IsGuest && step.Contains(u.Id)).ExecuteDeleteAsync(ct);
        }
        while (deleted > 0);
    }
}
