using Greenroom.Platform.Errors;
using Microsoft.AspNetCore.Http;

namespace Greenroom.Accounts.Sessions;

internal static class SessionFailures
{
    /// <summary>The same for an unknown name, a wrong password and a locked account.</summary>
    public static readonly Failure InvalidCredentials = new(
        "auth.invalid_credentials", "The e-mail, username or password is not right, or the account is locked for a while after too many attempts.", StatusCodes.Status401Unauthorized);

    /// <summary>The same once more where addresses have to be proven: whoever registers with somebody's address must not learn by a log-in whether there was an account.</summary>
    public static readonly Failure InvalidOrUnproven = new(
        InvalidCredentials.Code, "The e-mail, username or password is not right, the address is not confirmed yet, or the account is locked for a while after too many attempts. "
        + "A new account opens with the link that was mailed to it.", StatusCodes.Status401Unauthorized);

    public static readonly Failure InvalidRefreshToken = new(
        "auth.refresh_invalid", "This session has ended. Log in again.", StatusCodes.Status401Unauthorized);

    /// <summary>Told apart from other ends, because its user ought to know why: they, or somebody else, logged in somewhere.</summary>
    public static readonly Failure Replaced = new(
        "session.replaced", "Somebody has logged in to this account somewhere else, and this server allows one session at a time.", StatusCodes.Status401Unauthorized);

    public static readonly Failure NotFound = new("session.not_found", "There is no such session, or it has ended already.", StatusCodes.Status404NotFound);

    public static readonly Failure CrossSite = new(
        "auth.cross_site", "Calls that use the session cookie must come from the web app itself and carry the header X-Greenroom: 1.", StatusCodes.Status403Forbidden);

    public static readonly Failure CookiesNeedHttps = new(
        "auth.cookies_need_https", "The session cookie is only given out over https. Without use_cookies the refresh token comes in the body.", StatusCodes.Status400BadRequest);
}
