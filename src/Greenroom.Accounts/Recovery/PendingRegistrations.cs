using Greenroom.Accounts.Data;
using Greenroom.Accounts.Users;
using Greenroom.Platform.Audit;
using Greenroom.Platform.Data;
using Greenroom.Platform.Errors;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Accounts.Recovery;

/// <summary>Makes accounts of registrations whose mailed link is opened.</summary>
internal sealed class PendingRegistrations(
    AccountsDb db, UserManager<User> users, LinkTokens tokens, PasswordService passwords, AccountMails mails, AuditLog audit, TimeProvider clock)
{
    /// <summary>Within the caller's transaction.</summary>
    public async Task BeginAsync(string username, string email, string passwordHash, CancellationToken ct)
    {
        var registration = PendingRegistration.Create(username, email, passwordHash, clock.UtcNow());
        db.PendingRegistrations.Add(registration);
        await db.SaveChangesAsync(ct);
        await mails.SendOpeningAsync(userId: null, username, email, registration.Id, ct);
    }

    /// <summary>Uses the link up, within the caller's transaction. Null: there is no such registration, or not any more.</summary>
    public async Task<Result<VerifiedView>?> OpenAsync(string token, CancellationToken ct)
    {
        var now = clock.UtcNow();
        var registration = tokens.Read(token) is { } id ? await db.PendingRegistrations.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id && r.ExpiresAt > now, ct) : null;
        if (registration is null || await db.PendingRegistrations.Where(r => r.Id == registration.Id).ExecuteDeleteAsync(ct) == 0)
        {
            return null;
        }

        return await FindAsync(registration, ct) switch
        {
            null => await CreateAsync(registration, now, ct),
            { EmailConfirmed: false } unproven when unproven.DeletesAt is null || unproven.DeletesAt > now => await TakeOverAsync(unproven, registration, ct),
            _ => AccountFailures.EmailTaken,
        };
    }

    private Task<User?> FindAsync(PendingRegistration registration, CancellationToken ct)
    {
        var normalized = users.NormalizeEmail(registration.Email);
        return db.Users.SingleOrDefaultAsync(u => u.NormalizedEmail == normalized, ct);
    }

    private async Task<Result<VerifiedView>> CreateAsync(PendingRegistration registration, DateTime now, CancellationToken ct)
    {
        // Somebody may have taken the name in a day.
        var user = User.Register(await Usernames.FreeAsync(users, registration.Username), registration.Email, registration.PasswordHash, now);
        user.ConfirmEmail(byHolder: false, now);
        if (await users.CreateAsync(user) is not { Succeeded: true })
        {
            // Another link was opened since the look.
            return await FindAsync(registration, ct) is null ? AccountFailures.Busy : AccountFailures.EmailTaken;
        }

        await audit.RecordInAsync(db, new AuditEntry(AuditNames.Registered, user.Id), ct);
        await audit.RecordInAsync(db, new AuditEntry(AuditNames.EmailVerified, user.Id), ct);
        return new VerifiedView(registration.Email);
    }

    /// <summary>An account of before the server demanded proof, whose address nobody has proven: now somebody has, and what they chose counts.</summary>
    private async Task<Result<VerifiedView>> TakeOverAsync(User unproven, PendingRegistration registration, CancellationToken ct)
    {
        if (!await passwords.GiveToOwnerOfAddressAsync(unproven, registration.PasswordHash, byHolder: false, ct))
        {
            return AccountFailures.Busy;
        }

        await audit.RecordInAsync(db, new AuditEntry(AuditNames.EmailVerified, unproven.Id), ct);
        return new VerifiedView(registration.Email);
    }
}
