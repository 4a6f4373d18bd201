using System.Security.Cryptography;
using Greenroom.Accounts.Data;
using Greenroom.Accounts.Passkeys;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Accounts.Users;

/// <summary>
/// Writes what has changed of a user and nothing else. Identity's own store writes every column as it was read, so that a rename would take back
/// a guess that was counted meanwhile, a lock-out, or a right that was given or taken.
/// </summary>
internal sealed class UserStore(AccountsDb db, IdentityErrorDescriber errors)
    : UserOnlyStore<User, AccountsDb, Guid, IdentityUserClaim<Guid>, IdentityUserLogin<Guid>, IdentityUserToken<Guid>, Passkey>(db, errors)
{
    private const int StampSize = 16;

    public override async Task<IdentityResult> UpdateAsync(User user, CancellationToken cancellationToken = default)
    {
        if (Context.Entry(user).State == EntityState.Detached)
        {
            throw new InvalidOperationException("What has changed of a user is only known of one that was read to be changed.");
        }

        // Two that change the same account at once: the second is refused.
        user.ConcurrencyStamp = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(StampSize));
        try
        {
            await SaveChanges(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return IdentityResult.Failed(ErrorDescriber.ConcurrencyFailure());
        }

        return IdentityResult.Success;
    }
}
