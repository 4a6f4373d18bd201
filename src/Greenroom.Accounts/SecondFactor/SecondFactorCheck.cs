using Greenroom.Accounts.Data;
using Greenroom.Accounts.Recovery;
using Greenroom.Accounts.Sessions;
using Greenroom.Accounts.Users;
using Greenroom.Platform.Audit;
using Greenroom.Platform.Data;
using Greenroom.Platform.Errors;
using Greenroom.Platform.Secrets;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Accounts.SecondFactor;

/// <summary>Whether somebody has the second factor of an account. Wrong codes are counted with wrong passwords, before they are looked at, and only a right one ends the count.</summary>
internal sealed class SecondFactorCheck(
    AccountsDb db, AuthenticatorSecret secrets, RecoveryCodes recovery, Lockout lockout, AccountMails mails, AuditLog audit, TimeProvider clock)
{
    /// <summary>Recovery codes hang on the same key, but only their hashes are stored, which nobody can try to open.</summary>
    public static readonly SealedColumn Column = new(
        "second factors",
        "20261129000700_second_factor",
        "SELECT user_id, secret FROM second_factors WHERE enabled_at IS NOT NULL",
        "their owners get in by a passkey only, unless the key from before is put back, or ./run admin reset-second-factor EMAIL takes the factor off")
    {
        PurposeOf = row => AuthenticatorSecret.Purpose(Guid.Parse(row[0]!.ToString()!)),
    };

    public Task<bool> IsOnAsync(Guid userId, CancellationToken ct) => db.SecondFactors.AnyAsync(f => f.UserId == userId && f.EnabledAt != null, ct);

    /// <summary>False once the master key is another one than that of the day on which the factor was switched on: whoever asks for a code then asks for what nobody has.</summary>
    public async Task<bool> CanReadAsync(User user, CancellationToken ct)
    {
        var secret = await db.SecondFactors.Where(f => f.UserId == user.Id && f.EnabledAt != null).Select(f => f.Secret).SingleOrDefaultAsync(ct);
        if (secret is null || secrets.CanRead(user.Id, secret))
        {
            return true;
        }

        await audit.RecordAsync(new AuditEntry(AuditNames.LoginFailed, user.Id, "second factor not readable"), ct);
        return false;
    }

    /// <summary>After the right password, never instead of it.</summary>
    /// <param name="user">Has the factor switched on.</param>
    /// <param name="code">Of the app, or a recovery code, as it was typed.</param>
    /// <param name="refusal">What to say to a wrong one, and to a locked account just the same.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<Result<Done>> VerifyAsync(User user, string code, Failure refusal, CancellationToken ct)
    {
        if (!await CanReadAsync(user, ct))
        {
            return SecondFactorFailures.Unreadable;
        }

        if (await lockout.TryBeginAttemptAsync(user, ct) is null)
        {
            await audit.RecordAsync(new AuditEntry(AuditNames.LoginLocked, user.Id, "code"), ct);
            return refusal;
        }

        if (await AcceptAsync(user, Plain(code), ct))
        {
            await lockout.ForgetAsync(user.Id, ct);
            return default(Done);
        }

        await audit.RecordAsync(new AuditEntry(AuditNames.LoginFailed, user.Id, "code"), ct);
        return refusal;
    }

    /// <summary>Codes are read aloud and copied in groups.</summary>
    public static string Plain(string code) => string.Concat(code.Where(c => !char.IsWhiteSpace(c) && c != '-'));

    private async Task<bool> AcceptAsync(User user, string code, CancellationToken ct)
    {
        if (RecoveryCodes.Read(code) is { } recoveryCode)
        {
            return await UseRecoveryCodeAsync(user, recoveryCode, ct);
        }

        var factor = await db.SecondFactors.AsNoTracking().SingleOrDefaultAsync(f => f.UserId == user.Id && f.EnabledAt != null, ct);
        if (factor is null || secrets.StepOf(user.Id, factor.Secret, code, clock.UtcNow()) is not { } step)
        {
            return false;
        }

        // The database decides: of two nodes that see the same code at once, one moves the step on.
        return await db.SecondFactors.Where(f => f.UserId == user.Id && f.Secret == factor.Secret && f.EnabledAt != null && f.LastStep < step)
            .ExecuteUpdateAsync(set => set.SetProperty(f => f.LastStep, step), ct) == 1;
    }

    private async Task<bool> UseRecoveryCodeAsync(User user, string code, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (!await recovery.UseAsync(user.Id, code, ct))
        {
            return false;
        }

        var left = await recovery.LeftAsync(user.Id, ct);
        await audit.RecordInAsync(db, new AuditEntry(AuditNames.RecoveryCodeUsed, user.Id, $"{left} left"), ct);
        await mails.SendRecoveryCodeUsedAsync(user, left, ct);
        await transaction.CommitAsync(ct);
        return true;
    }
}
