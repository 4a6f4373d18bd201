using System.ComponentModel.DataAnnotations;
using Greenroom.Accounts.Users;

namespace Greenroom.Accounts.Recovery;

/// <summary>Asks for a link that sets a new password.</summary>
/// <example>{"email": "ada@example.org"}</example>
public sealed record ForgotRequest
{
    /// <summary>The address of the account, at most 254 characters.</summary>
    [Required, PlainAddress, StringLength(254)]
    public required string Email { get; init; }
}

/// <summary>Sets a new password by a link that came by mail.</summary>
/// <example>{"token": "AZraVqJ8fEKXn1Yk0aOqgQAAAAPkq8Zt2mXyYc0Hn5r3vT1bAZraVqJ8fEKXn1Yk", "password": "correct horse battery staple"}</example>
public sealed record ResetRequest
{
    /// <summary>The last part of the link.</summary>
    [Required, StringLength(200)]
    public required string Token { get; init; }

    /// <summary>8 to 128 characters; no rules of composition, but not one of the most common passwords.</summary>
    [Required, StringLength(128, MinimumLength = 8)]
    public required string Password { get; init; }
}

/// <summary>Proves an address by a link that came by mail.</summary>
/// <example>{"token": "AZraVqJ8fEKXn1Yk0aOqgQAAAAPkq8Zt2mXyYc0Hn5r3vT1bAZraVqJ8fEKXn1Yk"}</example>
public sealed record VerifyRequest
{
    /// <summary>The last part of the link.</summary>
    [Required, StringLength(200)]
    public required string Token { get; init; }
}

/// <summary>A new password for the account that is signed in.</summary>
/// <example>{"current_password": "correct horse battery staple", "password": "a longer one that is new"}</example>
public sealed record ChangePasswordRequest
{
    /// <summary>The password until now.</summary>
    [Required, StringLength(128)]
    public required string CurrentPassword { get; init; }

    /// <summary>8 to 128 characters; no rules of composition, but not one of the most common passwords.</summary>
    [Required, StringLength(128, MinimumLength = 8)]
    public required string Password { get; init; }

    /// <summary>Where the second factor is on: the six digits of the authenticator app, or a recovery code.</summary>
    [StringLength(32)]
    public string? Code { get; init; }
}

/// <summary>A new address for the account that is signed in; it counts once a link that is sent there was opened.</summary>
/// <example>{"email": "ada@example.net", "current_password": "correct horse battery staple"}</example>
public sealed record ChangeEmailRequest
{
    /// <summary>The new address, at most 254 characters.</summary>
    [Required, PlainAddress, StringLength(254)]
    public required string Email { get; init; }

    /// <summary>The password of the account.</summary>
    [Required, StringLength(128)]
    public required string CurrentPassword { get; init; }

    /// <summary>Where the second factor is on: the six digits of the authenticator app, or a recovery code.</summary>
    [StringLength(32)]
    public string? Code { get; init; }
}

/// <summary>What was asked for is on its way, if there is somebody to send it to.</summary>
/// <param name="Message">A sentence for people; the same whether the address is known or not.</param>
public sealed record AcceptedView(string Message);

/// <summary>The address that was proven.</summary>
/// <param name="Email">Now the address of the account, and verified.</param>
public sealed record VerifiedView(string Email);
