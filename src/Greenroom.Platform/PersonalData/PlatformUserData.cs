using Greenroom.Platform.Data;
using Greenroom.Platform.Http;

namespace Greenroom.Platform.PersonalData;

/// <summary>Answers kept for repeats, and how often the user did what. Jobs name things and not people: each module takes out those about its own.</summary>
internal sealed class PlatformUserData(PlatformDb db) : ModuleUserData<PlatformDb>(db)
{
    protected override IReadOnlyList<UserTable<PlatformDb>> UserTables { get; } =
    [
        new UserTable<PlatformDb, IdempotentRequest>((db, userId) => db.IdempotentRequests.Where(r => r.UserId == userId)),
        new UserTable<PlatformDb, RateLimitWindow>(OfUser),
    ];

    private static IQueryable<RateLimitWindow> OfUser(PlatformDb db, Guid userId)
    {
        var subject = $":{userId:N}";
        return db.RateLimitWindows.Where(w => w.Key.EndsWith(subject));
    }
}
