using System.ComponentModel.DataAnnotations;

namespace Greenroom.Accounts.Admin;

/// <summary>Makes the account that is signed in the first one that administers this server.</summary>
/// <example>{"token": "CNu1Z0kAAAAPkq8Zt2mXyYc0Hn5r3vT1bAZraVqJ8fEKXn1Yk"}</example>
public sealed record ClaimServerRequest
{
    /// <summary>The last part of the link that the server printed when it started.</summary>
    [Required, StringLength(200)]
    public required string Token { get; init; }
}

/// <summary>How many people there are.</summary>
/// <param name="Users">Accounts, without guests.</param>
/// <param name="Verified">Of them, those whose address is proven.</param>
/// <param name="NewThisWeek">Of them, those of the last seven days.</param>
/// <param name="Guests">Guests who have not ended.</param>
/// <param name="ActiveToday">Users and guests whose session was used within the last 24 hours.</param>
/// <param name="Administrators">Accounts that may see this.</param>
/// <param name="Waiting">Addresses on the waitlist.</param>
public sealed record PeopleView(int Users, int Verified, int NewThisWeek, int Guests, int ActiveToday, int Administrators, int Waiting);

/// <summary>An account as its administrator sees it: nothing of what it holds.</summary>
/// <param name="LockedUntil">Closed to log-ins after too many wrong passwords; null when it is open.</param>
/// <param name="LastSeenAt">When one of its sessions was last refreshed; null when it has none left.</param>
public sealed record AccountRowView(
    Guid Id, string Username, string? Email, bool EmailVerified, bool IsGuest, bool IsAdmin, DateTime CreatedAt, DateTime? LastSeenAt, DateTime? LockedUntil);
