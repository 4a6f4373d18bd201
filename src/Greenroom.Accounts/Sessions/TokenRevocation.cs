using System.Security.Cryptography;
using System.Text;
using Greenroom.Accounts.Data;
using Greenroom.Platform.Identity;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Accounts.Sessions;

/// <summary>Asks the database on every signed-in request, so that a log-out or a deleted account counts at once. One row by primary keys.</summary>
internal sealed class TokenRevocation(AccountsDb db, LiveStamps stamps) : ITokenRevocation
{
    public async Task<bool> IsLiveAsync(Guid userId, Guid sessionId, string stamp, CancellationToken ct)
    {
        var current = await stamps.OfAsync(db, userId, sessionId, ct);
        return current is not null && StampClaim.Of(current) == stamp;
    }
}

/// <summary>Compiled, because every signed-in request asks it; held by the program and not by the type, because a compiled query belongs to one engine's model.</summary>
internal sealed class LiveStamps
{
    private readonly Func<AccountsDb, Guid, Guid, CancellationToken, Task<string?>> _query = EF.CompileAsyncQuery(
        (AccountsDb db, Guid userId, Guid sessionId, CancellationToken ct) => (
            from family in db.Families
            join user in db.Users on family.UserId equals user.Id
            where family.Id == sessionId && family.UserId == userId && family.RevokedAt == null
            select user.SecurityStamp).FirstOrDefault());

    /// <summary>The security stamp of the user while the session lives; null when it has ended or either is gone.</summary>
    public Task<string?> OfAsync(AccountsDb db, Guid userId, Guid sessionId, CancellationToken ct) => _query(db, userId, sessionId, ct);
}

/// <summary>What an access token says of the security stamp: a digest, because Identity makes one-time codes from the stamp itself.</summary>
internal static class StampClaim
{
    private const int Size = 12;

    public static string Of(string? securityStamp) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(securityStamp ?? "")).AsSpan(0, Size));
}
