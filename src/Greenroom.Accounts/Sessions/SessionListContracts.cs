namespace Greenroom.Accounts.Sessions;

/// <summary>A place where the user is signed in.</summary>
/// <param name="Id">To end it by.</param>
/// <param name="Device">What the program there says about itself (User-Agent), cut to 200 characters; null when it says nothing.</param>
/// <param name="Ip">The address that it was last used from; null when it is not known.</param>
/// <param name="CreatedAt">When somebody logged in there.</param>
/// <param name="LastSeenAt">When it was last refreshed; a session in use is refreshed every fifteen minutes or so.</param>
/// <param name="IsCurrent">The session that asks.</param>
public sealed record ActiveSessionView(Guid Id, string? Device, string? Ip, DateTime CreatedAt, DateTime LastSeenAt, bool IsCurrent);
