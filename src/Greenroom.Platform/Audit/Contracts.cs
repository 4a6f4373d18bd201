namespace Greenroom.Platform.Audit;

/// <summary>Something that happened to an account or to this server.</summary>
/// <param name="Id">Sorts by time.</param>
/// <param name="At">When.</param>
/// <param name="Name">What, by its stable name (docs/audit-log.md), such as <c>session.logged_in</c>.</param>
/// <param name="UserId">Whose account it is about; null for the server's own.</param>
/// <param name="ActorId">Who did it, if not the user: an administrator.</param>
/// <param name="Ip">Where from; null where it is not known or not the reader's business.</param>
/// <param name="Device">What the program there says about itself (User-Agent).</param>
/// <param name="Detail">In plain words, if there is more to say.</param>
public sealed record AuditView(Guid Id, DateTime At, string Name, Guid? UserId, Guid? ActorId, string? Ip, string? Device, string? Detail);
