using System.ComponentModel.DataAnnotations;
using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Greenroom.Platform.Http;

/// <summary>How much of the traffic is written down.</summary>
public sealed class RequestLogOptions
{
    /// <summary>One in so many ordinary requests gets a line: a line costs more CPU than a request that only reads.</summary>
    [Range(1, 1_000_000)]
    public int OneIn { get; set; } = 100;
}

/// <summary>One line for every failed or slow request and for a sample of the others. The route, never the query: it may hold a code or a token.</summary>
internal sealed partial class RequestLog(RequestDelegate next, IOptions<RequestLogOptions> options, ILogger<RequestLog> log)
{
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(1);
    private long _count;

    public async Task InvokeAsync(HttpContext context)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            var elapsed = Stopwatch.GetElapsedTime(started);
            var status = context.Response.StatusCode;
            var sampled = Interlocked.Increment(ref _count) % options.Value.OneIn == 0;
            var isStream = context.Response.ContentType?.StartsWith("text/event-stream", StringComparison.Ordinal) == true;
            if (status >= 500 || (elapsed > Slow && !isStream) || sampled)
            {
                var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(no route)";
                Served(context.Request.Method, route, status, elapsed.TotalMilliseconds);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Method} {Route} {Status} in {Milliseconds:0.0} ms")]
    private partial void Served(string method, string route, int status, double milliseconds);
}
