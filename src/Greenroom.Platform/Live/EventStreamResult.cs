using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Greenroom.Platform.Live;

/// <param name="Id">What a reader sends as <c>Last-Event-ID</c> to go on after it; null in a stream that begins anew each time.</param>
/// <param name="Data">JSON on one line.</param>
public sealed record ServerEvent(int? Id, string Type, string Data);

/// <summary>Writes events as <c>text/event-stream</c> (WHATWG HTML, server-sent events); a null becomes a comment, which keeps proxies from closing a quiet line.</summary>
public sealed class EventStreamResult(IAsyncEnumerable<ServerEvent?> events) : IResult
{
    public const string ContentType = "text/event-stream";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = ContentType;
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        httpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();

        var ct = httpContext.RequestAborted;
        try
        {
            await foreach (var item in events.WithCancellation(ct))
            {
                await response.Body.WriteAsync(Encoding.UTF8.GetBytes(Lines(item)), ct);
                await response.Body.FlushAsync(ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The reader left; what is being worked on goes on without them.
        }
    }

    private static string Lines(ServerEvent? item) => item switch
    {
        null => ": still here\n\n",
        { Id: { } id } => $"id: {id}\nevent: {item.Type}\ndata: {item.Data}\n\n",
        _ => $"event: {item.Type}\ndata: {item.Data}\n\n",
    };
}
