using Greenroom.Accounts.Data;
using Greenroom.Accounts.Recovery;
using Greenroom.Accounts.Users;
using Greenroom.Platform.Audit;
using Greenroom.Platform.Data;
using Greenroom.Platform.Errors;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Accounts.SecondFactor;

/// <summary>Switches the second factor on and off.</summary>
/// <remarks>
/// Sessions go on both times. Whoever switches it on has just shown the password in one of them, and the others were proven by the same;
/// what it protects is the next log-in. Whoever wants the others to end has the list of sessions, and the mail tells of both.
/// </remarks>
internal sealed class SecondFactorService(
    AccountsDb db, OwnerCheck owners, PasswordCheck attempts, SecondFactorCheck factorCheck, AuthenticatorSecret secrets, RecoveryCodes recovery, AccountMails mails, AuditLog audit, TimeProvider clock)
{
    /// <summary>Long enough to find the phone. Afterwards a session that somebody left open must not be able to guess the first code.</summary>
    private static readonly TimeSpan ProposedFor = TimeSpan.FromHours(1);

    public async Task<SecondFactorView> ReadAsync(Guid userId, CancellationToken ct)
    {
        var enabledAt = await db.SecondFactors.Where(f => f.UserId == userId).Select(f => f.EnabledAt).SingleOrDefaultAsync(ct);
        return new SecondFactorView(enabledAt is not null, enabledAt is null ? 0 : await recovery.LeftAsync(userId, ct), enabledAt);
    }

    /// <summary>A second time proposes another secret; the one before is forgotten.</summary>
    public async Task<Result<SecondFactorSetupView>> ProposeAsync(Guid userId, SetUpSecondFactorRequest request, CancellationToken ct)
    {
        var proven = await owners.ProvePasswordAsync(userId, request.CurrentPassword, ct);
        if (proven.Failure is { } failure)
        {
            return failure;
        }

        if (await factorCheck.IsOnAsync(userId, ct))
        {
            return SecondFactorFailures.AlreadyOn;
        }

        var secret = AuthenticatorSecret.Make();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.SecondFactors.Where(f => f.UserId == userId && f.EnabledAt == null).ExecuteDeleteAsync(ct);
        db.SecondFactors.Add(AuthenticatorFactor.Propose(userId, secrets.Seal(userId, secret), clock.UtcNow()));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException exception) when (exception.IsDuplicateKey())
        {
            // Another tab was faster: its secret is the one to confirm, or it is on already.
            return SecondFactorFailures.AlreadyOn;
        }

        await transaction.CommitAsync(ct);
        return AuthenticatorSecret.Show(secret, proven.Value!);
    }

    public async Task<Result<RecoveryCodesView>> ConfirmAsync(Guid userId, ConfirmSecondFactorRequest request, CancellationToken ct)
    {
        var now = clock.UtcNow();
        var proposed = await db.SecondFactors.AsNoTracking().SingleOrDefaultAsync(f => f.UserId == userId, ct);
        if (proposed is null or { EnabledAt: not null })
        {
            return proposed is null ? SecondFactorFailures.NotBegun : SecondFactorFailures.AlreadyOn;
        }

        if (proposed.CreatedAt + ProposedFor < now || !secrets.CanRead(userId, proposed.Secret))
        {
            // Begun too long ago, or before the master key was changed: to begin anew is all that helps.
            return SecondFactorFailures.NotBegun;
        }

        if (await attempts.TakeAsync(userId.ToString("N"), ct) is { } tooMany)
        {
            return tooMany;
        }

        if (secrets.StepOf(userId, proposed.Secret, SecondFactorCheck.Plain(request.Code), now) is not { } step)
        {
            return SecondFactorFailures.WrongCode;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var enabled = await db.SecondFactors.Where(f => f.UserId == userId && f.Secret == proposed.Secret && f.EnabledAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(f => f.EnabledAt, now).SetProperty(f => f.LastStep, step), ct);
        if (enabled == 0)
        {
            return SecondFactorFailures.NotBegun;
        }

        var codes = await recovery.RenewAsync(userId, ct);
        await audit.RecordInAsync(db, new AuditEntry(AuditNames.SecondFactorEnabled, userId), ct);
        await mails.SendSecondFactorEnabledAsync(await db.Users.AsNoTracking().SingleAsync(u => u.Id == userId, ct), ct);
        await transaction.CommitAsync(ct);
        return new RecoveryCodesView(codes);
    }

    /// <summary>Asks for both factors, because each of the codes stands in for the second one.</summary>
    public async Task<Result<RecoveryCodesView>> RenewCodesAsync(Guid userId, RenewRecoveryCodesRequest request, CancellationToken ct)
    {
        var proven = await ProveBothAsync(userId, request.CurrentPassword, request.Code, ct);
        if (proven.Failure is { } failure)
        {
            return failure;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var codes = await recovery.RenewAsync(userId, ct);
        await audit.RecordInAsync(db, new AuditEntry(AuditNames.RecoveryCodesRenewed, userId), ct);
        await mails.SendRecoveryCodesRenewedAsync(proven.Value!, ct);
        await transaction.CommitAsync(ct);
        return new RecoveryCodesView(codes);
    }

    /// <summary>Asks for both factors: a session that somebody left open, even with the password, does not take the second one away.</summary>
    public async Task<Result<Done>> DisableAsync(Guid userId, DisableSecondFactorRequest request, CancellationToken ct)
    {
        var proven = await ProveBothAsync(userId, request.CurrentPassword, request.Code, ct);
        if (proven.Failure is { } failure)
        {
            return failure;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.SecondFactors.Where(f => f.UserId == userId).ExecuteDeleteAsync(ct);
        await recovery.ForgetAsync(userId, ct);
        await audit.RecordInAsync(db, new AuditEntry(AuditNames.SecondFactorDisabled, userId), ct);
        await mails.SendSecondFactorDisabledAsync(proven.Value!, ct);
        await transaction.CommitAsync(ct);
        return default(Done);
    }

    private async Task<Result<User>> ProveBothAsync(Guid userId, string password, string code, CancellationToken ct)
    {
        var proven = await owners.ProveAsync(userId, password, code, ct);
        return proven.Failure is null && !await factorCheck.IsOnAsync(userId, ct) ? SecondFactorFailures.NotOn : proven;
    }
}
