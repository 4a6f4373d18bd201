using System.ComponentModel.DataAnnotations;
using Greenroom.Accounts.Users;

namespace Greenroom.Accounts.Sessions;

/// <summary>Log in by e-mail or by username.</summary>
/// <example>{"email": "ada@example.org", "password": "correct horse battery staple"}</example>
public sealed record LoginRequest
{
    /// <summary>The address of the account; this or the username.</summary>
    [StringLength(254)]
    public string? Email { get; init; }

    /// <summary>The name of the account; this or the e-mail.</summary>
    [StringLength(254)]
    public string? Username { get; init; }

    /// <summary>The password, at most 128 characters.</summary>
    [Required, StringLength(128)]
    public required string Password { get; init; }

    /// <summary>Where the second factor is on: the six digits of the authenticator app, or a recovery code. Send it after <c>auth.second_factor_required</c>.</summary>
    [StringLength(32)]
    public string? Code { get; init; }
}

/// <summary>The refresh token to exchange or to end; the cookie serves when it is absent.</summary>
/// <example>{"refresh_token": "AZraVqJ8fEKXn1Yk0aOqgQAAAAPkq8Zt2mXyYc0Hn5r3vT1b"}</example>
public sealed record RefreshRequest
{
    /// <summary>The opaque token of the last session answer.</summary>
    [StringLength(512)]
    public string? RefreshToken { get; init; }
}

/// <summary>A signed-in session.</summary>
/// <param name="Token">The access token, a JWT, for <c>Authorization: Bearer</c>.</param>
/// <param name="RefreshToken">Exchanged at <c>POST /api/auth/token</c>; null when it went into the cookie.</param>
/// <param name="TokenType">Always <c>bearer</c>.</param>
/// <param name="ExpiresIn">The life of the access token in seconds.</param>
/// <param name="User">Who is signed in.</param>
/// <param name="Restored">The account was about to be deleted, and this log-in has undone that.</param>
public sealed record SessionView(string Token, string? RefreshToken, string TokenType, int ExpiresIn, UserView User, bool Restored);
