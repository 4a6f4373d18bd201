using Greenroom.Accounts.Data;
using Greenroom.Accounts.Recovery;
using Greenroom.Accounts.SecondFactor;
using Greenroom.Accounts.Users;
using Greenroom.Platform.Audit;
using Greenroom.Platform.Errors;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Accounts.Sessions;

/// <summary>Logs in by e-mail or name. Unknown, wrong and locked answer the same, after the same work.</summary>
internal sealed class LoginService(
    AccountsDb db, UserManager<User> users, PasswordCheck check, SecondFactorCheck factors, SessionService sessions, AddressService addresses, AuditLog audit, TimeProvider clock)
{
    public async Task<Result<IssuedSession>> LogInAsync(LoginRequest request, CancellationToken ct)
    {
        var login = (string.IsNullOrWhiteSpace(request.Email) ? request.Username : request.Email)?.Trim();
        if (string.IsNullOrEmpty(login))
        {
            return CommonFailures.Invalid("email", "Give the e-mail or the username of the account.");
        }

        // A username has no @, so the two cannot be confused, whichever field they came in.
        var normalized = login.Contains('@', StringComparison.Ordinal) ? users.NormalizeEmail(login) : users.NormalizeName(login);
        var user = await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.NormalizedEmail == normalized || u.NormalizedUserName == normalized, ct);
        if (user?.DeletesAt <= clock.GetUtcNow().UtcDateTime)
        {
            // Deleted, and the job that erases it is on its way: nobody we know.
            user = null;
        }

        // Counted by what was typed: one count for the address and the name of an account would tell that the two belong together. The lock-out counts by account, and says nothing.
        if (await check.TakeAsync(normalized, ct) is { } refusal)
        {
            return refusal;
        }

        var verified = await check.VerifyAsync(user, normalized, request.Password, sessions.Refusal, ct);
        var failure = verified.Failure ?? (await CheckFactorAsync(user!, request.Code, ct)).Failure;
        if (failure is null && sessions.IsUnproven(user!))
        {
            failure = await RemindAsync(user!, ct);
        }

        return failure is not null ? failure : await sessions.LogInAsync(user!, how: null, ct);
    }

    /// <summary>The link comes once more, as often as its limit allows; the answer is that to a wrong password.</summary>
    private async Task<Failure> RemindAsync(User user, CancellationToken ct)
    {
        await audit.RecordAsync(new AuditEntry(AuditNames.LoginFailed, user.Id, "address not confirmed"), ct);
        await addresses.AskAgainAsync(user.Id, ct);
        return sessions.Refusal;
    }

    private async Task<Result<Done>> CheckFactorAsync(User user, string? code, CancellationToken ct)
    {
        if (!await factors.IsOnAsync(user.Id, ct))
        {
            return default(Done);
        }

        if (!string.IsNullOrWhiteSpace(code))
        {
            return await factors.VerifyAsync(user, code, SecondFactorFailures.Invalid, ct);
        }

        return await factors.CanReadAsync(user, ct) ? SecondFactorFailures.Required : SecondFactorFailures.Unreadable;
    }
}
