using Greenroom.Accounts.Data;
using Greenroom.Accounts.PersonalData;
using Greenroom.Platform.Data;
using Greenroom.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Accounts.Users;

/// <summary>Deletes guests whose week is over, and everything they made, by the same way as accounts.</summary>
internal sealed class DeleteGuestsJob(AccountsDb db, AccountErasure erasure, TimeProvider clock) : IJobHandler
{
    public const string Name = "accounts.delete_guests";

    public string Kind => Name;

    public async Task HandleAsync(string? payload, CancellationToken ct)
    {
        var now = clock.UtcNow();
        await db.Users.Where(u => u.IsGuest && u.GuestExpiresAt < now && u.DeletesAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(u => u.DeletesAt, u => u.GuestExpiresAt), ct);
        await erasure.EraseDueAsync(ct);
    }
}
