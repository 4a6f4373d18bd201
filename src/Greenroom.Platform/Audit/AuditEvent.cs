using Greenroom.Platform.Data;

namespace Greenroom.Platform.Audit;

/// <summary>Something that happened to an account or to this server: who, when, from where, never a secret.</summary>
internal sealed class AuditEvent
{
    internal const int LongestName = 60;
    internal const int LongestDetail = 300;

    private AuditEvent()
    {
    }

    public Guid Id { get; private set; }

    public DateTime At { get; private set; }

    /// <summary>One of <see cref="AuditNames"/>.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Whose account it is about. No foreign key: what happened outlives the account, by this number alone.</summary>
    public Guid? UserId { get; private set; }

    /// <summary>Who did it, where that is somebody else: an administrator.</summary>
    public Guid? ActorId { get; private set; }

    public string? Ip { get; private set; }

    public string? Device { get; private set; }

    /// <summary>What a person needs to understand it, in plain words.</summary>
    public string? Detail { get; private set; }

    internal static AuditEvent Create(AuditEntry entry, string? ip, string? device, DateTime now) => new()
    {
        Id = Ids.New(now),
        At = now,
        Name = entry.Name,
        UserId = entry.UserId,
        ActorId = entry.ActorId,
        Ip = ip,
        Device = device,
        Detail = entry.Detail?.Length > LongestDetail ? entry.Detail[..LongestDetail] : entry.Detail,
    };
}

/// <summary>What is to be written down.</summary>
/// <param name="Name">One of <see cref="AuditNames"/>.</param>
/// <param name="UserId">Whose account it is about, if anybody's.</param>
/// <param name="Detail">Plain words, at most 300 characters; no address, no token, no answer.</param>
/// <param name="ActorId">Who did it, if not the user.</param>
public sealed record AuditEntry(string Name, Guid? UserId = null, string? Detail = null, Guid? ActorId = null);
