using System.Buffers.Binary;
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
/// instant of its end, signed; nothing is stored.
/// </summary>
internal sealed class FirstAdministrator(AccountsDb db, AuditLog audit, IOptions<TokenOptions> options, IOptions<SiteOptions> site, TimeProvider clock)
{
    public static readonly Failure LinkExpired = new(
        "admin.link_expired", "This link is too old, or this server has an administrator already. Without one, a restart prints a new link.", StatusCodes.Status410Gone);

    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);

    private readonly SignedToken _tokens = new(options.Value.Secret, "greenroom first administrator v1", sizeof(long));

    /// <summary>The link to print; null when somebody administers this server.</summary>
    public async Task<string?> LinkAsync(CancellationToken ct) => await db.Users.AnyAsync(u => u.IsAdmin, ct)
        ? null
        : site.Value.LinkTo($"/admin/claim/{SignedToken.TextOf(Bytes((clock.GetUtcNow() + Life).UtcTicks))}");

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

    private bool IsValid(string token) =>
        _tokens.Read(token) is { } bytes && _tokens.IsOurs(bytes) && clock.GetUtcNow().UtcTicks < BinaryPrimitives.ReadInt64BigEndian(bytes);

    private byte[] Bytes(long ends)
    {
        Span<byte> content = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(content, ends);
        return _tokens.Sign(content);
    }
}
