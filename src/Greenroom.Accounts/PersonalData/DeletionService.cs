using Greenroom.Accounts.Data;
using Greenroom.Accounts.Recovery;
using Greenroom.Accounts.SecondFactor;
using Greenroom.Accounts.Sessions;
using Greenroom.Accounts.Users;
using Greenroom.Platform.Audit;
using Greenroom.Platform.Data;
using Greenroom.Platform.Errors;
using Greenroom.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Accounts.PersonalData;

/// <summary>Takes the request to delete an account. Until its time comes, a log-in undoes it (<see cref="SessionService.StartAsync"/>).</summary>
internal sealed class DeletionService(AccountsDb db, OwnerCheck owner, SessionService sessions, AccountMails mails, AuditLog audit, JobQueue jobs, TimeProvider clock)
{
    /// <summary>Long enough to notice that somebody else has asked for it.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromDays(7);

    public async Task<Result<AccountDeletionView>> RequestAsync(Guid userId, DeleteAccountRequest request, CancellationToken ct)
    {
        var user = await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == userId, ct);
        if (user is null)
        {
            return AccountFailures.NotFound;
        }

        if (!string.Equals(request.Confirm.Trim(), user.UserName, StringComparison.OrdinalIgnoreCase))
        {
            return PersonalDataFailures.NotConfirmed;
        }

        if (user.PasswordHash is not null && await RefusalOfAsync(userId, request, ct) is { } refusal)
        {
            return refusal;
        }

        var now = clock.UtcNow();

        // A guest has nothing to come back with: to wait would only keep what they wanted gone.
        var deletesAt = user.IsGuest ? now : now + Grace;
        await using (var transaction = await db.Database.BeginTransactionAsync(ct))
        {
            await db.Users.Where(u => u.Id == userId && u.DeletesAt == null).ExecuteUpdateAsync(
                set => set.SetProperty(u => u.DeletionRequestedAt, now).SetProperty(u => u.DeletesAt, deletesAt), ct);
            await sessions.EndAllAsync(userId, RevokeReason.Deletion, ct);
            await audit.RecordInAsync(db, new AuditEntry(AuditNames.DeletionRequested, userId), ct);
            if (user.Email is not null)
            {
                await mails.SendDeletionRequestedAsync(user, deletesAt, ct);
            }

            await transaction.CommitAsync(ct);
        }

        if (user.IsGuest)
        {
            await jobs.HurryAsync(EraseAccountsJob.Recurring.DedupeKey, ct);
        }

        return new AccountDeletionView(deletesAt);
    }

    private async Task<Failure?> RefusalOfAsync(Guid userId, DeleteAccountRequest request, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(request.Password))
        {
            return PersonalDataFailures.PasswordMissing;
        }

        return (await owner.ProveAsync(userId, request.Password, request.Code, PersonalDataFailures.WrongPassword, ct)).Failure;
    }
}
