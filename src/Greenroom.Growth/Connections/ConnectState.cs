namespace Greenroom.Growth.Connections;

/// <summary>A connection that was begun in one browser by one user, good for one return from the platform.</summary>
internal sealed class ConnectState
{
    private ConnectState()
    {
    }

    public Guid Id { get; private set; }

    public Guid UserId { get; private set; }

    public string Flavour { get; private set; } = "";

    /// <summary>SHA-256 of the cookie that the browser was given, in hex.</summary>
    public string Browser { get; private set; } = "";

    /// <summary>IANA name, for an account whose platform does not tell one; null when the browser did not say.</summary>
    public string? TimeZone { get; private set; }

    public DateTime ExpiresAt { get; private set; }

    public static ConnectState Begin(Guid id, Guid userId, string flavour, string browser, string? timeZone, DateTime expiresAt) =>
        new() { Id = id, UserId = userId, Flavour = flavour, Browser = browser, TimeZone = timeZone, ExpiresAt = expiresAt };
}
