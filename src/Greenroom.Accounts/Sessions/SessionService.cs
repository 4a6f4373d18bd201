using System.Linq.Expressions;
using Greenroom.Accounts.Data;
using Greenroom.Accounts.Recovery;
using Greenroom.Accounts.Users;
using Greenroom.Platform.Audit;
using Greenroom.Platform.Errors;
using Greenroom.Platform.Http;
using Greenroom.Platform.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Greenroom.Accounts.Sessions;

/// <summary>A session that was just started or refreshed, before it is decided how its refresh token travels.</summary>
/// <param name="Restored">The user was about to be deleted and has come back.</param>
internal sealed record IssuedSession(string AccessToken, string RefreshToken, TimeSpan RefreshLife, int ExpiresIn, UserView User, bool Restored = false);

/// <summary>Starts, refreshes and ends sessions. A live token in a revoked family cannot exist: both change in one transaction under the family's lock.</summary>
internal sealed partial class SessionService(
    AccountsDb db, AccessTokens accessTokens, RefreshTokens refreshTokens, RequestOrigin origin, AuditLog audit, AccountMails mails,
    IOptions<AccountsOptions> options, IOptions<SessionsOptions> single, TimeProvider clock, ILogger<SessionService> log)
{
    /// <summary>What every refused log-in is answered with.</summary>
    public Failure Refusal => options.Value.RequireVerifiedEmail ? SessionFailures.InvalidOrUnproven : SessionFailures.InvalidCredentials;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Starts a session for somebody who has just shown who they are. Refused when the account has changed since it was read: a password that was reset meanwhile opens nothing.</summary>
    /// <param name="how">For the audit log, when it was not by password.</param>
    public async Task<Result<IssuedSession>> LogInAsync(User user, string? how, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (IsUnproven(user) || await StayAsync(user, ct) == 0)
        {
            return Refusal;
        }

        if (single.Value.SingleActive)
        {
            await EndOthersAsync(user.Id, Guid.Empty, RevokeReason.Replaced, ct);
        }

        await audit.RecordInAsync(db, new AuditEntry(AuditNames.LoggedIn, user.Id, how), ct);
        var session = await StartAsync(user, ct);
        await transaction.CommitAsync(ct);
        return session;
    }

    /// <summary>Whether the account opens only once its address is proven.</summary>
    public bool IsUnproven(User user) => options.Value.RequireVerifiedEmail && !user.EmailConfirmed;

    /// <summary>Every way of signing in ends here, inside the caller's transaction when there is one.</summary>
    public async Task<IssuedSession> StartAsync(User user, CancellationToken ct)
    {
        if (db.Database.CurrentTransaction is not null)
        {
            return await StartInsideAsync(user, ct);
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var session = await StartInsideAsync(user, ct);
        await transaction.CommitAsync(ct);
        return session;
    }

    private async Task<IssuedSession> StartInsideAsync(User user, CancellationToken ct)
    {
        var now = Now;
        var latest = now + options.Value.SessionLife;
        var family = RefreshFamily.Start(user.Id, options.Value.SessionIdle, user.GuestExpiresAt < latest ? user.GuestExpiresAt.Value : latest, now);
        family.SeenAt(origin.Ip, origin.Device);
        family.AddFirst(refreshTokens.HashOf(family.Id, family.Generation), now);
        db.Families.Add(family);
        await db.SaveChangesAsync(ct);
        return Issue(user, family, now) with { Restored = user.DeletesAt is not null };
    }

    /// <summary>Asked of every row, because it also locks it: of a log-in and a deletion or a reset at the same moment the second one wins, whole.</summary>
    private async Task<int> StayAsync(User user, CancellationToken ct)
    {
        var now = Now;
        var stays = await db.Users.Where(u => u.Id == user.Id && u.SecurityStamp == user.SecurityStamp && (u.DeletesAt == null || u.DeletesAt > now)).ExecuteUpdateAsync(
            set => set.SetProperty(u => u.DeletesAt, (DateTime?)null).SetProperty(u => u.DeletionRequestedAt, (DateTime?)null), ct);
        if (stays == 1 && user.DeletesAt is not null)
        {
            await audit.RecordInAsync(db, new AuditEntry(AuditNames.DeletionUndone, user.Id), ct);
        }

        return stays;
    }

    /// <summary>The session goes on after its user has changed: the access token says the new, the refresh token stays.</summary>
    public async Task<IssuedSession> ReissueAsync(User user, Guid sessionId, CancellationToken ct) =>
        Issue(user, await db.Families.AsNoTracking().SingleAsync(f => f.Id == sessionId, ct), Now);

    public async Task<Result<IssuedSession>> RefreshAsync(string? refreshToken, CancellationToken ct)
    {
        if (!refreshTokens.TryRead(refreshToken, out var presented))
        {
            return SessionFailures.InvalidRefreshToken;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var family = await FamilyRows.LockAsync(db, presented.FamilyId, ct);
        var now = Now;
        switch (family is null ? RefreshVerdict.Refuse : Refreshing.Judge(family, presented, now))
        {
            case RefreshVerdict.Rotate:
                family!.SeenAt(origin.Ip, origin.Device);
                family.Rotate(refreshTokens.HashOf(family.Id, family.Generation + 1), options.Value.SessionIdle, now);
                await db.SaveChangesAsync(ct);
                break;
            case RefreshVerdict.Repeat:
                break;
            case RefreshVerdict.Reuse:
                // A client that hangs up must not be able to stop this: no cancellation from here on.
                await EndStolenAsync(family!, CancellationToken.None);
                await transaction.CommitAsync(CancellationToken.None);
                RefreshTokenReused(family!.UserId, family.Id, presented.Generation, family.Generation);
                return SessionFailures.InvalidRefreshToken;
            default:
                return family?.RevokeReason == RevokeReason.Replaced && presented.Signed ? SessionFailures.Replaced : SessionFailures.InvalidRefreshToken;
        }

        var user = await db.Users.AsNoTracking().SingleAsync(u => u.Id == family!.UserId, ct);
        await transaction.CommitAsync(ct);
        return Issue(user, family!, now);
    }

    /// <summary>Ends the session that the token belongs to, whatever its generation. Says nothing about tokens that are not ours.</summary>
    public async Task EndAsync(string? refreshToken, CancellationToken ct)
    {
        if (refreshTokens.TryRead(refreshToken, out var presented)
            && (presented.Signed || await db.RefreshTokens.AsNoTracking().AnyAsync(t => t.FamilyId == presented.FamilyId && t.Hash == presented.Hash, ct)))
        {
            await EndAsync(presented.FamilyId, ct);
        }
    }

    public Task EndAsync(Guid sessionId, CancellationToken ct) => EndAsync(sessionId, RevokeReason.Logout, ct);

    /// <summary>False when there was no such session, or it had ended before.</summary>
    public async Task<bool> EndAsync(Guid sessionId, RevokeReason reason, CancellationToken ct) =>
        await EndWhereAsync(f => f.Id == sessionId, reason, ct) > 0;

    /// <summary>Ends all sessions of a user, inside the caller's transaction when there is one.</summary>
    public Task EndAllAsync(Guid userId, RevokeReason reason, CancellationToken ct) => EndWhereAsync(f => f.UserId == userId, reason, ct);

    /// <inheritdoc cref="EndAllAsync"/>
    public Task EndOthersAsync(Guid userId, Guid kept, RevokeReason reason, CancellationToken ct) => EndWhereAsync(f => f.UserId == userId && f.Id != kept, reason, ct);

    private async Task<int> EndWhereAsync(Expression<Func<RefreshFamily, bool>> which, RevokeReason reason, CancellationToken ct)
    {
        if (db.Database.CurrentTransaction is not null)
        {
            return await RevokeAsync(which, reason, ct);
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var ended = await RevokeAsync(which, reason, ct);
        await transaction.CommitAsync(ct);
        return ended;
    }

    private async Task EndStolenAsync(RefreshFamily family, CancellationToken ct)
    {
        await RevokeAsync(f => f.Id == family.Id, RevokeReason.Reuse, ct);
        if (await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == family.UserId && u.Email != null, ct) is { } user)
        {
            await mails.SendSessionStolenAsync(user, ct);
        }
    }

    // The update takes the families' row locks, so a refresh that is under way ends first and its token is deleted too.
    private async Task<int> RevokeAsync(Expression<Func<RefreshFamily, bool>> which, RevokeReason reason, CancellationToken ct)
    {
        var now = Now;
        var families = db.Families.Where(which);
        var live = await families.Where(f => f.RevokedAt == null).Select(f => f.UserId).ToListAsync(ct);
        var ended = await families.Where(f => f.RevokedAt == null).ExecuteUpdateAsync(
            set => set.SetProperty(f => f.RevokedAt, now).SetProperty(f => f.RevokeReason, reason), ct);
        await db.RefreshTokens.Where(t => families.Any(f => f.Id == t.FamilyId)).ExecuteDeleteAsync(ct);
        if (AuditNameOf(reason) is { } name)
        {
            foreach (var user in live.CountBy(id => id))
            {
                await audit.RecordInAsync(db, new AuditEntry(name, user.Key, user.Value > 1 ? $"{user.Value} sessions" : null), ct);
            }
        }

        return ended;
    }

    // The others are told by what caused them: a changed password, a claimed guest.
    private static string? AuditNameOf(RevokeReason reason) => reason switch
    {
        RevokeReason.Logout => AuditNames.LoggedOut,
        RevokeReason.Ended => AuditNames.SessionEnded,
        RevokeReason.Replaced => AuditNames.SessionReplaced,
        RevokeReason.Reuse => AuditNames.RefreshReused,
        _ => null,
    };

    private IssuedSession Issue(User user, RefreshFamily family, DateTime now) => new(
        accessTokens.Issue(user.Id, user.Email, family.Id, StampClaim.Of(user.SecurityStamp)),
        refreshTokens.Make(family.Id, family.Generation),
        family.IdleExpiresAt - now,
        (int)accessTokens.Life.TotalSeconds,
        UserViews.From(user));

    [LoggerMessage(Level = LogLevel.Warning, Message = "Refresh token reuse: user {UserId}, session {SessionId}, generation {Presented} presented while {Current} is current; the session was ended")]
    private partial void RefreshTokenReused(Guid userId, Guid sessionId, int presented, int current);
}
