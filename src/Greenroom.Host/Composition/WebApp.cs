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

        // The app's own routes, for whatever no endpoint took. A catch-all route would do the same but hide a wrong method (405) and a
        // wrong content type (415) of the API behind a missing page.
        app.Use(static (context, next) => context.GetEndpoint() is null && IsPageOfTheApp(context.Request) ? ServeIndex(context) : next(context));
    }

    private static bool IsPageOfTheApp(HttpRequest request)
    {
        var path = request.Path;
        return (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            && !Path.HasExtension(path)
            && !path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) && !path.StartsWithSegments("/auth", StringComparison.OrdinalIgnoreCase)
            && !path.StartsWithSegments("/openapi", StringComparison.OrdinalIgnoreCase) && !path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase);
    }

    private static async Task ServeIndex(HttpContext context)
    {
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
