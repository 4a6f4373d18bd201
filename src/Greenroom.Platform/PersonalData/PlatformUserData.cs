using Greenroom.Platform.Audit;
using Greenroom.Platform.Data;
using Greenroom.Platform.Email;
using Greenroom.Platform.Http;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Platform.PersonalData;

/// <summary>Answers kept for repeats, and how often the user did what. Jobs name things and not people: each module takes out those about its own.</summary>
internal sealed class PlatformUserData(PlatformDb db) : ModuleUserData<PlatformDb>(db)
{
    private readonly PlatformDb _db = db;

    protected override IReadOnlyList<UserTable<PlatformDb>> UserTables { get; } =
    [
        new UserTable<PlatformDb, IdempotentRequest>((db, userId) => db.IdempotentRequests.Where(r => r.UserId == userId)),
        new UserTable<PlatformDb, RateLimitWindow>(OfUser),
        new UserTable<PlatformDb, OutboxMail>((db, userId) => db.Outbox.Where(m => m.UserId == userId), "sealed"),
    ];

    /// <summary>Exported but not erased; and where an administrator acted from is not the user's.</summary>
    private static readonly UserTable<PlatformDb> Audit =
        new UserTable<PlatformDb, AuditEvent>((db, userId) => db.AuditEvents.Where(e => e.UserId == userId && e.ActorId == null));

    public override async Task ExportAsync(Guid userId, UserArchive archive, CancellationToken ct)
    {
        await base.ExportAsync(userId, archive, ct);
        await Audit.WriteAsync(_db, userId, archive, ct);
    }

    /// <summary>What happened stays written down, under a number that leads to nobody any more.</summary>
    public override async Task EraseAsync(Guid userId, CancellationToken ct)
    {
        await base.EraseAsync(userId, ct);
        await _db.AuditEvents.Where(e => e.UserId == userId).ExecuteUpdateAsync(set => set.SetProperty(e => e.Ip, (string?)null).SetProperty(e => e.Device, (string?)null), ct);
    }

    private static IQueryable<RateLimitWindow> OfUser(PlatformDb db, Guid userId)
    {
        var subject = $":{userId:N}";
        return db.RateLimitWindows.Where(w => w.Key.EndsWith(subject));
    }
}
