using Greenroom.Accounts.Data;
using Greenroom.Platform.PersonalData;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Accounts.PersonalData;

internal sealed class LeavingUsers(AccountsDb db) : ILeavingUsers
{
    public async Task<IReadOnlySet<Guid>> AmongAsync(IReadOnlyCollection<Guid> userIds, CancellationToken ct) =>
        await db.Users.Where(u => userIds.Contains(u.Id) && u.DeletesAt != null).Select(u => u.Id).ToHashSetAsync(ct);
}
