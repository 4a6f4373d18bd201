using Greenroom.Accounts.Data;
using Greenroom.Accounts.Recovery;
using Greenroom.Platform.Errors;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Accounts.Users;

/// <summary>
/// Registration where an address has to be proven first (<see cref="AccountsOptions.RequireVerifiedEmail"/>). Known and unknown addresses are answered the same,
/// after one hash and one mail; what is different stands in the mail. What was chosen waits for the mailed link: a name that was taken before would tell whoever
/// asks for it next whether there was anything to register.
/// </summary>
internal sealed class MailedRegistration(
    AccountsDb db, UserManager<User> users, RegistrationCheck check, PasswordHashing hashing, PendingRegistrations pending, MailedClaims claims, AccountMails mails)
{
    public async Task<Result<Done>> RegisterAsync(RegisterRequest request, CancellationToken ct)
    {
        var email = request.Email.Trim();
        var hash = await HashAsync(email, request.Password, ct);
        if (hash.Failure is { } refusal)
        {
            return refusal;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await FindAsync(email, ct) is { EmailConfirmed: true } known)
        {
            await mails.SendAccountExistsAsync(known, ct);
        }
        else
        {
            await pending.BeginAsync(NameOf(request.Username, email), email, hash.Value!, ct);
        }

        await transaction.CommitAsync(ct);
        return default(Done);
    }

    public async Task<Result<Done>> ClaimAsync(Guid guestId, ClaimRequest request, CancellationToken ct)
    {
        var email = request.Email.Trim();
        if (!await db.Users.AnyAsync(u => u.Id == guestId && u.IsGuest, ct))
        {
            return AccountFailures.NotGuest;
        }

        var hash = await HashAsync(email, request.Password, ct);
        if (hash.Failure is { } refusal)
        {
            return refusal;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await claims.ProlongAsync(guestId, ct);
        if (await FindAsync(email, ct) is { } known)
        {
            // Two accounts do not become one: its owner logs in there, or says that the password is forgotten.
            await mails.SendAccountExistsAsync(known, ct);
        }
        else if (!await claims.BeginAsync(guestId, NameOf(request.Username, email), email, hash.Value!, ct))
        {
            return AccountFailures.NotGuest;
        }

        await transaction.CommitAsync(ct);
        return default(Done);
    }

    private static string NameOf(string? chosen, string email) => chosen ?? Usernames.FromEmail(email);

    private async Task<Result<string>> HashAsync(string email, string password, CancellationToken ct) =>
        await check.RefusalAsync(email, password, ct) is { } refusal ? refusal : await hashing.HashAsync(password, ct);

    private Task<User?> FindAsync(string email, CancellationToken ct)
    {
        var normalized = users.NormalizeEmail(email);
        return db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.NormalizedEmail == normalized, ct);
    }
}
