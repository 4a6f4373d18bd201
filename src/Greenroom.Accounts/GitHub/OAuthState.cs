using Greenroom.Platform.Data;

namespace Greenroom.Accounts.GitHub;

internal enum OAuthPurpose
{
    LogIn,

    /// <summary>Somebody who is signed in adds GitHub to their account.</summary>
    Link,
}

/// <summary>A visit to GitHub that was begun in one browser, good for one return. What comes back is a secret of which the row has the hash.</summary>
internal sealed class OAuthState
{
    public const int LongestReturnPath = 300;

    private OAuthState()
    {
    }

    public Guid Id { get; private set; }

    public OAuthPurpose Purpose { get; private set; }

    /// <summary>SHA-256 of the state, in hex.</summary>
    public string State { get; private set; } = "";

    /// <summary>SHA-256 of the cookie that the browser was given, in hex.</summary>
    public string Browser { get; private set; } = "";

    /// <summary>Who links; null for a log-in.</summary>
    public Guid? UserId { get; private set; }

    /// <summary>The session that they link in: when it has ended by then, nothing is linked.</summary>
    public Guid? SessionId { get; private set; }

    /// <summary>Where in the web app it goes on; from <see cref="ReturnPaths"/>.</summary>
    public string ReturnPath { get; private set; } = "";

    public DateTime ExpiresAt { get; private set; }

    public static OAuthState LogIn(string state, string browser, string returnPath, DateTime expiresAt, DateTime now) =>
        new() { Id = Ids.New(now), Purpose = OAuthPurpose.LogIn, State = state, Browser = browser, ReturnPath = returnPath, ExpiresAt = expiresAt };

    public static OAuthState Link(Guid userId, Guid sessionId, string state, string browser, DateTime expiresAt, DateTime now) => new()
    {
        Id = Ids.New(now),
        Purpose = OAuthPurpose.Link,
        UserId = userId,
        SessionId = sessionId,
        State = state,
        Browser = browser,
        ReturnPath = ReturnPaths.Security,
        ExpiresAt = expiresAt,
    };
}
