using Greenroom.Accounts.Data;
using Greenroom.Accounts.SecondFactor;
using Greenroom.Accounts.Users;
using Greenroom.Platform.Audit;
using Greenroom.Platform.Data;
using Greenroom.Platform.Errors;
using Greenroom.Platform.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Greenroom.Accounts.Recovery;

/// <summary>Proves addresses and changes them. An address counts when somebody has opened a link that was sent there, and not before.</summary>
internal sealed class AddressService(
    AccountsDb db, UserManager<User> users, OwnerCheck owner, PendingRegistrations pending, MailedClaims claims, AccountLinks links, AccountMails mails, AuditLog audit,
    RateLimits limits, IOptions<RateLimitOptions> limitOptions, TimeProvider clock)
{
    private const int Tries = 3;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Within the transaction that makes or changes the account.</summary>
    public async Task AskForProofAsync(User user, CancellationToken ct)
    {
        var link = AccountLink.Create(user.Id, LinkPurpose.VerifyEmail, user.Email!, Now);
        db.Links.Add(link);
        await db.SaveChangesAsync(ct);
        await mails.SendVerificationAsync(user, link, ct);
    }

    public async Task<Result<Done>> AskAgainAsync(Guid userId, CancellationToken ct)
    {
        var user = await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == userId, ct);
        if (user?.Email is null)
        {
            return RecoveryFailures.NoAddress;
        }

        if (user.EmailVerifiedByHolder)
        {
            return RecoveryFailures.AlreadyVerified;
        }

        if (await TakeAsync(user.Email, ct) is { } refusal)
        {
            return refusal;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await AskForProofAsync(user, ct);
        await transaction.CommitAsync(ct);
        return default(Done);
    }

    /// <summary>Answers the same whether the new address is free or not; whoever reads its mail learns which.</summary>
    public async Task<Result<Done>> AskToChangeAsync(Guid userId, ChangeEmailRequest request, CancellationToken ct)
    {
        var email = request.Email.Trim();
        if (!await db.Users.AnyAsync(u => u.Id == userId && u.Email != null, ct))
        {
            return RecoveryFailures.NoAddress;
        }

        var proven = await owner.ProveAsync(userId, request.CurrentPassword, request.Code, ct);
        if ((proven.Failure ?? await TakeAsync(email, ct)) is { } refusal)
        {
            return refusal;
        }

        var user = proven.Value!;

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if ((await UserRows.LockAsync(db, userId, ct))?.SecurityStamp != user.SecurityStamp)
        {
            // Reset meanwhile, or at this moment: what was proven is the password of before.
            return RecoveryFailures.WrongPassword;
        }

        if (await IsTakenAsync(email, ct))
        {
            await mails.SendAddressTakenAsync(email, ct);
        }
        else
        {
            var link = AccountLink.Create(userId, LinkPurpose.ChangeEmail, email, Now);
            db.Links.Add(link);
            await db.SaveChangesAsync(ct);
            await mails.SendAddressChangeAsync(user, link, ct);
        }

        await audit.RecordInAsync(db, new AuditEntry(AuditNames.EmailChangeRequested, userId), ct);
        await transaction.CommitAsync(ct);
        return default(Done);
    }

    /// <param name="request">With the token of the mailed link.</param>
    /// <param name="signedIn">Whose session opens the link; null without one.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<Result<VerifiedView>> ProveAsync(VerifyRequest request, Guid? signedIn, CancellationToken ct)
    {
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            try
            {
                await using var transaction = await db.Database.BeginTransactionAsync(ct);
                var proven = await ProveInAsync(request.Token, signedIn, ct);
                if (proven.Failure is null)
                {
                    await transaction.CommitAsync(ct);
                }

                return proven;
            }
            catch (Exception exception) when (exception.IsLostRace())
            {
                // Somebody has taken the address or the name, or changed the account, at this moment: looked at again, as what it is now.
                db.ChangeTracker.Clear();
            }
        }

        return AccountFailures.Busy;
    }

    private async Task<Result<VerifiedView>> ProveInAsync(string token, Guid? signedIn, CancellationToken ct)
    {
        if (await pending.OpenAsync(token, ct) is { } opened)
        {
            return opened;
        }

        var link = await links.UseAsync(token, [LinkPurpose.VerifyEmail, LinkPurpose.ChangeEmail, LinkPurpose.Claim], ct);
        var user = link is null ? null : await db.Users.SingleOrDefaultAsync(u => u.Id == link.UserId, ct);
        var byHolder = user is not null && user.Id == signedIn;
        return (link?.Purpose, user) switch
        {
            (LinkPurpose.ChangeEmail, not null) => await ChangeAsync(user, link.Email, byHolder, ct),
            (LinkPurpose.Claim, { IsGuest: true, DeletesAt: null }) => await IsTakenAsync(link.Email, ct) ? AccountFailures.EmailTaken : await claims.EndAsync(user, link, byHolder, ct),
            (LinkPurpose.VerifyEmail, not null) when user.Email == link.Email => await ConfirmAsync(user, byHolder, ct),
            _ => RecoveryFailures.LinkExpired,
        };
    }

    private async Task<Result<VerifiedView>> ConfirmAsync(User user, bool byHolder, CancellationToken ct)
    {
        user.ConfirmEmail(byHolder, Now);
        await db.SaveChangesAsync(ct);
        await audit.RecordInAsync(db, new AuditEntry(AuditNames.EmailVerified, user.Id), ct);
        return new VerifiedView(user.Email!);
    }

    private async Task<Result<VerifiedView>> ChangeAsync(User user, string email, bool byHolder, CancellationToken ct)
    {
        if (await IsTakenAsync(email, ct))
        {
            return AccountFailures.EmailTaken;
        }

        var before = user.Email!;
        user.ChangeEmail(email, byHolder, Now);
        if (await users.UpdateAsync(user) is not { Succeeded: true })
        {
            return AccountFailures.EmailTaken;
        }

        await links.ForgetAsync(user.Id, ct);
        await mails.SendAddressChangedAsync(user, before, ct);
        await audit.RecordInAsync(db, new AuditEntry(AuditNames.EmailChanged, user.Id), ct);
        return new VerifiedView(email);
    }

    private Task<bool> IsTakenAsync(string email, CancellationToken ct)
    {
        var normalized = users.NormalizeEmail(email);
        return db.Users.AnyAsync(u => u.NormalizedEmail == normalized, ct);
    }

    private ValueTask<Failure?> TakeAsync(string email, CancellationToken ct) =>
        limits.TakeAsync(HiddenKeys.Of("verify-address", users.NormalizeEmail(email)), limitOptions.Value.ForgotPerAddressPerHour, TimeSpan.FromHours(1), ct);
}
