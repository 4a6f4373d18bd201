using Greenroom.Accounts.Data;
using Greenroom.Accounts.Recovery;
using Greenroom.Accounts.Users;
using Greenroom.Platform.Errors;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Accounts.SecondFactor;

/// <summary>Asks somebody who is signed in for what only the owner has, before something that opens the account changes.</summary>
internal sealed class OwnerCheck(AccountsDb db, PasswordCheck check, SecondFactorCheck factors)
{
    public Task<Result<User>> ProvePasswordAsync(Guid userId, string password, CancellationToken ct) => ProvePasswordAsync(userId, password, RecoveryFailures.WrongPassword, ct);

    /// <inheritdoc cref="ProveAsync(Guid, string, string?, Failure, CancellationToken)"/>
    public Task<Result<User>> ProveAsync(Guid userId, string password, string? code, CancellationToken ct) => ProveAsync(userId, password, code, RecoveryFailures.WrongPassword, ct);

    /// <summary>The password, and the second factor where it is on: an open session with the password must not be a way around it.</summary>
    /// <param name="userId">Who is signed in.</param>
    /// <param name="password">As it was typed.</param>
    /// <param name="code">Of the app, or a recovery code; needed where the second factor is on.</param>
    /// <param name="wrongPassword">Names the field of the request that the password came in.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<Result<User>> ProveAsync(Guid userId, string password, string? code, Failure wrongPassword, CancellationToken ct)
    {
        var proven = await ProvePasswordAsync(userId, password, wrongPassword, ct);
        if (proven.Failure is not null || !await factors.IsOnAsync(userId, ct))
        {
            return proven;
        }

        if (string.IsNullOrWhiteSpace(code))
        {
            return await factors.CanReadAsync(proven.Value!, ct) ? SecondFactorFailures.WrongCode : SecondFactorFailures.Unreadable;
        }

        var verified = await factors.VerifyAsync(proven.Value!, code, SecondFactorFailures.WrongCode, ct);
        return verified.Failure is { } failure ? failure : proven;
    }

    private async Task<Result<User>> ProvePasswordAsync(Guid userId, string password, Failure wrongPassword, CancellationToken ct)
    {
        var user = await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == userId, ct);
        if (user?.PasswordHash is null)
        {
            return SecondFactorFailures.NoPassword;
        }

        var verified = await check.ProveAsync(user, password, wrongPassword, ct);
        return verified.Failure is { } failure ? failure : user;
    }
}
