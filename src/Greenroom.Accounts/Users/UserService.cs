using Greenroom.Accounts.Data;
using Greenroom.Accounts.GitHub;
using Greenroom.Accounts.Recovery;
using Greenroom.Accounts.Sessions;
using Greenroom.Platform.Audit;
using Greenroom.Platform.Data;
using Greenroom.Platform.Errors;
using Greenroom.Platform.Http;
using Greenroom.Platform.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Greenroom.Accounts.Users;

/// <summary>Makes accounts and guests, turns one into the other, and shows a user to themselves.</summary>
internal sealed class UserService(
    AccountsDb db, UserManager<User> users, RegistrationCheck check, PasswordHashing hashing, SessionService sessions, AddressService addresses, IAdministrators administrators, AuditLog audit,
    IOptions<AccountsOptions> options, TimeProvider clock)
{
    // Derived names may collide; thirty-one letters to the power of five make a third time unlikely.
    private const int NamesTried = 5;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public async Task<Result<IssuedSession>> RegisterAsync(RegisterRequest request, CancellationToken ct)
    {
        var prepared = await PrepareAsync(request.Email, request.Username, request.Password, ct);
        return prepared.Failure is { } failure
            ? failure
            : await WithFreeNameAsync(
                request.Username, Usernames.FromEmail(request.Email), request.Email,
                name => CreateAsync(User.Register(name, request.Email.Trim(), prepared.Value!, Now), ct),
                ct);
    }

    /// <summary>An account without a password, whose address somebody else has proven, together with the row that opens it.</summary>
    /// <param name="how">For the audit log.</param>
    public async Task<Result<IssuedSession>> RegisterProvenAsync(string wantedName, string email, Func<User, ExternalLogin> opensIt, string how, CancellationToken ct) =>
        await TakenAsync(email, username: null, ct) is { } taken
            ? taken
            : await WithFreeNameAsync(
                chosen: null, Usernames.From(wantedName), email,
                async name =>
                {
                    var user = User.WithoutPassword(name, email, Now);
                    user.ConfirmEmail(byHolder: true, Now);
                    if (await users.CreateAsync(user) is not { Succeeded: true })
                    {
                        return null;
                    }

                    db.ExternalLogins.Add(opensIt(user));
                    await audit.RecordInAsync(db, new AuditEntry(AuditNames.Registered, user.Id, how), ct);
                    return await sessions.StartAsync(user, ct);
                },
                ct);

    public Task<Result<IssuedSession>> StartGuestAsync(CancellationToken ct) =>
        WithFreeNameAsync(
            chosen: null, Usernames.ForGuest(), email: null,
            name => CreateAsync(User.Guest(name, Now + options.Value.GuestLife, Now), ct),
            ct);

    /// <summary>The guest's sessions end and a new one begins: whoever knew the guest's tokens does not know the account's.</summary>
    public async Task<Result<IssuedSession>> ClaimAsync(Guid userId, ClaimRequest request, CancellationToken ct)
    {
        if (!await db.Users.AnyAsync(u => u.Id == userId && u.IsGuest, ct))
        {
            return AccountFailures.NotGuest;
        }

        var prepared = await PrepareAsync(request.Email, request.Username, request.Password, ct);
        if (prepared.Failure is { } failure)
        {
            return failure;
        }

        return await WithFreeNameAsync(
            request.Username, Usernames.FromEmail(request.Email), request.Email,
            async name =>
            {
                var user = await db.Users.SingleOrDefaultAsync(u => u.Id == userId && u.IsGuest && u.DeletesAt == null, ct);
                if (user is null)
                {
                    return AccountFailures.NotGuest;
                }

                user.Claim(name, request.Email.Trim(), prepared.Value!, Now);
                if (await users.UpdateSecurityStampAsync(user) is not { Succeeded: true })
                {
                    return null;
                }

                await sessions.EndAllAsync(userId, RevokeReason.Claim, ct);
                await addresses.AskForProofAsync(user, ct);
                await audit.RecordInAsync(db, new AuditEntry(AuditNames.Claimed, userId), ct);
                return await sessions.StartAsync(user, ct);
            },
            ct);
    }

    public async Task<Result<UserView>> FindAsync(Guid caller, Guid id, CancellationToken ct)
    {
        if (caller != id && !await administrators.IsAdministratorAsync(caller, ct))
        {
            return AccountFailures.NotFound;
        }

        var user = await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == id, ct);
        if (user is not null && caller != id)
        {
            await audit.RecordAsync(new AuditEntry(AuditNames.AdminViewed, id, "profile", caller), ct);
        }

        return user is null ? AccountFailures.NotFound : UserViews.From(user);
    }

    public async Task<Result<UserView>> UpdateAsync(Guid userId, UpdateProfileRequest request, CancellationToken ct)
    {
        var user = await db.Users.SingleOrDefaultAsync(u => u.Id == userId, ct);
        if (user is null)
        {
            return AccountFailures.NotFound;
        }

        user.Rename(request.Username, Now);
        try
        {
            return await users.UpdateAsync(user) is { Succeeded: true } ? UserViews.From(user) : AccountFailures.UsernameTaken;
        }
        catch (DbUpdateException exception) when (exception.IsDuplicateKey())
        {
            return AccountFailures.UsernameTaken;
        }
    }

    /// <summary>Everything that can be refused before the expensive part, and then the hash.</summary>
    private async Task<Result<string>> PrepareAsync(string email, string? username, string password, CancellationToken ct)
    {
        var refusal = await check.RefusalAsync(email, password, ct) ?? await TakenAsync(email, username, ct);
        return refusal is null ? await hashing.HashAsync(password, ct) : refusal;
    }

    private async Task<Result<IssuedSession>?> CreateAsync(User user, CancellationToken ct)
    {
        if (await users.CreateAsync(user) is not { Succeeded: true })
        {
            return null;
        }

        if (!user.IsGuest)
        {
            await addresses.AskForProofAsync(user, ct);
        }

        await audit.RecordInAsync(db, new AuditEntry(AuditNames.Registered, user.Id, user.IsGuest ? "as a guest" : null), ct);
        return await sessions.StartAsync(user, ct);
    }

    private async Task<Failure?> TakenAsync(string? email, string? username, CancellationToken ct)
    {
        var normalizedEmail = users.NormalizeEmail(email?.Trim());
        if (normalizedEmail is not null && await db.Users.AnyAsync(u => u.NormalizedEmail == normalizedEmail, ct))
        {
            return AccountFailures.EmailTaken;
        }

        var normalizedName = users.NormalizeName(username);
        return normalizedName is not null && await db.Users.AnyAsync(u => u.NormalizedUserName == normalizedName, ct) ? AccountFailures.UsernameTaken : null;
    }

    /// <summary>Runs <paramref name="attempt"/> in a transaction of its own under the chosen name, or under derived ones until one is free; the attempt returns null when the name was taken.
    /// Uniqueness is the database's word: whoever loses the race learns it from there.</summary>
    private async Task<Result<IssuedSession>> WithFreeNameAsync(
        string? chosen, string derived, string? email, Func<string, Task<Result<IssuedSession>?>> attempt, CancellationToken ct)
    {
        for (var tried = 0; tried < NamesTried; tried++)
        {
            var name = chosen ?? (tried == 0 ? derived : Usernames.WithSuffix(derived));
            try
            {
                await using var transaction = await db.Database.BeginTransactionAsync(ct);
                if (await attempt(name) is { } result)
                {
                    if (result.Failure is null)
                    {
                        await transaction.CommitAsync(ct);
                    }

                    return result;
                }
            }
            catch (DbUpdateException exception) when (exception.IsDuplicateKey())
            {
                // Somebody was faster; which of the two values they took is asked below.
            }

            db.ChangeTracker.Clear();
            if (await TakenAsync(email, chosen, ct) is { } taken)
            {
                return taken;
            }
        }

        return AccountFailures.Busy;
    }
}
