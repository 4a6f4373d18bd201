using Greenroom.Accounts.Data;
using Greenroom.Platform.Identity;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Accounts.Admin;

/// <summary>Asked of the database each time, so that whoever is no administrator any more is none at once.</summary>
internal sealed class Administrators(AccountsDb db) : IAdministrators
{
    public Task<bool> IsAdministratorAsync(Guid userId, CancellationToken ct) => db.Users.AnyAsync(u => u.Id == userId && u.IsAdmin, ct);
}
