using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Greenroom.Accounts.Data;
using Greenroom.Accounts.Users;
using Greenroom.Platform.Audit;
using Greenroom.Platform.Errors;
using Greenroom.Platform.Http;
using Greenroom.Platform.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Greenroom.Accounts.Admin;

/// <summary>
/// How a new server gets its first administrator: whoever can read what the program prints opens the link there, signed in. The token is the
/// instant of its end and an HMAC-SHA256 over it under a key derived from the server's secret; nothing is stored.
/// </summary>
internal sealed class FirstAdministrator(AccountsDb db, AuditLog audit, IOptions<TokenOptions> options, IOptions<SiteOptions> site, TimeProvider clock)
{
    public static readonly Failure LinkExpired = new(
        "admin.link_expired", "This link is too old, or this server has an administrator already. Without one, a restart prints a new link.", StatusCodes.Status410Gone);

    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);
    private const int Size = sizeof(long) + HMACSHA256.HashSizeInBytes;

    /// <summary>The link to print; null when somebody administers this server.</summary>
    public async Task<string?> LinkAsync(CancellationToken ct) => await db.Users.AnyAsync(u => u.IsAdmin, ct)
        ? null
        : site.Value.LinkTo($"/admin/claim/{Base64Url.EncodeToString(Bytes((clock.GetUtcNow() + Life).UtcTicks))}");

    public async Task<Result<UserView>> ClaimAsync(Guid userId, string token, CancellationToken ct)
    {
        if (!IsValid(token))
        {
            return LinkExpired;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await UserRows.QueueToClaimAsync(db, ct);
        var claimed = await db.Users.Where(u => u.Id == userId && !u.IsGuest && !db.Users.Any(other => other.IsAdmin))
            .ExecuteUpdateAsync(set => set.SetProperty(u => u.IsAdmin, valueExpression: true), ct);
        if (claimed == 0)
        {
            return LinkExpired;
        }

        await audit.RecordInAsync(db, new AuditEntry(AuditNames.AdminGranted, userId, "by the link that the server printed"), ct);
        await transaction.CommitAsync(ct);
        return UserViews.From(await db.Users.AsNoTracking().SingleAsync(u => u.Id == userId, ct));
    }

    private bool IsValid(string token)
    {
        Span<byte> bytes = stackalloc byte[Size];
        if (token.Length != Base64Url.GetEncodedLength(Size) || !Base64Url.IsValid(token) || !Base64Url.TryDecodeFromChars(token, bytes, out var written) || written != Size)
        {
            return false;
        }

        var ends = BinaryPrimitives.ReadInt64BigEndian(bytes);
        return CryptographicOperations.FixedTimeEquals(bytes, Bytes(ends)) && clock.GetUtcNow().UtcTicks < ends;
    }

    private byte[] Bytes(long ends)
    {
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(options.Value.Secret), HMACSHA256.HashSizeInBytes, info: "greenroom first administrator v1"u8.ToArray());
        var bytes = new byte[Size];
        BinaryPrimitives.WriteInt64BigEndian(bytes, ends);
        HMACSHA256.HashData(key, bytes.AsSpan(0, sizeof(long)), bytes.AsSpan(sizeof(long)));
        return bytes;
    }
}
