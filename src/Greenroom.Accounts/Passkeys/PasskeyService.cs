using System.Buffers.Text;
using Greenroom.Accounts.Data;
using Greenroom.Accounts.Recovery;
using Greenroom.Accounts.SecondFactor;
using Greenroom.Accounts.Users;
using Greenroom.Platform.Audit;
using Greenroom.Platform.Data;
using Greenroom.Platform.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Greenroom.Accounts.Passkeys;

/// <summary>The passkeys of an account. Identity judges what an authenticator says; whose it is and how often it may be said is decided here.</summary>
internal sealed partial class PasskeyService(
    AccountsDb db, UserManager<User> users, IPasskeyHandler<User> handler, PasskeyCeremonies ceremonies, OwnerCheck owners, AccountMails mails, AuditLog audit,
    TimeProvider clock, ILogger<PasskeyService> log)
{
    public const int Most = 20;

    public async Task<PasskeysView> ListAsync(Guid userId, CancellationToken ct)
    {
        var passkeys = await db.Passkeys.AsNoTracking().Where(p => p.UserId == userId)
            .Select(p => new { p.CredentialId, p.Data, p.LastUsedAt }).ToListAsync(ct);
        return new PasskeysView([.. passkeys.OrderBy(p => p.Data.CreatedAt).Select(p => View(p.CredentialId, p.Data.Name, p.Data.CreatedAt, p.LastUsedAt))]);
    }

    /// <summary>A passkey opens the account by itself, so whoever adds one shows everything that a log-in would ask for.</summary>
    public async Task<Result<PasskeyOptionsView>> BeginAsync(Guid userId, BeginPasskeyRequest request, HttpContext http, CancellationToken ct)
    {
        var proven = await owners.ProveAsync(userId, request.CurrentPassword, request.Code, ct);
        if (proven.Failure is { } failure)
        {
            return failure;
        }

        if (await HasAllAsync(userId, ct))
        {
            return PasskeyFailures.TooMany;
        }

        var name = proven.Value!.UserName!;
        var options = await handler.MakeCreationOptionsAsync(new PasskeyUserEntity { Id = userId.ToString(), Name = name, DisplayName = name }, http);
        var ceremony = await ceremonies.BeginAsync(CeremonyKind.Registration, userId, options.AttestationState!, ct);
        return new PasskeyOptionsView(ceremony, options.CreationOptionsJson);
    }

    public async Task<Result<PasskeyView>> AddAsync(Guid userId, Guid sessionId, AddPasskeyRequest request, HttpContext http, CancellationToken ct)
    {
        if (await ceremonies.EndAsync(request.Ceremony, CeremonyKind.Registration, userId, ct) is not { } state)
        {
            return PasskeyFailures.Refused;
        }

        var attested = await handler.PerformAttestationAsync(new PasskeyAttestationContext { HttpContext = http, CredentialJson = request.Credential, AttestationState = state });
        if (!attested.Succeeded)
        {
            PasskeyRefused(userId, attested.Failure.Message);
            return PasskeyFailures.Refused;
        }

        return await StoreAsync(userId, sessionId, Named(attested.Passkey, request.Name), ct);
    }

    public async Task<Result<PasskeyView>> RenameAsync(Guid userId, string id, RenamePasskeyRequest request, CancellationToken ct)
    {
        var passkey = Read(id) is not { } credential ? null : await db.Passkeys.SingleOrDefaultAsync(p => p.UserId == userId && p.CredentialId == credential, ct);
        if (passkey is null)
        {
            return PasskeyFailures.NotFound;
        }

        passkey.Data.Name = request.Name.Trim();
        await db.SaveChangesAsync(ct);
        return View(passkey.CredentialId, passkey.Data.Name, passkey.Data.CreatedAt, passkey.LastUsedAt);
    }

    public async Task<Result<Done>> RemoveAsync(Guid userId, string id, CancellationToken ct)
    {
        if (Read(id) is not { } credential)
        {
            return PasskeyFailures.NotFound;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.Passkeys.Where(p => p.UserId == userId && p.CredentialId == credential).ExecuteDeleteAsync(ct) == 0)
        {
            return PasskeyFailures.NotFound;
        }

        await audit.RecordInAsync(db, new AuditEntry(AuditNames.PasskeyRemoved, userId), ct);
        await mails.SendPasskeyRemovedAsync(await db.Users.AsNoTracking().SingleAsync(u => u.Id == userId, ct), ct);
        await transaction.CommitAsync(ct);
        return default(Done);
    }

    private async Task<Result<PasskeyView>> StoreAsync(Guid userId, Guid sessionId, UserPasskeyInfo passkey, CancellationToken ct)
    {
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);

            // Of several that come at once each counts those before it, and none comes after a reset that ended its session.
            if (await UserRows.LockAsync(db, userId, ct) is not { } user || !await db.Families.AnyAsync(f => f.Id == sessionId && f.RevokedAt == null, ct))
            {
                return PasskeyFailures.Refused;
            }

            if (await HasAllAsync(userId, ct))
            {
                return PasskeyFailures.TooMany;
            }

            if (await users.AddOrUpdatePasskeyAsync(user, passkey) is not { Succeeded: true })
            {
                return PasskeyFailures.Refused;
            }

            await audit.RecordInAsync(db, new AuditEntry(AuditNames.PasskeyAdded, userId), ct);
            await mails.SendPasskeyAddedAsync(user, passkey.Name!, ct);
            await transaction.CommitAsync(ct);
            return View(passkey.CredentialId, passkey.Name, passkey.CreatedAt, lastUsedAt: null);
        }
        catch (DbUpdateException exception) when (exception.IsDuplicateKey())
        {
            return PasskeyFailures.Refused;
        }
    }

    private async Task<bool> HasAllAsync(Guid userId, CancellationToken ct) => await db.Passkeys.CountAsync(p => p.UserId == userId, ct) >= Most;

    // Identity asks the computer's clock; everything else here asks the one that tests can move.
    private UserPasskeyInfo Named(UserPasskeyInfo made, string name) => new(
        made.CredentialId, made.PublicKey, new DateTimeOffset(clock.UtcNow()), made.SignCount, made.Transports, made.IsUserVerified, made.IsBackupEligible, made.IsBackedUp,
        made.AttestationObject, made.ClientDataJson)
    {
        Name = name.Trim(),
    };

    private static PasskeyView View(byte[] id, string? name, DateTimeOffset createdAt, DateTime? lastUsedAt) =>
        new(Base64Url.EncodeToString(id), name ?? "Passkey", createdAt.UtcDateTime, lastUsedAt);

    private static byte[]? Read(string id) => Base64Url.IsValid(id) ? Base64Url.DecodeFromChars(id) : null;

    [LoggerMessage(Level = LogLevel.Information, Message = "A passkey of user {UserId} was not added: {Reason}")]
    private partial void PasskeyRefused(Guid userId, string reason);
}
