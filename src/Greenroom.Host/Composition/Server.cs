using System.Text.Json.Serialization;
using Greenroom.Platform.Errors;
using Microsoft.AspNetCore.Http.Timeouts;

namespace Greenroom.Host.Composition;

internal static class Server
{
    private const long LargestBody = 256 * 1024;

    public static void AddServer(this WebApplicationBuilder builder, Settings settings)
    {
        // The slim builder leaves out HTTP/3, IIS and what else is never used; TLS at the program itself is.
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.UseUrls($"http://0.0.0.0:{settings.Port}");
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
        });

        // Unpublished output finds wwwroot through this manifest, whatever the environment; published output has it beside the program.
        builder.WebHost.UseStaticWebAssets();
        builder.AddTrustedProxies();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(25));
        builder.Services.AddRequestTimeouts(timeouts => timeouts.DefaultPolicy = new RequestTimeoutPolicy
        {
            Timeout = TimeSpan.FromSeconds(30),
            TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable,
            WriteTimeoutResponse = static context => Problems.WriteAsync(
                context, new Failure("server.timeout", "The server was too slow to answer. Try again in a moment.", StatusCodes.Status503ServiceUnavailable, TimeSpan.FromSeconds(5))),
        });
    }

    public static void AddBrowserAccess(this IServiceCollection services, Settings settings) =>
        services.AddCors(cors => cors.AddDefaultPolicy(policy => policy
            .WithOrigins(settings.CorsOrigins)
            .WithMethods("GET", "POST", "PUT", "PATCH", "DELETE")
            .WithHeaders("Authorization", "Content-Type", "Idempotency-Key", "Last-Event-ID")
            .WithExposedHeaders("Location", "Retry-After", "Authorization")));
}
