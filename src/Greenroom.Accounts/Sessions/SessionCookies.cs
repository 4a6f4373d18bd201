using Greenroom.Platform.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Greenroom.Accounts.Sessions;

/// <summary>The refresh token in a cookie that no script can read, for the web app on our own origin.</summary>
internal sealed class SessionCookies(IHostEnvironment environment, IOptions<AccountsOptions> options)
{
    /// <summary>What <c>use_cookies</c> does, for the API document.</summary>
    public const string OnRequest =
        "True puts the refresh token into a cookie that no script can read (`__Host-greenroom_refresh`, SameSite=Strict) and not into the body. "
        + "Only for pages of this server's own origin, over https, with the header `X-Greenroom: 1`.";

    private const string SecureName = "__Host-greenroom_refresh";

    // A __Host- cookie needs https. On a developer's http://localhost a plain name serves, in Development only.
    private const string PlainName = "greenroom_refresh";
    private const string Header = "X-Greenroom";

    /// <summary>Everything that <see cref="RefusalFor"/> can say.</summary>
    public static IReadOnlyList<Failure> Refusals => [SessionFailures.CookiesNeedHttps, SessionFailures.CrossSite];

    /// <summary>The token in the cookie, or null.</summary>
    public string? Read(HttpContext http) => NameFor(http) is { } name ? http.Request.Cookies[name] : null;

    /// <summary>Whether this browser can be given the cookie at all: over https, or in Development.</summary>
    public bool CanBeGiven(HttpContext http) => NameFor(http) is not null;

    /// <summary>Why this request may not use the cookie, or null when it may.</summary>
    public Failure? RefusalFor(HttpContext http)
    {
        if (NameFor(http) is null)
        {
            return SessionFailures.CookiesNeedHttps;
        }

        return http.Request.Headers[Header] == "1" && ComesFromOurOrigin(http.Request) ? null : SessionFailures.CrossSite;
    }

    /// <summary>The answer of a session: its refresh token in the body, or in the cookie and not in the body.</summary>
    public SessionView Deliver(HttpContext http, IssuedSession session, bool inCookie)
    {
        if (inCookie && NameFor(http) is { } name)
        {
            var attributes = Attributes(http);
            attributes.MaxAge = session.RefreshLife;
            http.Response.Cookies.Append(name, session.RefreshToken, attributes);
        }

        return new SessionView(session.AccessToken, inCookie ? null : session.RefreshToken, "bearer", session.ExpiresIn, session.User, session.Restored);
    }

    public void Clear(HttpContext http)
    {
        if (NameFor(http) is { } name)
        {
            http.Response.Cookies.Delete(name, Attributes(http));
        }
    }

    private string? NameFor(HttpContext http) =>
        http.Request.IsHttps ? SecureName : environment.IsDevelopment() ? PlainName : null;

    private static CookieOptions Attributes(HttpContext http) =>
        new() { HttpOnly = true, Secure = http.Request.IsHttps, SameSite = SameSiteMode.Strict, Path = "/", IsEssential = true };

    // Browsers say where a request comes from, and a page cannot change it. Programs say nothing; they carry no one else's cookie.
    private bool ComesFromOurOrigin(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0)
        {
            return site is "same-origin" or "none";
        }

        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0
            || string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase)
            || (options.Value.FrontendUrl is { } url && string.Equals(origin, new Uri(url).GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase));
    }
}
