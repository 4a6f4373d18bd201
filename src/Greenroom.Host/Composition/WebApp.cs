using Microsoft.Extensions.FileProviders;

namespace Greenroom.Host.Composition;

/// <summary>Serves the built web app from the same origin as the API.</summary>
internal static class WebApp
{
    public static void MapWebApp(this WebApplication app)
    {
        app.MapStaticAssets().Add(static endpoint =>
        {
            // Vite puts a content hash into these names, so a copy never goes stale.
            if (endpoint is RouteEndpointBuilder { RoutePattern.RawText: { } route } && route.TrimStart('/').StartsWith("assets/", StringComparison.Ordinal))
            {
                var next = endpoint.RequestDelegate!;
                endpoint.RequestDelegate = context =>
                {
                    context.Response.OnStarting(static state =>
                    {
                        ((HttpContext)state).Response.Headers.CacheControl = "public, max-age=31536000, immutable";
                        return Task.CompletedTask;
                    }, context);
                    return next(context);
                };
            }
        });

        // The app's own routes; a path below /api or /auth that nothing serves stays a problem document.
        app.MapFallback("{**path:nonfile}", ServeIndex).ExcludeFromDescription();
    }

    private static async Task ServeIndex(HttpContext context)
    {
        var path = context.Request.Path;
        if (path.StartsWithSegments("/api", StringComparison.Ordinal) || path.StartsWithSegments("/auth", StringComparison.Ordinal)
            || path.StartsWithSegments("/openapi", StringComparison.Ordinal) || path.StartsWithSegments("/health", StringComparison.Ordinal)
            || !(HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        IFileInfo index = context.RequestServices.GetRequiredService<IWebHostEnvironment>().WebRootFileProvider.GetFileInfo("index.html");
        if (!index.Exists)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.CacheControl = "no-cache";
        await context.Response.SendFileAsync(index, context.RequestAborted);
    }
}
