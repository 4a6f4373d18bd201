namespace Greenroom.Accounts.GitHub;

/// <summary>How one can log in at this server.</summary>
/// <param name="Password">By e-mail or username and a password; always true.</param>
/// <param name="Github">By GitHub: <c>/auth/github</c> in a browser.</param>
public sealed record LoginMethodsView(bool Password, bool Github);

/// <summary>Where the person says yes.</summary>
/// <param name="Url">Send the browser there within ten minutes.</param>
public sealed record GitHubVisitView(string Url);

/// <summary>Whether one's account can be opened by GitHub.</summary>
/// <param name="Configured">This server offers it.</param>
/// <param name="Linked">This account uses it.</param>
/// <param name="Name">What the account at GitHub was called when it was last used; null when none is linked.</param>
/// <param name="LinkedAt">Since when; null when none is linked.</param>
public sealed record GitHubLinkView(bool Configured, bool Linked, string? Name, DateTime? LinkedAt);
