using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Greenroom.Interviews.Turns;

/// <summary>Writes events as <c>text/event-stream</c> (WHATWG HTML, server-sent events), with comments that keep proxies from closing a quiet line.</summary>
internal sealed class EventStreamResult(IAsyncEnumerable<TurnEvent?> events) : IResult
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
        await response.Body.FlushAsync(ct);
        try
        {
            await foreach (var item in events.WithCancellation(ct))
            {
                var line = item is null ? ": still here\n\n" : $"id: {item.Seq}\nevent: {item.Type}\ndata: {item.Payload}\n\n";
                await response.Body.WriteAsync(Encoding.UTF8.GetBytes(line), ct);
                await response.Body.FlushAsync(ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The reader left; what is being worked on goes on without them.
        }
    }
}
