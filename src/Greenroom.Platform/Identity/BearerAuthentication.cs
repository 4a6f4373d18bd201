using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Greenroom.Platform.Identity;

/// <summary>Says whether a token that is still valid by itself has been called back. Implemented by Accounts.</summary>
public interface ITokenRevocation
{
    /// <summary>False when the user is gone or disabled, the session was ended, or the security stamp changed.</summary>
    Task<bool> IsLiveAsync(Guid userId, Guid sessionId, string stamp, CancellationToken ct);
}

/// <summary>Signs the caller in from <c>Authorization: Bearer</c> (RFC 6750). Cookies never sign anybody in.</summary>
internal sealed class BearerAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    AccessTokens tokens,
    ITokenRevocation revocation) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Bearer";
    private const string Prefix = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return AuthenticateResult.NoResult();
        }

        var identity = await tokens.ValidateAsync(header[Prefix.Length..].Trim());
        if (identity is null
            || !Guid.TryParse(identity.FindFirst("sub")?.Value, out var userId)
            || !Guid.TryParse(identity.FindFirst("sid")?.Value, out var sessionId)
            || identity.FindFirst("stamp")?.Value is not { } stamp
            || !await revocation.IsLiveAsync(userId, sessionId, stamp, Context.RequestAborted))
        {
            return AuthenticateResult.Fail("The access token is not valid.");
        }

        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity(identity.Claims, SchemeName)), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return base.HandleChallengeAsync(properties);
    }
}

public static class IdentitySetup
{
    public static IServiceCollection AddBearerIdentity(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddScoped<CurrentUser>();
        services.AddSingleton<AccessTokens>();

        // Not AddAuthentication: that adds Data Protection with key files of its own, for cookies that nobody is signed in by.
        services.AddAuthenticationCore(options => options.DefaultScheme = BearerAuthentication.SchemeName);
        services.AddWebEncoders();
        new AuthenticationBuilder(services)
            .AddScheme<AuthenticationSchemeOptions, BearerAuthentication>(BearerAuthentication.SchemeName, configureOptions: null);
        services.AddAuthorization();
        services.AddScoped<IAuthorizationHandler, AdminRequirementHandler>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, HiddenFromOthers>();
        return services;
    }
}
