using Greenroom.Platform.Data;

namespace Greenroom.Accounts.Waitlist;

/// <summary>An address that waits to be invited.</summary>
internal sealed class WaitlistEntry
{
    private WaitlistEntry()
    {
    }

    public Guid Id { get; private set; }

    /// <summary>In lower case, so that it is unique whatever its case.</summary>
    public string Email { get; private set; } = "";

    public DateTime CreatedAt { get; private set; }

    public static WaitlistEntry Create(string email, DateTime now) => new() { Id = Ids.New(now), Email = email, CreatedAt = now };
}
