using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Greenroom.Platform.Http;

/// <summary>Headers that every answer carries, and a CSP that lets nothing run that we did not ship.</summary>
public static class SecurityHeaders
{
    /// <param name="app">Where they are added.</param>
    /// <param name="pictureOrigins">Other servers that pictures may come from, and nothing else may.</param>
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app, IEnumerable<string> pictureOrigins)
    {
        var policy = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
            + $"img-src {string.Join(' ', (string[])["'self'", "data:", .. pictureOrigins])}; "
            + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";
        return app.Use((context, next) => AddAsync(context, next, policy));
    }

    private static Task AddAsync(HttpContext context, RequestDelegate next, string policy)
    {
        context.Response.OnStarting(static state =>
        {
            var (http, policy) = ((HttpContext, string))state;
            var headers = http.Response.Headers;
            headers.ContentSecurityPolicy = policy;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=()";
            if (http.Request.IsHttps)
            {
                headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
            }

            if (http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) || http.Request.Path.StartsWithSegments("/auth", StringComparison.OrdinalIgnoreCase))
            {
                headers.CacheControl = "no-store";
            }

            return Task.CompletedTask;
        }, (context, policy));
        return next(context);
    }
}
