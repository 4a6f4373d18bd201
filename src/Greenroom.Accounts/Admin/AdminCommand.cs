using Greenroom.Accounts.Data;
using Greenroom.Accounts.Recovery;
using Greenroom.Accounts.SecondFactor;
using Greenroom.Accounts.Sessions;
using Greenroom.Accounts.Users;
using Greenroom.Platform.Audit;
using Greenroom.Platform.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Greenroom.Accounts.Admin;

/// <summary>What the operator does from the command line, where nobody asks for a password: make an administrator, rescue an account.</summary>
internal sealed class AdminCommand(
    AccountsDb db, UserManager<User> users, SessionService sessions, OtherKeys keys, RecoveryCodes recovery, AccountMails mails, Lockout lockout, LinkTokens tokens,
    AuditLog audit, IOptions<SiteOptions> site, TimeProvider clock)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>An account with this address administers the server from now on; without one there is a new one, which has no password until its link is opened.</summary>
    /// <param name="email">Of the account.</param>
    /// <param name="mailed">The link goes to the address itself; false where it is printed.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>The link that sets a password; null when the account has one that stays.</returns>
    /// <remarks>Anybody may register with an address that is not theirs. An account whose holder has not proven its address therefore loses its password, its sessions and every other key: the link decides whose it is.</remarks>
    public async Task<string?> CreateAsync(string email, bool mailed, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var user = await FindAsync(email, ct) ?? await RegisterAsync(email);
        await UserRows.LockAsync(db, user.Id, ct);
        var keepsPassword = user.PasswordHash is not null && (user.EmailVerifiedByHolder || user.IsAdmin);
        user.Promote(Now);
        if (!keepsPassword)
        {
            user.RemovePassword(Now);
            await keys.TakeAwayAsync(user.Id, ct);
            await sessions.EndAllAsync(user.Id, RevokeReason.PasswordChange, ct);
        }

        await StoreAsync(user);
        await audit.RecordInAsync(db, new AuditEntry(AuditNames.AdminGranted, user.Id, "from the command line or the settings"), ct);
        var link = keepsPassword ? null : await LinkAsync(user, mailed ? LinkPurpose.ResetPassword : LinkPurpose.PrintedReset, ct);
        await transaction.CommitAsync(ct);
        return link;
    }

    /// <summary>A link that sets a new password, and the end of a lock-out; null when there is no such account.</summary>
    public async Task<string?> ResetPasswordAsync(string email, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await FindAsync(email, ct) is not { } user)
        {
            return null;
        }

        await lockout.ForgetAsync(user.Id, ct);
        await audit.RecordInAsync(db, new AuditEntry(AuditNames.ResetRequested, user.Id, "from the command line"), ct);
        var link = await LinkAsync(user, LinkPurpose.PrintedReset, ct);
        await transaction.CommitAsync(ct);
        return link;
    }

    /// <summary>For somebody who has lost the phone and the recovery codes, or whose factor was sealed with a key that is gone: the password alone opens the account again. Every session ends; passkeys stay.</summary>
    /// <returns>False when the account has no second factor; null when there is no such account.</returns>
    public async Task<bool?> ResetSecondFactorAsync(string email, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await FindAsync(email, ct) is not { } user)
        {
            return null;
        }

        if (await db.SecondFactors.Where(f => f.UserId == user.Id).ExecuteDeleteAsync(ct) == 0)
        {
            return false;
        }

        await recovery.ForgetAsync(user.Id, ct);
        await StoreAsync(user);
        await sessions.EndAllAsync(user.Id, RevokeReason.Rescue, ct);
        await lockout.ForgetAsync(user.Id, ct);
        await audit.RecordInAsync(db, new AuditEntry(AuditNames.SecondFactorDisabled, user.Id, "from the command line"), ct);
        await mails.SendSecondFactorTakenOffAsync(user, ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    private Task<User?> FindAsync(string email, CancellationToken ct)
    {
        var normalized = users.NormalizeEmail(email.Trim());
        return db.Users.SingleOrDefaultAsync(u => u.NormalizedEmail == normalized, ct);
    }

    private async Task<User> RegisterAsync(string email)
    {
        var user = User.WithoutPassword(await Usernames.FreeAsync(users, Usernames.FromEmail(email)), email.Trim(), Now);
        Demand(await users.CreateAsync(user));
        return user;
    }

    private async Task<string> LinkAsync(User user, LinkPurpose purpose, CancellationToken ct)
    {
        var link = AccountLink.Create(user.Id, purpose, user.Email!, Now);
        db.Links.Add(link);
        await db.SaveChangesAsync(ct);
        return site.Value.LinkTo($"/reset/{tokens.Make(link.Id)}");
    }

    private async Task StoreAsync(User user) => Demand(await users.UpdateSecurityStampAsync(user));

    private static void Demand(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw new InvalidOperationException($"The account could not be stored: {string.Join(", ", result.Errors.Select(e => e.Code))}");
        }
    }
}
