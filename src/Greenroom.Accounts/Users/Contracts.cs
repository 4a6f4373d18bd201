using System.ComponentModel.DataAnnotations;

namespace Greenroom.Accounts.Users;

// Request records are public: .NET 10 validation skips internal types without a word.

/// <summary>A new account. The username is derived from the e-mail when absent.</summary>
public sealed record RegisterRequest
{
    /// <summary>The address to log in with, at most 254 characters.</summary>
    [Required, EmailAddress, StringLength(254)]
    public required string Email { get; init; }

    /// <summary>8 to 128 characters; no rules of composition, but not one of the most common passwords.</summary>
    [Required, StringLength(128, MinimumLength = 8)]
    public required string Password { get; init; }

    /// <summary>3 to 32 letters, digits, dots, dashes or underscores.</summary>
    [StringLength(32, MinimumLength = 3), RegularExpression("^[A-Za-z0-9._-]+$", ErrorMessage = "Use letters, digits, dots, dashes and underscores only.")]
    public string? Username { get; init; }
}

/// <summary>Turns the guest who is signed in into an account with everything kept.</summary>
public sealed record ClaimRequest
{
    /// <inheritdoc cref="RegisterRequest.Email"/>
    [Required, EmailAddress, StringLength(254)]
    public required string Email { get; init; }

    /// <inheritdoc cref="RegisterRequest.Password"/>
    [Required, StringLength(128, MinimumLength = 8)]
    public required string Password { get; init; }

    /// <inheritdoc cref="RegisterRequest.Username"/>
    [StringLength(32, MinimumLength = 3), RegularExpression("^[A-Za-z0-9._-]+$", ErrorMessage = "Use letters, digits, dots, dashes and underscores only.")]
    public string? Username { get; init; }
}

/// <summary>A change of one's own profile.</summary>
public sealed record UpdateProfileRequest
{
    /// <inheritdoc cref="RegisterRequest.Username"/>
    [Required, StringLength(32, MinimumLength = 3), RegularExpression("^[A-Za-z0-9._-]+$", ErrorMessage = "Use letters, digits, dots, dashes and underscores only.")]
    public required string Username { get; init; }
}

/// <summary>What an account shows of itself. A guest has no e-mail.</summary>
public sealed record UserView(
    Guid Id,
    string Username,
    string? Email,
    bool EmailVerified,
    bool IsGuest,
    bool IsAdmin,
    DateTime CreatedAt);
