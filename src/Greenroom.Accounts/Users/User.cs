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
    public void ConfirmEmail(DateTime now)
    {
        EmailConfirmed = true;
        UpdatedAt = now;
    }

    public void ChangeEmail(string email, DateTime now)
    {
        Email = email;
        EmailConfirmed = true;
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
