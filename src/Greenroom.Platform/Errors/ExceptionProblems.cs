using System.Text.Json;
using Greenroom.Platform.Data;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Greenroom.Platform.Errors;

/// <summary>Turns what was thrown into a problem: unreadable bodies 400, a database that is down or full 503, the rest 500 without a word about the inside.</summary>
internal sealed partial class ExceptionProblems(IProblemDetailsService problems, ILogger<ExceptionProblems> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
        {
            // The client left; there is nobody to answer and nothing to report.
            httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        var failure = FailureFor(exception);
        if (failure is null)
        {
            return false;
        }

        if (failure.Status >= StatusCodes.Status500InternalServerError)
        {
            DatabaseRefused(failure.Code, exception);
        }

        httpContext.Response.StatusCode = failure.Status;
        return await problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = httpContext,
            ProblemDetails = failure.ToProblem().ProblemDetails,
            Exception = exception,
        });
    }

    internal static Failure? FailureFor(Exception exception) => exception switch
    {
        BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest } bad => new Failure("request.invalid", Explain(bad), bad.StatusCode, Errors: FieldsOf(bad)),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => new Failure("request.too_large", "The body may have at most 256 KB.", StatusCodes.Status413PayloadTooLarge),
        BadHttpRequestException { StatusCode: StatusCodes.Status415UnsupportedMediaType } => new Failure("request.unsupported_type", "Send the body as application/json.", StatusCodes.Status415UnsupportedMediaType),
        BadHttpRequestException other => new Failure(CommonFailures.CodeFor(other.StatusCode), "The request could not be read.", other.StatusCode),
        _ => DatabaseFailures.From(exception),
    };

    // The parser's own message may name .NET types: only the path is safe to show.
    private static string Explain(BadHttpRequestException exception) => exception.InnerException switch
    {
        JsonException { Path: { Length: > 1 } path } => $"The body is not valid JSON for this call: see {path}.",
        JsonException => "The body is not valid JSON for this call.",
        _ => "The request could not be read: a value is missing or has the wrong form.",
    };

    // A missing or ill-typed field never reaches validation; the form that sent it wants to know which one all the same.
    private static Dictionary<string, string[]>? FieldsOf(BadHttpRequestException exception)
    {
        if (exception.InnerException is not JsonException json)
        {
            return null;
        }

        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        // "$.email" or "$.topics[0]": the field is what stands between the dot and the next sign.
        var field = json.Path is { } path && path.StartsWith("$.", StringComparison.Ordinal) ? path[2..].Split('.', '[')[0] : "";
        if (IsFieldName(field))
        {
            errors[field] = ["This value has the wrong form."];
        }

        // The exception has the missing names only in its sentence, each in single quotes.
        const string Missing = "missing required properties including:";
        var start = json.Message.IndexOf(Missing, StringComparison.Ordinal);
        foreach (var name in start < 0 ? [] : json.Message[(start + Missing.Length)..].Split('\'').Where(IsFieldName))
        {
            errors[name] = ["This field is required."];
        }

        return errors.Count > 0 ? errors : null;
    }

    private static bool IsFieldName(string text) => text.Length is > 0 and <= 64 && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    [LoggerMessage(Level = LogLevel.Error, Message = "The database refused a request: {Code}")]
    private partial void DatabaseRefused(string code, Exception exception);
}
