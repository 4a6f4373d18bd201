using Greenroom.Accounts.Data;
using Greenroom.Accounts.SecondFactor;
using Greenroom.Accounts.Sessions;
using Greenroom.Accounts.Users;
using Greenroom.Platform.Audit;
using Greenroom.Platform.Data;
using Greenroom.Platform.Errors;
using Greenroom.Platform.Http;
using Greenroom.Platform.Jobs;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Greenroom.Accounts.Recovery;

/// <summary>Gives an account a new password: by a mailed link for whoever forgot it, by the old one for whoever knows it.</summary>
internal sealed class PasswordService(
    AccountsDb db, UserManager<User> users, PasswordHashing hashing, OwnerCheck owner, CommonPasswords common, AccountLinks links, OtherKeys keys, AccountMails mails,
    SessionService sessions, Lockout lockout, AuditLog audit, RateLimits limits, IOptions<RateLimitOptions> limitOptions, TimeProvider clock)
{
    private const int Tries = 3;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Does the same for an address that has an account and for one that has none; the difference is made later, by a job.</summary>
    public async Task<Result<Done>> ForgetAsync(ForgotRequest request, CancellationToken ct)
    {
        var normalized = users.NormalizeEmail(request.Email.Trim());
        if (await limits.TakeAsync(HiddenKeys.Of("forgot-address", normalized), limitOptions.Value.ForgotPerAddressPerHour, TimeSpan.FromHours(1), ct) is { } refusal)
        {
            return refusal;
        }

        var userId = await db.Users.Where(u => u.NormalizedEmail == normalized).Select(u => (Guid?)u.Id).SingleOrDefaultAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await audit.RecordInAsync(db, new AuditEntry(AuditNames.ResetRequested, userId), ct);
        await JobQueue.PlanInAsync(db, SendResetJob.Name, SendResetJob.Payload(Ids.New(Now), userId ?? Guid.Empty), Now, dedupeKey: null, Now, ct);
        await transaction.CommitAsync(ct);
        return default(Done);
    }

    /// <summary>Ends every session and every other link, and opens an account that guessing has closed. Whoever reads the mail has proven the address.</summary>
    public async Task<Result<Done>> ResetAsync(ResetRequest request, CancellationToken ct)
    {
        if (common.Contains(request.Password))
        {
            return AccountFailures.CommonPassword;
        }

        // A hash costs a third of a second; nobody gets one for a token that was made up.
        if (!links.IsOurs(request.Token))
        {
            return RecoveryFailures.LinkExpired;
        }

        // Before the link is used up: a server that is too busy to hash must not cost it.
        var hash = await hashing.HashAsync(request.Password, ct);
        if (hash.Failure is { } busy)
        {
            return busy;
        }

        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            try
            {
                return await ResetToAsync(request.Token, hash.Value!, ct);
            }
            catch (Exception exception) when (exception.IsLostRace())
            {
                // A log-in by passkey at this moment: looked at again, as what it is now.
                db.ChangeTracker.Clear();
            }
        }

        return AccountFailures.Busy;
    }

    private async Task<Result<Done>> ResetToAsync(string token, string passwordHash, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var link = await links.UseAsync(token, [LinkPurpose.ResetPassword, LinkPurpose.PrintedReset], ct);
        var user = link is null ? null : await db.Users.SingleOrDefaultAsync(u => u.Id == link.UserId && u.Email == link.Email, ct);
        if (user is null)
        {
            return RecoveryFailures.LinkExpired;
        }

        if (!await GiveToOwnerOfAddressAsync(user, passwordHash, byHolder: link!.Purpose == LinkPurpose.ResetPassword, ct))
        {
            return AccountFailures.Busy;
        }

        await transaction.CommitAsync(ct);
        return default(Done);
    }

    /// <summary>Within the transaction that uses up the link that proved the address. False: somebody else changed the account at this moment.</summary>
    /// <param name="user">Tracked.</param>
    /// <param name="passwordHash">Opens the account from now on.</param>
    /// <param name="byHolder">Whoever has opened the link was mailed it, and has chosen the password.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<bool> GiveToOwnerOfAddressAsync(User user, string passwordHash, bool byHolder, CancellationToken ct)
    {
        // A key that is being added at this moment waits, and then finds its session ended.
        await UserRows.LockAsync(db, user.Id, ct);

        // Whoever held the account before may be somebody else, with keys of their own.
        var taken = user switch
        {
            { EmailConfirmed: false } => await keys.TakeAwayAsync(user.Id, ct),
            { EmailVerifiedByHolder: false } => await keys.TakeWaysInAsync(user.Id, ct),
            _ => default,
        };

        user.ConfirmEmail(byHolder, Now);
        if (!await StoreAsync(user, passwordHash, taken, ct))
        {
            return false;
        }

        await sessions.EndAllAsync(user.Id, RevokeReason.PasswordChange, ct);
        await lockout.ForgetAsync(user.Id, ct);
        await audit.RecordInAsync(db, new AuditEntry(AuditNames.PasswordReset, user.Id, taken.Any ? "other keys taken off" : null), ct);
        return true;
    }

    /// <summary>Ends every other session. The one that asks goes on, with a new access token: the old one ends with the old password.</summary>
    public async Task<Result<IssuedSession>> ChangeAsync(Guid userId, Guid sessionId, ChangePasswordRequest request, CancellationToken ct)
    {
        if (common.Contains(request.Password))
        {
            return AccountFailures.CommonPassword;
        }

        var proven = await owner.ProveAsync(userId, request.CurrentPassword, request.Code, ct);
        if (proven.Failure is { } wrong)
        {
            return wrong;
        }

        var hash = await hashing.HashAsync(request.Password, ct);
        if (hash.Failure is { } busy)
        {
            return busy;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var user = await db.Users.SingleAsync(u => u.Id == userId, ct);
        if (user.SecurityStamp != proven.Value!.SecurityStamp)
        {
            // Reset meanwhile: what was proven is the password of before.
            return RecoveryFailures.WrongPassword;
        }

        if (!await StoreAsync(user, hash.Value!, taken: default, ct))
        {
            return AccountFailures.Busy;
        }

        await sessions.EndOthersAsync(userId, sessionId, RevokeReason.PasswordChange, ct);
        await audit.RecordInAsync(db, new AuditEntry(AuditNames.PasswordChanged, userId), ct);
        await transaction.CommitAsync(ct);
        return await sessions.ReissueAsync(user, sessionId, ct);
    }

    private async Task<bool> StoreAsync(User user, string hash, TakenKeys taken, CancellationToken ct)
    {
        user.SetPassword(hash, Now);
        if (await users.UpdateSecurityStampAsync(user) is not { Succeeded: true })
        {
            return false;
        }

        await links.ForgetAsync(user.Id, ct);
        await mails.SendPasswordChangedAsync(user, taken, ct);
        return true;
    }
}
