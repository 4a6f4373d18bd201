using Microsoft.Extensions.Logging.Console;

namespace Greenroom.Host.Composition;

internal static class Logs
{
    /// <summary>JSON lines in production, plain lines in development. Request lines of the framework cost more than a request
    /// (measured: 1.16 against 0.68 ms CPU for /health), so the framework logs warnings only and a sample of requests is logged by us.</summary>
    public static void AddLogs(this WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        if (builder.Environment.IsDevelopment())
        {
            builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        }
        else
        {
            builder.Logging.AddJsonConsole(console =>
            {
                console.UseUtcTimestamp = true;
                console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
                console.IncludeScopes = false;
            });
        }

        // Standard output belongs to the commands (the ready line, the OpenAPI document).
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddFilter("Greenroom", LogLevel.Information);

        // Its category logs failures that the problem handler has already turned into an answer and a line of its own.
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Critical);
        builder.Logging.AddFilter("Microsoft.AspNetCore.StaticFiles", LogLevel.Error);

        // These write down whole addresses, and those of browsers that come back from GitHub or Instagram hold a code. A lower level for everything does not reach them.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Http.Result", LogLevel.Warning);
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging"));
    }
}
