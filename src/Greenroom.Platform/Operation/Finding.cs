namespace Greenroom.Platform.Operation;

internal enum Severity
{
    Ok,
    Warning,
    Problem,
}

/// <summary>What a check of the doctor found.</summary>
/// <param name="Text">What is, and what to do about it.</param>
/// <param name="Fix">What <c>--fix</c> does; null when only a person can.</param>
internal sealed record Finding(Severity Severity, string Text, Func<CancellationToken, Task>? Fix = null)
{
    public static Finding Ok(string text) => new(Severity.Ok, text);

    public static Finding Warning(string text) => new(Severity.Warning, text);

    public static Finding Problem(string text) => new(Severity.Problem, text);
}

internal interface IDoctorCheck
{
    /// <summary>A word before each of its findings.</summary>
    string Name { get; }

    /// <summary>Changes nothing. Nothing found is a check that does not concern this set-up.</summary>
    Task<IReadOnlyList<Finding>> LookAsync(CancellationToken ct);
}
