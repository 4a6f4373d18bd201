using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace Greenroom.Platform.Identity;

/// <summary>Who calls. Only on routes that require authorization.</summary>
public sealed class CurrentUser(IHttpContextAccessor accessor)
{
    /// <exception cref="InvalidOperationException">The route forgot to require authorization.</exception>
    public Guid Id => accessor.HttpContext?.User.UserId() ?? throw NotRequired();

    /// <summary>The session that the access token belongs to.</summary>
    /// <exception cref="InvalidOperationException">The route forgot to require authorization.</exception>
    public Guid SessionId => Guid.TryParse(accessor.HttpContext?.User.FindFirst("sid")?.Value, out var id) ? id : throw NotRequired();

    private static InvalidOperationException NotRequired() => new("The current user was asked for on a route that does not require one.");
}

public static class UserClaims
{
    /// <summary>The user's id, or null when nobody is signed in.</summary>
    public static Guid? UserId(this ClaimsPrincipal principal) =>
        Guid.TryParse(principal.FindFirst("sub")?.Value, out var id) ? id : null;
}
