using Greenroom.Accounts.Data;
using Greenroom.Accounts.Recovery;
using Greenroom.Platform.Audit;
using Greenroom.Platform.Data;
using Greenroom.Platform.Errors;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Accounts.Users;

/// <summary>
/// Registration where an address has to be proven first (<see cref="AccountsOptions.RequireVerifiedEmail"/>). Known and unknown addresses are answered the same,
/// after one hash and one mail; what is different stands in the mail. So a username that is taken gets a suffix here: a refusal would say whether the
/// registration before it, with the same name and somebody's address, has made an account.
/// </summary>
internal sealed class MailedRegistration(
    AccountsDb db, UserManager<User> users, RegistrationCheck check, PasswordHashing hashing, AddressService addresses, MailedClaims claims, AccountMails mails, AuditLog audit,
    TimeProvider clock)
{
    // The name or the address may be taken between the look and the insert; then one looks again.
    private const int Tries = 5;

    public async Task<Result<Done>> RegisterAsync(RegisterRequest request, CancellationToken ct)
    {
        var email = request.Email.Trim();
        var hash = await HashAsync(email, request.Password, ct);
        return hash.Failure is { } refusal ? refusal : await MailAsync(email, request.Username, name => CreateAsync(name, email, hash.Value!, ct), ct);
    }

    public async Task<Result<Done>> ClaimAsync(Guid guestId, ClaimRequest request, CancellationToken ct)
    {
        var email = request.Email.Trim();
        if (!await db.Users.AnyAsync(u => u.Id == guestId && u.IsGuest, ct))
        {
            return AccountFailures.NotGuest;
        }

        var hash = await HashAsync(email, request.Password, ct);
        return hash.Failure is { } refusal ? refusal : await MailAsync(email, request.Username, name => claims.BeginAsync(guestId, name, email, hash.Value!, ct), ct);
    }

    private async Task<Result<string>> HashAsync(string email, string password, CancellationToken ct) =>
        await check.RefusalAsync(email, password, ct) is { } refusal ? refusal : await hashing.HashAsync(password, ct);

    /// <summary>Begins the account, or mails whoever has the address already that there is nothing to begin.</summary>
    /// <param name="begin">Under a name that was free a moment ago; false when somebody was faster.</param>
    private async Task<Result<Done>> MailAsync(string email, string? wantedName, Func<string, Task<bool>> begin, CancellationToken ct)
    {
        for (var tried = 0; tried < Tries; tried++)
        {
            try
            {
                await using var transaction = await db.Database.BeginTransactionAsync(ct);
                if (await TellKnownAsync(email, ct) || await begin(await Usernames.FreeAsync(users, wantedName ?? Usernames.FromEmail(email))))
                {
                    await transaction.CommitAsync(ct);
                    return default(Done);
                }
            }
            catch (DbUpdateException exception) when (exception.IsDuplicateKey())
            {
                // Looked at again below, as what it is now.
            }

            db.ChangeTracker.Clear();
        }

        return AccountFailures.Busy;
    }

    private async Task<bool> TellKnownAsync(string email, CancellationToken ct)
    {
        var normalized = users.NormalizeEmail(email);
        var known = await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.NormalizedEmail == normalized, ct);
        if (known is null)
        {
            return false;
        }

        await (known.EmailConfirmed ? mails.SendAccountExistsAsync(known, ct) : addresses.AskForProofAsync(known, ct));
        return true;
    }

    private async Task<bool> CreateAsync(string name, string email, string hash, CancellationToken ct)
    {
        var user = User.Register(name, email, hash, clock.UtcNow());
        if (await users.CreateAsync(user) is not { Succeeded: true })
        {
            return false;
        }

        await addresses.AskForProofAsync(user, ct);
        await audit.RecordInAsync(db, new AuditEntry(AuditNames.Registered, user.Id), ct);
        return true;
    }
}
