namespace Greenroom.Growth.Connections;

/// <summary>The accounts that a login opened, when they are several: the person has ten minutes to say which.</summary>
internal sealed class PendingConnection
{
    private PendingConnection()
    {
    }

    public Guid Id { get; private set; }

    public Guid UserId { get; private set; }

    public string Flavour { get; private set; } = "";

    /// <summary>The accounts with their tokens, encrypted for this row and this user (<see cref="AccountChoices"/>).</summary>
    public string Grants { get; private set; } = "";

    /// <summary>IANA name, from the browser that began; null when it did not say.</summary>
    public string? TimeZone { get; private set; }

    public DateTime ExpiresAt { get; private set; }

    public static PendingConnection Offer(Guid id, Guid userId, string flavour, string grants, string? timeZone, DateTime expiresAt) =>
        new() { Id = id, UserId = userId, Flavour = flavour, Grants = grants, TimeZone = timeZone, ExpiresAt = expiresAt };
}
