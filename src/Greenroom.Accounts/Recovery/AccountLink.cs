using Greenroom.Platform.Data;

namespace Greenroom.Accounts.Recovery;

internal enum LinkPurpose
{
    ResetPassword,

    /// <summary>Sets a password like <see cref="ResetPassword"/>, but went by way of the operator, who vouches for the address; whether whoever opens it reads its mail it does not show.</summary>
    PrintedReset,
    VerifyEmail,
    ChangeEmail,

    /// <summary>The guest becomes an account when the link is opened (<see cref="AccountsOptions.RequireVerifiedEmail"/>).</summary>
    Claim,
}

/// <summary>A link that was sent by mail, or printed for the operator, and is good for one use. The row alone opens nothing: what the link adds to its id is computed with a key that the database does not have.</summary>
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

    /// <summary>What the account is to be called, for a claim.</summary>
    public string? Username { get; private set; }

    /// <summary>The password that was chosen, for a claim.</summary>
    public string? PasswordHash { get; private set; }

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
        ExpiresAt = now + (purpose is LinkPurpose.VerifyEmail or LinkPurpose.Claim ? Long : Short),
    };

    public static AccountLink Create(Guid userId, LinkPurpose purpose, string email, DateTime now) => Create(Ids.New(now), userId, purpose, email, now);

    public static AccountLink ToClaim(Guid guestId, string username, string email, string passwordHash, DateTime now)
    {
        var link = Create(guestId, LinkPurpose.Claim, email, now);
        link.Username = username;
        link.PasswordHash = passwordHash;
        return link;
    }
}
