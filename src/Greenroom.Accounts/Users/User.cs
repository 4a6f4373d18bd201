using Greenroom.Platform.Data;
using Microsoft.AspNetCore.Identity;

namespace Greenroom.Accounts.Users;

/// <summary>An account, or a guest on the way to one. The name and the address are unique whatever their case.</summary>
internal sealed class User : IdentityUser<Guid>
{
    private User()
    {
    }

    public bool IsAdmin { get; private set; }

    /// <summary>A guest has neither address nor password and ends at <see cref="GuestExpiresAt"/>.</summary>
    public bool IsGuest { get; private set; }

    public DateTime? GuestExpiresAt { get; private set; }

    /// <summary>When its owner asked for the account to be deleted; null again when they came back.</summary>
    public DateTime? DeletionRequestedAt { get; private set; }

    /// <summary>From then on the account counts as gone, whether or not the job has come to it. Until then a log-in takes it back.</summary>
    public DateTime? DeletesAt { get; private set; }

    /// <summary>
    /// The address is read by whoever holds the account: its link was opened in a session of the account, a mailed link has set the password, or GitHub has
    /// made the account and says so. False while only somebody has opened a link: anybody may register with an address that is not theirs, and its owner
    /// may press the button without a thought.
    /// </summary>
    public bool EmailVerifiedByHolder { get; private set; }

    public DateTime CreatedAt { get; private set; }

    public DateTime UpdatedAt { get; private set; }

    public static User Register(string username, string email, string passwordHash, DateTime now) =>
        new() { Id = Ids.New(now), UserName = username, Email = email, PasswordHash = passwordHash, CreatedAt = now, UpdatedAt = now };

    /// <summary>Nobody can log in before a mailed link has set a password.</summary>
    public static User WithoutPassword(string username, string email, DateTime now) =>
        new() { Id = Ids.New(now), UserName = username, Email = email, CreatedAt = now, UpdatedAt = now };

    public static User Guest(string username, DateTime expiresAt, DateTime now) =>
        new() { Id = Ids.New(now), UserName = username, IsGuest = true, GuestExpiresAt = expiresAt, CreatedAt = now, UpdatedAt = now };

    /// <summary>The guest becomes an account; the id stays, and with it everything that refers to it.</summary>
    public void Claim(string username, string email, string passwordHash, DateTime now)
    {
        UserName = username;
        Email = email;
        PasswordHash = passwordHash;
        IsGuest = false;
        GuestExpiresAt = null;
        UpdatedAt = now;
    }

    public void SetPassword(string passwordHash, DateTime now)
    {
        PasswordHash = passwordHash;
        UpdatedAt = now;
    }

    /// <summary>Somebody who reads the mail of the address has said so.</summary>
    public void ConfirmEmail(bool byHolder, DateTime now)
    {
        EmailConfirmed = true;
        EmailVerifiedByHolder |= byHolder;
        UpdatedAt = now;
    }

    public void ChangeEmail(string email, bool byHolder, DateTime now)
    {
        Email = email;
        EmailConfirmed = true;
        EmailVerifiedByHolder = byHolder;
        UpdatedAt = now;
    }

    public void RemovePassword(DateTime now)
    {
        PasswordHash = null;
        UpdatedAt = now;
    }

    public void Promote(DateTime now)
    {
        IsAdmin = true;
        UpdatedAt = now;
    }

    public void Rename(string username, DateTime now)
    {
        UserName = username;
        UpdatedAt = now;
    }
}
