using Greenroom.Platform.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Greenroom.Platform.Http;

/// <summary>A body in a character set that does not exist is the client's mistake; the framework would answer 500.</summary>
internal sealed class KnownCharsets(RequestDelegate next)
{
    private static readonly Failure Unknown = new(
        "request.unsupported_type", "Send the body as application/json in UTF-8.", StatusCodes.Status415UnsupportedMediaType);

    public Task InvokeAsync(HttpContext context) =>
        MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) && type.Charset is { Length: > 0 } && !IsKnown(type)
            ? Problems.WriteAsync(context, Unknown)
            : next(context);

    private static bool IsKnown(MediaTypeHeaderValue type)
    {
        try
        {
            // UTF-7 has no encoding object: it hides characters from whoever looks at the bytes.
            return type.Encoding is not null;
        }
        catch (NotSupportedException)
        {
            return false;
        }
    }
}
