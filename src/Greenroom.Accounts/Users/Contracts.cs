using System.ComponentModel.DataAnnotations;

namespace Greenroom.Accounts.Users;

// Request records are public: .NET 10 validation skips internal types without a word.

/// <summary>A new account. The username is derived from the e-mail when absent.</summary>
/// <example>{"email": "ada@example.org", "password": "correct horse battery staple", "username": "ada"}</example>
public sealed record RegisterRequest
{
    /// <summary>The address to log in with, at most 254 characters.</summary>
    [Required, PlainAddress, StringLength(254)]
    public required string Email { get; init; }

    /// <summary>8 to 128 characters; no rules of composition, but not one of the most common passwords.</summary>
    [Required, StringLength(128, MinimumLength = 8)]
    public required string Password { get; init; }

    /// <summary>3 to 32 letters, digits, dots, dashes or underscores.</summary>
    [StringLength(32, MinimumLength = 3), RegularExpression("^[A-Za-z0-9._-]+$", ErrorMessage = "Use letters, digits, dots, dashes and underscores only.")]
    public string? Username { get; init; }
}

/// <summary>Turns the guest who is signed in into an account with everything kept.</summary>
/// <example>{"email": "ada@example.org", "password": "correct horse battery staple"}</example>
public sealed record ClaimRequest
{
    /// <summary>The address to log in with, at most 254 characters.</summary>
    [Required, PlainAddress, StringLength(254)]
    public required string Email { get; init; }

    /// <summary>8 to 128 characters; no rules of composition, but not one of the most common passwords.</summary>
    [Required, StringLength(128, MinimumLength = 8)]
    public required string Password { get; init; }

    /// <summary>3 to 32 letters, digits, dots, dashes or underscores.</summary>
    [StringLength(32, MinimumLength = 3), RegularExpression("^[A-Za-z0-9._-]+$", ErrorMessage = "Use letters, digits, dots, dashes and underscores only.")]
    public string? Username { get; init; }
}

/// <summary>A change of one's own profile.</summary>
/// <example>{"username": "ada.lovelace"}</example>
public sealed record UpdateProfileRequest
{
    /// <summary>3 to 32 letters, digits, dots, dashes or underscores.</summary>
    [Required, StringLength(32, MinimumLength = 3), RegularExpression("^[A-Za-z0-9._-]+$", ErrorMessage = "Use letters, digits, dots, dashes and underscores only.")]
    public required string Username { get; init; }
}

/// <summary>What an account shows of itself. A guest has no e-mail.</summary>
/// <param name="Username">Unique on this server, whatever the case.</param>
/// <param name="Email">Null for a guest.</param>
/// <param name="EmailVerified">The owner of the address has shown that it is theirs.</param>
/// <param name="EmailVerifiedByHolder">The link was opened in a session of the account, or a mailed link has set the password, or the account was made by GitHub with this address. Until then a password that is set by a link takes away passkeys and a linked GitHub account.</param>
/// <param name="IsGuest">Nobody can log in to it again; it ends seven days after its start unless it is claimed.</param>
/// <param name="IsAdmin">May use the pages of the operator.</param>
public sealed record UserView(
    Guid Id,
    string Username,
    string? Email,
    bool EmailVerified,
    bool EmailVerifiedByHolder,
    bool IsGuest,
    bool IsAdmin,
    DateTime CreatedAt);
