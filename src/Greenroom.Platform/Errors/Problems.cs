using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Greenroom.Platform.Errors;

/// <summary>Every error that the application sees leaves as <c>application/problem+json</c> with a stable code (RFC 9457).</summary>
public static class Problems
{
    public static ProblemHttpResult ToProblem(this Failure failure)
    {
        var details = new ProblemDetails
        {
            Status = failure.Status,
            Title = TitleFor(failure.Status),
            Detail = failure.Message,
        };
        details.Extensions["code"] = failure.Code;
        if (failure.Errors is not null)
        {
            details.Extensions["errors"] = failure.Errors;
        }

        if (failure.RetryAfter is { } wait)
        {
            details.Extensions[RetryAfterKey] = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        }

        return TypedResults.Problem(details);
    }

    /// <summary>Writes a failure from a middleware, outside any endpoint.</summary>
    public static async Task WriteAsync(HttpContext context, Failure failure)
    {
        context.Response.StatusCode = failure.Status;
        await context.RequestServices.GetRequiredService<IProblemDetailsService>()
            .WriteAsync(new ProblemDetailsContext { HttpContext = context, ProblemDetails = failure.ToProblem().ProblemDetails });
    }

    public static IServiceCollection AddProblems(this IServiceCollection services)
    {
        // Before the framework's own writer: the first that can write does.
        services.AddSingleton<IProblemDetailsWriter, AnyClientProblems>();
        services.AddProblemDetails();
        services.AddExceptionHandler<ExceptionProblems>();
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        return services;
    }

    public static IApplicationBuilder UseProblems(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            StatusCodeSelector = exception => ExceptionProblems.FailureFor(exception)?.Status ?? StatusCodes.Status500InternalServerError,
            SuppressDiagnosticsCallback = static context => ExceptionProblems.FailureFor(context.Exception) is { Status: < 500 },
        });
        app.UseStatusCodePages();
        return app;
    }

    private const string RetryAfterKey = "retry_after";

    /// <summary>What an error of this status says when nothing more is known about it.</summary>
    public static Failure Plain(int status) => new(CommonFailures.CodeFor(status), DetailFor(status) ?? $"{TitleFor(status)}.", status);

    /// <summary>The framework's writer stays silent when the client only accepts, say, an event stream; an error is better than nothing.</summary>
    private sealed class AnyClientProblems : IProblemDetailsWriter
    {
        public bool CanWrite(ProblemDetailsContext context) => true;

        public async ValueTask WriteAsync(ProblemDetailsContext context)
        {
            Complete(context);
            await context.HttpContext.Response.WriteAsJsonAsync(
                context.ProblemDetails, context.ProblemDetails.GetType(), Http.JsonFormat.Options, "application/problem+json", context.HttpContext.RequestAborted);
        }
    }

    private static void Complete(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        var status = problem.Status ?? context.HttpContext.Response.StatusCode;
        problem.Status = status;
        problem.Title ??= TitleFor(status);
        problem.Type ??= "about:blank";

        if (problem is HttpValidationProblemDetails validation)
        {
            problem.Title = TitleFor(status);
            problem.Detail ??= "Some fields are not valid.";
            validation.Errors = validation.Errors.ToDictionary(e => FieldName(e.Key), e => e.Value, StringComparer.Ordinal);
        }

        problem.Detail ??= DetailFor(status);
        problem.Extensions.TryAdd("code", CommonFailures.CodeFor(status));
        problem.Extensions.Remove("traceId");
        problem.Extensions["trace_id"] = Activity.Current?.TraceId.ToString() ?? context.HttpContext.TraceIdentifier;
        if (problem.Extensions.Remove(RetryAfterKey, out var seconds))
        {
            context.HttpContext.Response.Headers.RetryAfter = seconds?.ToString();
        }
    }

    private static string FieldName(string path) =>
        string.Join('.', path.Split('.').Select(JsonNamingPolicy.SnakeCaseLower.ConvertName));

    private static string TitleFor(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "The request is not valid",
        StatusCodes.Status401Unauthorized => "Not signed in",
        StatusCodes.Status403Forbidden => "Not allowed",
        StatusCodes.Status404NotFound => "Not found",
        StatusCodes.Status405MethodNotAllowed => "Method not allowed",
        StatusCodes.Status409Conflict => "Conflict",
        StatusCodes.Status410Gone => "Gone",
        StatusCodes.Status413PayloadTooLarge => "Too large",
        StatusCodes.Status415UnsupportedMediaType => "Unsupported content type",
        StatusCodes.Status422UnprocessableEntity => "Refused",
        StatusCodes.Status429TooManyRequests => "Too many requests",
        StatusCodes.Status503ServiceUnavailable => "Not available right now",
        _ => status >= 500 ? "Something went wrong on our side" : "The request was refused",
    };

    private static string? DetailFor(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "A value in the query or in a header is not of the type that the API document gives.",
        StatusCodes.Status401Unauthorized => "Log in and send the access token as a bearer token.",
        StatusCodes.Status404NotFound => "There is nothing at this address.",
        StatusCodes.Status405MethodNotAllowed => "This address does not take that method.",
        StatusCodes.Status413PayloadTooLarge => "The body may have at most 256 KB.",
        StatusCodes.Status415UnsupportedMediaType => "Send the body as application/json.",
        >= 500 and not StatusCodes.Status503ServiceUnavailable => "The error was recorded. Quote the trace id when you report it.",
        _ => null,
    };
}
