using System.ComponentModel.DataAnnotations;

namespace Greenroom.Accounts.GitHub;

/// <summary>How one can log in at this server.</summary>
/// <param name="Password">By e-mail or username and a password; always true.</param>
/// <param name="Github">By GitHub: <c>/auth/github</c> in a browser.</param>
public sealed record LoginMethodsView(bool Password, bool Github);

/// <summary>Proof that it is the owner who adds a way into the account.</summary>
/// <example>{"current_password": "correct horse battery staple"}</example>
public sealed record LinkGitHubRequest
{
    /// <summary>The password of the account.</summary>
    [Required, StringLength(128)]
    public required string CurrentPassword { get; init; }

    /// <summary>Of the authenticator app, or a recovery code; where the second factor is on.</summary>
    [StringLength(32)]
    public string? Code { get; init; }
}

/// <summary>Where the person says yes.</summary>
/// <param name="Url">Send the browser there within ten minutes.</param>
public sealed record GitHubVisitView(string Url);

/// <summary>Whether one's account can be opened by GitHub.</summary>
/// <param name="Configured">This server offers it.</param>
/// <param name="Linked">This account uses it.</param>
/// <param name="Name">What the account at GitHub was called when it was last used; null when none is linked.</param>
/// <param name="LinkedAt">Since when; null when none is linked.</param>
public sealed record GitHubLinkView(bool Configured, bool Linked, string? Name, DateTime? LinkedAt);
