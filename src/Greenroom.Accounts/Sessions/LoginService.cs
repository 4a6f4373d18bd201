using System.Security.Cryptography;
using System.Text;
using Greenroom.Accounts.Data;
using Greenroom.Accounts.Users;
using Greenroom.Platform.Errors;
using Greenroom.Platform.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Greenroom.Accounts.Sessions;

/// <summary>Logs in by e-mail or name. Unknown, wrong and locked answer the same, after the same work.</summary>
internal sealed class LoginService(
    AccountsDb db, UserManager<User> users, PasswordHashing hashing, Lockout lockout, SessionService sessions,
    RateLimits limits, IOptions<RateLimitOptions> limitOptions, TimeProvider clock)
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

        // One count for an account, however it is called.
        if (await limits.TakeAsync(LimitKey(user?.Id.ToString("N") ?? normalized), limitOptions.Value.LoginPerAccountPerMinute, TimeSpan.FromMinutes(1), ct) is { } refusal)
        {
            return refusal;
        }

        var verified = await hashing.InSlotAsync(inner => VerifyAsync(user, request.Password, inner), ct);
        if (verified.Failure is { } failure)
        {
            return failure;
        }

        return await sessions.StartAsync(user!, ct);
    }

    /// <summary>The password of somebody who is signed in, asked for once more before what cannot be taken back. Counts like a log-in.</summary>
    public async Task<Result<Done>> ProveAsync(User user, string password, CancellationToken ct) =>
        await limits.TakeAsync(LimitKey(user.Id.ToString("N")), limitOptions.Value.LoginPerAccountPerMinute, TimeSpan.FromMinutes(1), ct) is { } refusal
            ? refusal
            : await hashing.InSlotAsync(inner => VerifyAsync(user, password, inner), ct);

    private async Task<Result<Done>> VerifyAsync(User? user, string password, CancellationToken ct)
    {
        var open = user?.PasswordHash is not null && await lockout.TryBeginAttemptAsync(user.Id, ct);
        var result = hashing.Verify(user?.PasswordHash, password);
        if (!open || result == PasswordVerificationResult.Failed)
        {
            return SessionFailures.InvalidCredentials;
        }

        await lockout.ForgetAsync(user!.Id, ct);
        if (result == PasswordVerificationResult.SuccessRehashNeeded)
        {
            var stronger = hashing.Rehash(password);
            await db.Users.Where(u => u.Id == user.Id && u.PasswordHash == user.PasswordHash)
                .ExecuteUpdateAsync(set => set.SetProperty(u => u.PasswordHash, stronger), ct);
        }

        return default(Done);
    }

    // The counters are readable to whoever reads the database; the names that people tried to log in with are not.
    internal static string LimitKey(string account) =>
        $"login-account:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(account)).AsSpan(0, 16))}";
}
