using Greenroom.Platform.Data;

namespace Greenroom.Accounts.Recovery;

internal enum LinkPurpose
{
    ResetPassword,
    VerifyEmail,
    ChangeEmail,
}

/// <summary>A link that was sent by mail and is good for one use. The row alone opens nothing: what the link adds to its id is computed with a key that the database does not have.</summary>
internal sealed class AccountLink
{
    public static readonly TimeSpan Short = TimeSpan.FromMinutes(60);
    public static readonly TimeSpan Long = TimeSpan.FromDays(1);

    private AccountLink()
    {
    }

    public Guid Id { get; private set; }

    public Guid UserId { get; private set; }

    public LinkPurpose Purpose { get; private set; }

    /// <summary>The address that the link proves.</summary>
    public string Email { get; private set; } = "";

    public DateTime CreatedAt { get; private set; }

    public DateTime ExpiresAt { get; private set; }

    public DateTime? UsedAt { get; private set; }

    public static AccountLink Create(Guid id, Guid userId, LinkPurpose purpose, string email, DateTime now) => new()
    {
        Id = id,
        UserId = userId,
        Purpose = purpose,
        Email = email,
        CreatedAt = now,
        ExpiresAt = now + (purpose == LinkPurpose.VerifyEmail ? Long : Short),
    };

    public static AccountLink Create(Guid userId, LinkPurpose purpose, string email, DateTime now) => Create(Ids.New(now), userId, purpose, email, now);
}
