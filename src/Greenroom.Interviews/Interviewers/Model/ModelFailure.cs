using System.ClientModel;
using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;

namespace Greenroom.Interviews.Interviewers.Model;

/// <summary>Why a call to the model came to nothing. The code is stable; a page shows the sentence made from it.</summary>
/// <param name="MayPass">Trying again in a moment can help.</param>
/// <param name="RetryAfter">How long the endpoint asked to be left alone.</param>
internal sealed record ModelFailure(string Code, bool MayPass = false, int? Status = null, TimeSpan? RetryAfter = null)
{
    public const string Unauthorized = "model.unauthorized";
    public const string RateLimited = "model.rate_limited";
    public const string Timeout = "model.timeout";
    public const string Unreachable = "model.unreachable";
    public const string BadResponse = "model.bad_response";
    public const string Error = "model.error";

    /// <summary>What happened, for a person; never a word of the endpoint, which may hold a key or an answer.</summary>
    public string Reason => Code switch
    {
        Unauthorized => "The model refused our key",
        RateLimited => "The model is receiving too many requests at the moment",
        Timeout => "The model did not answer in time",
        Unreachable => "The model could not be reached",
        BadResponse => "The model's reply could not be used",
        _ => "The model reported an error",
    };

    /// <summary>The one place where what the SDK throws becomes a failure of ours. What it throws when was measured, not read.</summary>
    public static ModelFailure Of(Exception exception, DateTimeOffset now) => exception switch
    {
        ModelException ours => ours.Failure,
        ClientResultException { Status: not 0 } answered => OfStatus(answered, now),
        ReplyTooLargeException => new(BadResponse),
        OperationCanceledException or TimeoutException => new(Timeout, MayPass: true),
        HttpRequestException or SocketException or IOException => new(Unreachable, MayPass: true),
        // HTML with status 200, half a JSON text.
        JsonException => new(BadResponse, MayPass: true),
        // With retries of its own the SDK wraps what it saw; without a status it wraps what the socket said.
        AggregateException { InnerExceptions: [.., var last] } => Of(last, now),
        ClientResultException { InnerException: { } inner } => Of(inner, now),
        ClientResultException => new(Unreachable, MayPass: true),
        // Valid JSON of the wrong shape: an unknown finish_reason, a number where a text should be, a lone surrogate.
        ArgumentException or FormatException or InvalidOperationException or KeyNotFoundException or NullReferenceException or IndexOutOfRangeException => new(BadResponse),
        _ => new(Error),
    };

    private static ModelFailure OfStatus(ClientResultException exception, DateTimeOffset now) => exception.Status switch
    {
        401 or 403 => new(Unauthorized, Status: exception.Status),
        // An empty account answers 429 too, and waiting does not fill it.
        429 => new(RateLimited, !exception.Message.Contains("insufficient_quota", StringComparison.Ordinal), 429, RetryAfterOf(exception, now)),
        408 or 504 => new(Timeout, MayPass: true, exception.Status),
        >= 500 => new(Error, MayPass: true, exception.Status, RetryAfterOf(exception, now)),
        >= 200 and < 400 => new(BadResponse, Status: exception.Status),
        _ => new(Error, Status: exception.Status),
    };

    private static TimeSpan? RetryAfterOf(ClientResultException exception, DateTimeOffset now)
    {
        if (exception.GetRawResponse()?.Headers.TryGetValue("Retry-After", out var value) is not true || value is null)
        {
            return null;
        }

        if (double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds))
        {
            return TimeSpan.FromSeconds(Math.Clamp(seconds, 0, 86_400));
        }

        return DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) && date > now
            ? date - now
            : null;
    }
}

/// <summary>Carries a <see cref="ModelFailure"/> through the retry and the circuit; it has no text of the endpoint in it.</summary>
internal sealed class ModelException(ModelFailure failure) : Exception(failure.Code)
{
    public ModelFailure Failure { get; } = failure;
}

/// <summary>The endpoint sent more than any reply of ours can be.</summary>
internal sealed class ReplyTooLargeException(long limit) : IOException($"The reply is larger than {limit} bytes.");
