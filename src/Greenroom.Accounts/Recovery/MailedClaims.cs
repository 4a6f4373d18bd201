using Greenroom.Accounts.Data;
using Greenroom.Accounts.Sessions;
using Greenroom.Accounts.Users;
using Greenroom.Platform.Audit;
using Greenroom.Platform.Data;
using Greenroom.Platform.Errors;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Accounts.Recovery;

/// <summary>A guest becomes an account when a mailed link is opened. Until then what was chosen waits with the link, and the guest goes on as one.</summary>
internal sealed class MailedClaims(AccountsDb db, UserManager<User> users, SessionService sessions, AccountMails mails, AuditLog audit, TimeProvider clock)
{
    /// <summary>The guest is there for as long as a link that is mailed now; also when there is none to mail, which nobody is to learn from when the guest goes.</summary>
    public Task ProlongAsync(Guid guestId, CancellationToken ct)
    {
        var linkEnds = clock.UtcNow() + AccountLink.Long;
        return db.Users.Where(u => u.Id == guestId && u.IsGuest && u.DeletesAt == null && u.GuestExpiresAt < linkEnds).ExecuteUpdateAsync(set => set.SetProperty(u => u.GuestExpiresAt, linkEnds), ct);
    }

    /// <summary>Within the caller's transaction. False when the guest is none any more.</summary>
    public async Task<bool> BeginAsync(Guid guestId, string username, string email, string passwordHash, CancellationToken ct)
    {
        if (!await db.Users.AnyAsync(u => u.Id == guestId && u.IsGuest && u.DeletesAt == null, ct))
        {
            return false;
        }

        var link = AccountLink.ToClaim(guestId, username, email, passwordHash, clock.UtcNow());
        db.Links.Add(link);
        await db.SaveChangesAsync(ct);
        await mails.SendOpeningAsync(guestId, username, email, link.Id, ct);
        return true;
    }

    /// <summary>Within the transaction that uses the link up. The guest's sessions end, as they do with any claim; whoever has opened the link logs in.</summary>
    public async Task<Result<VerifiedView>> EndAsync(User guest, AccountLink link, bool byHolder, CancellationToken ct)
    {
        // Somebody may have taken the name in a day; the address they may not have.
        guest.Claim(await Usernames.FreeAsync(users, link.Username!), link.Email, link.PasswordHash!, clock.UtcNow());
        guest.ConfirmEmail(byHolder, clock.UtcNow());
        if (await users.UpdateSecurityStampAsync(guest) is not { Succeeded: true })
        {
            return AccountFailures.Busy;
        }

        await sessions.EndAllAsync(guest.Id, RevokeReason.Claim, ct);
        await db.Links.Where(l => l.UserId == guest.Id).ExecuteDeleteAsync(ct);
        await audit.RecordInAsync(db, new AuditEntry(AuditNames.Claimed, guest.Id), ct);
        await audit.RecordInAsync(db, new AuditEntry(AuditNames.EmailVerified, guest.Id), ct);
        return new VerifiedView(link.Email);
    }
}
