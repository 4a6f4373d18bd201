using Microsoft.AspNetCore.Http;

namespace Greenroom.Platform.Errors;

/// <summary>Refusals that belong to no feature.</summary>
public static class CommonFailures
{
    public static Failure Invalid(string field, string sentence) => new(
        "request.invalid",
        sentence,
        StatusCodes.Status400BadRequest,
        Errors: new Dictionary<string, string[]>(StringComparer.Ordinal) { [field] = [sentence] });

    public static Failure RateLimited(TimeSpan retryAfter) => new(
        "rate.limited",
        $"Too many requests. Try again in {Math.Max(1, (int)Math.Ceiling(retryAfter.TotalSeconds))} seconds.",
        StatusCodes.Status429TooManyRequests,
        retryAfter);

    /// <summary>The code of an error that has no code of its own, by status.</summary>
    public static string CodeFor(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "request.invalid",
        StatusCodes.Status401Unauthorized => "auth.required",
        StatusCodes.Status403Forbidden => "auth.forbidden",
        StatusCodes.Status404NotFound => "route.not_found",
        StatusCodes.Status405MethodNotAllowed => "route.method_not_allowed",
        StatusCodes.Status406NotAcceptable => "request.not_acceptable",
        StatusCodes.Status408RequestTimeout => "request.timeout",
        StatusCodes.Status413PayloadTooLarge => "request.too_large",
        StatusCodes.Status415UnsupportedMediaType => "request.unsupported_type",
        StatusCodes.Status429TooManyRequests => "rate.limited",
        StatusCodes.Status503ServiceUnavailable => "database.unavailable",
        _ => status >= 500 ? "server.error" : "request.refused",
    };
}
