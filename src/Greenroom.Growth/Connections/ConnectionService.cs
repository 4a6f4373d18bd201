using System.Buffers.Text;
using System.Security.Cryptography;
using Greenroom.Growth.Data;
using Greenroom.Growth.Platforms;
using Greenroom.Growth.Platforms.Sandbox;
using Greenroom.Growth.Sync;
using Greenroom.Platform.Audit;
using Greenroom.Platform.Data;
using Greenroom.Platform.Errors;
using Greenroom.Platform.Http;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Greenroom.Growth.Connections;

/// <summary>Begins and finishes a connection, and ends one. A state is good once, for ten minutes, for one user in one browser.</summary>
internal sealed partial class ConnectionService(
    GrowthDb db, PlatformSelection platforms, TokenVault vault, AccountStore accounts, AccountChoices choices, IDataProtectionProvider protection, SyncPlan syncs,
    AccountEvents events, AuditLog audit, TimeProvider clock, ILogger<ConnectionService> log)
{
    public static readonly TimeSpan StateLife = TimeSpan.FromMinutes(10);
    private const string StatePurpose = "growth.connect-state.v1";
    private const string Page = "/app/growth";

    /// <summary>The address at which the person says yes.</summary>
    /// <param name="flavour">The usual one when null.</param>
    /// <param name="timeZone">IANA name, for an account whose platform does not tell one; UTC when null.</param>
    /// <param name="browser">From <see cref="VisitCookie.Issue"/>.</param>
    public async Task<Result<string>> BeginAsync(Guid userId, string? flavour, string? persona, string? timeZone, string browser, CancellationToken ct)
    {
        if (platforms.Find(flavour ?? platforms.Flavours[0]) is not { } platform)
        {
            return GrowthFailures.FlavourUnknown(platforms.Flavours);
        }

        if (persona is not null && !SandboxPersona.TryParse(persona, out _))
        {
            return GrowthFailures.PersonaUnknown(SandboxPersona.Names);
        }

        if (timeZone is not null && !ZoneNames.IsKnown(timeZone))
        {
            return GrowthFailures.TimeZoneUnknown;
        }

        var now = clock.UtcNow();
        var state = ConnectState.Begin(Ids.New(now), userId, platform.Flavour, browser, timeZone, now + StateLife);
        db.ConnectStates.Add(state);
        await db.SaveChangesAsync(ct);
        return platform.AuthorizeUrl(Seal(state.Id), persona);
    }

    /// <summary>Where in the web app the browser is sent: to the connected account, to a choice among several, or to what went wrong.</summary>
    /// <param name="browser">From <see cref="VisitCookie.Read"/>.</param>
    public async Task<string> FinishAsync(string? sealedState, string? code, string? error, string? browser, CancellationToken ct)
    {
        if (await TakeAsync(sealedState, browser, ct) is not { } state || platforms.Find(state.Flavour) is not { } platform)
        {
            return Failed("state_invalid");
        }

        if (error is not null)
        {
            return Failed("access_denied");
        }

        try
        {
            var grants = await platform.ExchangeAsync(code ?? "", state.UserId, ct);
            return await StoreAsync(state, grants, ct);
        }
        catch (PlatformException trouble)
        {
            NotConnected(platform.Flavour, trouble.Trouble, trouble.Message);
            return Failed("exchange_failed");
        }
    }

    /// <summary>Removes the account with its posts and their history.</summary>
    public async Task<bool> DisconnectAsync(Guid userId, Guid? accountId, CancellationToken ct)
    {
        var account = await FindAsync(userId, accountId, ct);
        if (account is null || await db.Accounts.Where(a => a.Id == account.Id && a.UserId == userId).ExecuteDeleteAsync(ct) == 0)
        {
            return false;
        }

        await audit.RecordAsync(new AuditEntry(AuditNames.AccountDisconnected, userId, account.Flavour), ct);
        await events.ChangedAsync(userId, ct);
        await LeaveAsync(account, ct);
        return true;
    }

    /// <summary>What the platform says to it changes nothing: here the account is gone.</summary>
    public async Task LeaveAsync(InstagramAccount account, CancellationToken ct)
    {
        if (platforms.Find(account.Flavour) is not { } platform || vault.Open(account.Id, account.AccessToken) is not { } token)
        {
            return;
        }

        try
        {
            await platform.LeaveAsync(token, ct);
        }
        catch (PlatformException trouble)
        {
            NotLeft(platform.Flavour, trouble.Trouble, trouble.Message);
        }
    }

    public Task<List<InstagramAccount>> ListAsync(Guid userId, CancellationToken ct) =>
        db.Accounts.AsNoTracking().Where(a => a.UserId == userId).OrderByDescending(a => a.CreatedAt).ThenByDescending(a => a.Id).ToListAsync(ct);

    /// <summary>The user's account with this id, or the one connected last. Missing and foreign look alike: null.</summary>
    public Task<InstagramAccount?> FindAsync(Guid userId, Guid? accountId, CancellationToken ct) => Find(userId, accountId).AsNoTracking().FirstOrDefaultAsync(ct);

    public async Task<Result<InstagramAccount>> RefreshAsync(Guid userId, Guid? accountId, CancellationToken ct)
    {
        if (await Find(userId, accountId).FirstOrDefaultAsync(ct) is not { } account)
        {
            return GrowthFailures.NoAccount;
        }

        if (account.State != AccountState.Active)
        {
            return GrowthFailures.NeedsReconnect;
        }

        var now = clock.UtcNow();
        if (account.PauseAt(now) is { } pause)
        {
            return GrowthFailures.Paused(pause);
        }

        account.SyncWaits(now);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Disconnected, or given another token, a moment ago.
            db.ChangeTracker.Clear();
            return await RefreshAsync(userId, accountId, ct);
        }

        await syncs.NowAsync(account.Id, ct);
        await events.ChangedAsync(userId, ct);
        return account;
    }

    private IQueryable<InstagramAccount> Find(Guid userId, Guid? accountId) =>
        db.Accounts.Where(a => a.UserId == userId && (accountId == null || a.Id == accountId)).OrderByDescending(a => a.CreatedAt).ThenByDescending(a => a.Id);

    /// <summary>Taken out of the table before anything is done with it: of two returns with one state, one finds it.</summary>
    private async Task<ConnectState?> TakeAsync(string? sealedState, string? browser, CancellationToken ct)
    {
        if (Open(sealedState) is not { } id || browser is null)
        {
            return null;
        }

        var now = clock.UtcNow();
        var state = await db.ConnectStates.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, ct);
        if (state is null || state.ExpiresAt <= now || !CryptographicOperations.FixedTimeEquals(Convert.FromHexString(state.Browser), Convert.FromHexString(browser)))
        {
            return null;
        }

        return await db.ConnectStates.Where(s => s.Id == id).ExecuteDeleteAsync(ct) == 1 ? state : null;
    }

    private async Task<string> StoreAsync(ConnectState state, IReadOnlyList<PlatformGrant> grants, CancellationToken ct)
    {
        switch (grants.Count)
        {
            case 0:
                return Failed("no_professional_account");
            case > 1:
                return $"{Page}/accounts?choose={await choices.OfferAsync(state.UserId, state.Flavour, state.TimeZone, grants, ct)}";
        }

        var stored = await accounts.StoreAsync(state.UserId, state.Flavour, state.TimeZone, grants, ct);
        if (stored.Failure is not null)
        {
            return Failed("account_taken");
        }

        await accounts.ReadSoonAsync(stored.Value!, ct);
        return $"{Page}?connected=true";
    }

    private static string Failed(string code) => $"{Page}?error={code}";

    private string Seal(Guid stateId) => Base64Url.EncodeToString(protection.CreateProtector(StatePurpose).Protect(stateId.ToByteArray()));

    private Guid? Open(string? sealedState)
    {
        if (string.IsNullOrEmpty(sealedState) || !Base64Url.IsValid(sealedState))
        {
            return null;
        }

        try
        {
            return new Guid(protection.CreateProtector(StatePurpose).Unprotect(Base64Url.DecodeFromChars(sealedState)));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A {Flavour} account was not connected: {Trouble}. {Reason}")]
    private partial void NotConnected(string flavour, PlatformTrouble trouble, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The platform still sends notices about a {Flavour} account that was disconnected: {Trouble}. {Reason}")]
    private partial void NotLeft(string flavour, PlatformTrouble trouble, string reason);
}
