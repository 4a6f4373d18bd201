using System.Security.Cryptography;
using System.Text;
using Greenroom.Accounts.Data;
using Greenroom.Platform.Identity;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Accounts.Sessions;

/// <summary>Asks the database on every signed-in request, so that a log-out or a deleted account counts at once. One row by primary keys.</summary>
internal sealed class TokenRevocation(AccountsDb db) : ITokenRevocation
{
    public async Task<bool> IsLiveAsync(Guid userId, Guid sessionId, string stamp, CancellationToken ct)
    {
        var current = await (
            from family in db.Families
            join user in db.Users on family.UserId equals user.Id
            where family.Id == sessionId && family.UserId == userId && family.RevokedAt == null
            select user.SecurityStamp).FirstOrDefaultAsync(ct);
        return current is not null && StampClaim.Of(current) == stamp;
    }
}

/// <summary>What an access token says of the security stamp: a digest, because Identity makes one-time codes from the stamp itself.</summary>
internal static class StampClaim
{
    private const int Size = 12;

    public static string Of(string? securityStamp) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(securityStamp ?? "")).AsSpan(0, Size));
}
