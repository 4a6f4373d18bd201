using System.Linq.Expressions;
using Greenroom.Accounts.Data;
using Greenroom.Accounts.Users;
using Greenroom.Platform.Errors;
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
    AccountsDb db, AccessTokens accessTokens, RefreshTokens refreshTokens, IOptions<AccountsOptions> options, TimeProvider clock, ILogger<SessionService> log)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Every way of signing in ends here, inside the caller's transaction when there is one. Whoever signs in stays: it undoes a deletion that was asked for.</summary>
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

        // Asked of every row, because it also locks it: of a log-in and a deletion at the same moment the second one wins, whole.
        var stays = await db.Users.Where(u => u.Id == user.Id && (u.DeletesAt == null || u.DeletesAt > now)).ExecuteUpdateAsync(
            set => set.SetProperty(u => u.DeletesAt, (DateTime?)null).SetProperty(u => u.DeletionRequestedAt, (DateTime?)null), ct) == 1;
        var latest = now + options.Value.SessionLife;
        var family = RefreshFamily.Start(user.Id, options.Value.SessionIdle, user.GuestExpiresAt < latest ? user.GuestExpiresAt.Value : latest, now);
        family.AddFirst(refreshTokens.HashOf(family.Id, family.Generation), now);
        db.Families.Add(family);
        await db.SaveChangesAsync(ct);
        return Issue(user, family, now) with { Restored = stays && user.DeletesAt is not null };
    }

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
                family!.Rotate(refreshTokens.HashOf(family.Id, family.Generation + 1), options.Value.SessionIdle, now);
                await db.SaveChangesAsync(ct);
                break;
            case RefreshVerdict.Repeat:
                break;
            case RefreshVerdict.Reuse:
                // A client that hangs up must not be able to stop this: no cancellation from here on.
                await RevokeAsync(f => f.Id == presented.FamilyId, RevokeReason.Reuse, CancellationToken.None);
                await transaction.CommitAsync(CancellationToken.None);
                RefreshTokenReused(family!.UserId, family.Id, presented.Generation, family.Generation);
                return SessionFailures.InvalidRefreshToken;
            default:
                return SessionFailures.InvalidRefreshToken;
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

    public Task EndAsync(Guid sessionId, CancellationToken ct) => EndWhereAsync(f => f.Id == sessionId, RevokeReason.Logout, ct);

    /// <summary>Ends all sessions of a user, inside the caller's transaction when there is one.</summary>
    public Task EndAllAsync(Guid userId, RevokeReason reason, CancellationToken ct) => EndWhereAsync(f => f.UserId == userId, reason, ct);

    private async Task EndWhereAsync(Expression<Func<RefreshFamily, bool>> which, RevokeReason reason, CancellationToken ct)
    {
        if (db.Database.CurrentTransaction is not null)
        {
            await RevokeAsync(which, reason, ct);
            return;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await RevokeAsync(which, reason, ct);
        await transaction.CommitAsync(ct);
    }

    // The update takes the families' row locks, so a refresh that is under way ends first and its token is deleted too.
    private async Task RevokeAsync(Expression<Func<RefreshFamily, bool>> which, RevokeReason reason, CancellationToken ct)
    {
        var now = Now;
        var families = db.Families.Where(which);
        await families.Where(f => f.RevokedAt == null).ExecuteUpdateAsync(
            set => set.SetProperty(f => f.RevokedAt, now).SetProperty(f => f.RevokeReason, reason), ct);
        await db.RefreshTokens.Where(t => families.Any(f => f.Id == t.FamilyId)).ExecuteDeleteAsync(ct);
    }

    private IssuedSession Issue(User user, RefreshFamily family, DateTime now) => new(
        accessTokens.Issue(user.Id, user.Email, family.Id, StampClaim.Of(user.SecurityStamp)),
        refreshTokens.Make(family.Id, family.Generation),
        family.IdleExpiresAt - now,
        (int)accessTokens.Life.TotalSeconds,
        UserViews.From(user));

    [LoggerMessage(Level = LogLevel.Warning, Message = "Refresh token reuse: user {UserId}, session {SessionId}, generation {Presented} presented while {Current} is current; the session was ended")]
    private partial void RefreshTokenReused(Guid userId, Guid sessionId, int presented, int current);
}
