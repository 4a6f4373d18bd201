namespace Greenroom.Platform.Errors;

/// <summary>An expected refusal: a stable <paramref name="Code"/> that clients branch on, a sentence for people and the HTTP status.</summary>
/// <param name="RetryAfter">When a later try may succeed; becomes the <c>Retry-After</c> header.</param>
/// <param name="Errors">Sentences by snake_case field name.</param>
public sealed record Failure(
    string Code,
    string Message,
    int Status,
    TimeSpan? RetryAfter = null,
    IReadOnlyDictionary<string, string[]>? Errors = null);

/// <summary>A value or the reason why there is none.</summary>
public readonly record struct Result<T>
{
    private Result(T? value, Failure? failure)
    {
        Value = value;
        Failure = failure;
    }

    /// <summary>Null when <see cref="Failure"/> is set.</summary>
    public T? Value { get; }

    /// <summary>Null when it went well.</summary>
    public Failure? Failure { get; }

    public static implicit operator Result<T>(T value) => new(value, failure: null);

    public static implicit operator Result<T>(Failure failure) => new(default, failure);
}

/// <summary>The value of an operation that has nothing to return.</summary>
public readonly record struct Done;
