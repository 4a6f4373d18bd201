using Greenroom.Accounts.Data;
using Greenroom.Accounts.Sessions;
using Greenroom.Platform.Audit;
using Greenroom.Platform.Errors;
using Greenroom.Platform.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Greenroom.Accounts.Users;

/// <summary>Whether somebody knows the password of an account. One write and one hash each time, whoever asks; guesses are counted before they are looked at.</summary>
internal sealed class PasswordCheck(AccountsDb db, PasswordHashing hashing, Lockout lockout, AuditLog audit, RateLimits limits, IOptions<RateLimitOptions> limitOptions)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>The password of somebody who is signed in, asked for once more before what cannot be taken back. Counts like a log-in.</summary>
    /// <param name="refusal">What to say to a wrong one, and to a locked account just the same.</param>
    public async Task<Result<Done>> ProveAsync(User user, string password, Failure refusal, CancellationToken ct)
    {
        var account = user.Id.ToString("N");
        return await TakeAsync(account, ct) is { } tooMany ? tooMany : await VerifyAsync(user, account, password, refusal, ct);
    }

    /// <summary>One attempt at an account.</summary>
    /// <param name="account">Its id, or what was typed where nobody is signed in.</param>
    public ValueTask<Failure?> TakeAsync(string account, CancellationToken ct) =>
        limits.TakeAsync(HiddenKeys.Of("login-account", account), limitOptions.Value.LoginPerAccountPerMinute, Window, ct);

    /// <param name="user">Null for an account that there is not.</param>
    /// <param name="account">What <see cref="TakeAsync"/> was asked with.</param>
    /// <param name="password">As it was typed.</param>
    /// <param name="refusal">What to say to a wrong one, and to a locked account just the same.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<Result<Done>> VerifyAsync(User? user, string account, string password, Failure refusal, CancellationToken ct)
    {
        var judged = await hashing.InSlotAsync(inner => JudgeAsync(user, account, password, inner), ct);
        if (judged.Failure is { } busy)
        {
            return busy;
        }

        if (judged.Value == Verdict.Right)
        {
            return default(Done);
        }

        await audit.RecordAsync(new AuditEntry(judged.Value == Verdict.Locked ? AuditNames.LoginLocked : AuditNames.LoginFailed, user?.Id), ct);
        return refusal;
    }

    private async Task<Result<Verdict>> JudgeAsync(User? user, string account, string password, CancellationToken ct)
    {
        var attempt = user?.PasswordHash is null ? null : await lockout.TryBeginAttemptAsync(user, ct);
        if (attempt is null)
        {
            // Nobody to count it on, or somebody who is closed. A write may wait for the disk, and an answer without one would come sooner and tell.
            await limits.CountAsync(HiddenKeys.Of("login-uncounted", account), Window, ct);
        }

        var result = hashing.Verify(user?.PasswordHash, password);
        if (attempt is null || result == PasswordVerificationResult.Failed)
        {
            return attempt is not null || user?.PasswordHash is null ? Verdict.Wrong : Verdict.Locked;
        }

        // With a second factor the password alone must not end the count: whoever has it could guess codes for ever.
        await (await db.SecondFactors.AnyAsync(f => f.UserId == user!.Id && f.EnabledAt != null, ct)
            ? lockout.TakeBackAsync(user!.Id, attempt, ct)
            : lockout.ForgetAsync(user!.Id, ct));
        if (result == PasswordVerificationResult.SuccessRehashNeeded)
        {
            var stronger = hashing.Rehash(password);
            await db.Users.Where(u => u.Id == user.Id && u.PasswordHash == user.PasswordHash)
                .ExecuteUpdateAsync(set => set.SetProperty(u => u.PasswordHash, stronger), ct);
        }

        return Verdict.Right;
    }

    private enum Verdict
    {
        Wrong,
        Locked,
        Right,
    }
}
