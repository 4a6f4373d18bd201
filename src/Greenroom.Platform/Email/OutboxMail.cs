using Greenroom.Platform.Data;

namespace Greenroom.Platform.Email;

/// <summary>A mail that waits to be sent. It is sealed, because an address and a link that resets a password have no business lying open in a table.</summary>
internal sealed class OutboxMail
{
    public const int LongestSealed = 20_000;

    private OutboxMail()
    {
    }

    public Guid Id { get; private set; }

    /// <summary>Whose mail it is, so that it goes with the account.</summary>
    public Guid? UserId { get; private set; }

    public string Sealed { get; private set; } = "";

    public DateTime CreatedAt { get; private set; }

    /// <summary>Nobody is helped by a mail that comes later.</summary>
    public DateTime ExpiresAt { get; private set; }

    public static OutboxMail Create(Guid? userId, string sealedMail, DateTime expiresAt, DateTime now) =>
        new() { Id = Ids.New(now), UserId = userId, Sealed = sealedMail, CreatedAt = now, ExpiresAt = expiresAt };
}
