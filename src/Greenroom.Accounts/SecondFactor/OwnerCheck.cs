using Greenroom.Accounts.Data;
using Greenroom.Accounts.Recovery;
using Greenroom.Accounts.Users;
using Greenroom.Platform.Errors;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Accounts.SecondFactor;

/// <summary>Asks somebody who is signed in for what only the owner has, before something that opens the account changes.</summary>
internal sealed class OwnerCheck(AccountsDb db, PasswordCheck check, SecondFactorCheck factors)
{
    public async Task<Result<User>> ProvePasswordAsync(Guid userId, string password, CancellationToken ct)
    {
        var user = await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == userId, ct);
        if (user?.PasswordHash is null)
        {
            return SecondFactorFailures.NoPassword;
        }

        var verified = await check.ProveAsync(user, password, RecoveryFailures.WrongPassword, ct);
        return verified.Failure is { } failure ? failure : user;
    }

    /// <summary>The password, and the second factor where it is on: an open session with the password must not be a way around it.</summary>
    public async Task<Result<User>> ProveAsync(Guid userId, string password, string? code, CancellationToken ct)
    {
        var proven = await ProvePasswordAsync(userId, password, ct);
        if (proven.Failure is not null || !await factors.IsOnAsync(userId, ct))
        {
            return proven;
        }

        if (string.IsNullOrWhiteSpace(code))
        {
            return SecondFactorFailures.WrongCode;
        }

        var verified = await factors.VerifyAsync(proven.Value!, code, SecondFactorFailures.WrongCode, ct);
        return verified.Failure is { } failure ? failure : proven;
    }
}
