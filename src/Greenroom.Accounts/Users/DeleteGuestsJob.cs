using Greenroom.Accounts.PersonalData;
using Greenroom.Platform.Data;
using Greenroom.Platform.Jobs;

namespace Greenroom.Accounts.Users;

/// <summary>Deletes guests whose week is over, and everything they made, by the same way as accounts. One that is half gone is EraseAccountsJob's.</summary>
internal sealed class DeleteGuestsJob(AccountErasure erasure, TimeProvider clock) : IJobHandler
{
    public const string Name = "accounts.delete_guests";

    public string Kind => Name;

    public Task HandleAsync(string? payload, CancellationToken ct)
    {
        var now = clock.UtcNow();
        return erasure.EraseAsync(u => u.IsGuest && u.GuestExpiresAt < now && u.DeletesAt == null, ct);
    }
}
