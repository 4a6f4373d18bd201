using Greenroom.Accounts.Data;
using Greenroom.Accounts.SecondFactor;
using Greenroom.Accounts.Users;
using Greenroom.Platform.Errors;
using Greenroom.Platform.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Greenroom.Accounts.Sessions;

/// <summary>Logs in by e-mail or name. Unknown, wrong and locked answer the same, after the same work.</summary>
internal sealed class LoginService(
    AccountsDb db, UserManager<User> users, PasswordCheck check, SecondFactorCheck factors, SessionService sessions, RateLimits limits, IOptions<RateLimitOptions> limitOptions)
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

        // One count for an account, however it is called.
        var account = HiddenKeys.Of("login-account", user?.Id.ToString("N") ?? normalized);
        if (await limits.TakeAsync(account, limitOptions.Value.LoginPerAccountPerMinute, TimeSpan.FromMinutes(1), ct) is { } refusal)
        {
            return refusal;
        }

        var verified = await check.VerifyAsync(user, request.Password, SessionFailures.InvalidCredentials, ct);
        var failure = verified.Failure ?? (await CheckFactorAsync(user!, request.Code, ct)).Failure;
        return failure is not null ? failure : await sessions.LogInAsync(user!, ct);
    }

    private async Task<Result<Done>> CheckFactorAsync(User user, string? code, CancellationToken ct)
    {
        if (!await factors.IsOnAsync(user.Id, ct))
        {
            return default(Done);
        }

        return string.IsNullOrWhiteSpace(code) ? SecondFactorFailures.Required : await factors.VerifyAsync(user, code, SecondFactorFailures.Invalid, ct);
    }
}
