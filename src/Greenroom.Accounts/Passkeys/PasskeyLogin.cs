using Greenroom.Accounts.Data;
using Greenroom.Accounts.Sessions;
using Greenroom.Accounts.Users;
using Greenroom.Platform.Audit;
using Greenroom.Platform.Data;
using Greenroom.Platform.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Greenroom.Accounts.Passkeys;

/// <summary>Logs in whoever holds a passkey and has shown finger, face or PIN to it: something they have and something they are or know, so nothing else is asked.</summary>
internal sealed partial class PasskeyLogin(
    AccountsDb db, UserManager<User> users, IPasskeyHandler<User> handler, PasskeyCeremonies ceremonies, SessionService sessions, AuditLog audit,
    TimeProvider clock, ILogger<PasskeyLogin> log)
{
    private const string ByPasskey = "by passkey";

    /// <summary>The same for everybody: the authenticator says who it is.</summary>
    public async Task<PasskeyOptionsView> BeginAsync(HttpContext http, CancellationToken ct)
    {
        var options = await handler.MakeRequestOptionsAsync(user: null!, http);
        var ceremony = await ceremonies.BeginAsync(CeremonyKind.LogIn, userId: null, options.AssertionState!, ct);
        return new PasskeyOptionsView(ceremony, options.RequestOptionsJson);
    }

    public async Task<Result<IssuedSession>> LogInAsync(PasskeyLogInRequest request, HttpContext http, CancellationToken ct)
    {
        if (await ceremonies.EndAsync(request.Ceremony, CeremonyKind.LogIn, userId: null, ct) is not { } state)
        {
            return PasskeyFailures.Invalid;
        }

        var asserted = await handler.PerformAssertionAsync(new PasskeyAssertionContext { HttpContext = http, CredentialJson = request.Credential, AssertionState = state });
        if (!asserted.Succeeded || asserted.User.DeletesAt <= clock.UtcNow())
        {
            PasskeyRefused(asserted.Failure?.Message ?? "its account is being deleted");
            await audit.RecordAsync(new AuditEntry(AuditNames.LoginFailed, Detail: ByPasskey), ct);
            return PasskeyFailures.Invalid;
        }

        // Guessing may have closed the account. It stays open for passkeys: nobody guesses one, and whoever locks others out by guessing must not shut out those who have one.
        // The counter of the authenticator moves on before anybody is let in: a copy of it that comes later shows.
        if (await users.AddOrUpdatePasskeyAsync(asserted.User, asserted.Passkey) is not { Succeeded: true })
        {
            return AccountFailures.Busy;
        }

        var now = clock.UtcNow();
        await db.Passkeys.Where(p => p.CredentialId == asserted.Passkey.CredentialId)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.LastUsedAt, now), ct);
        return await sessions.LogInAsync(asserted.User, ByPasskey, ct);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "A passkey was not accepted: {Reason}")]
    private partial void PasskeyRefused(string reason);
}
