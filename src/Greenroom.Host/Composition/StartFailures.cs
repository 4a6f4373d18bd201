using System.Text.RegularExpressions;
using Greenroom.Platform.Data;
using Microsoft.Extensions.Options;

namespace Greenroom.Host.Composition;

/// <summary>What an operator reads when the start fails for a reason that is theirs to mend.</summary>
internal static partial class StartFailures
{
    public static string? Explain(Exception exception) => exception switch
    {
        // Several settings are wrong at once; the first is enough to go on with.
        AggregateException { InnerExceptions: [var first, ..] } => Explain(first),
        SettingException or FormatException or NewerDatabaseException or DamagedDatabaseException => $"Greenroom cannot start: {exception.Message}",
        OptionsValidationException options => $"Greenroom cannot start: {string.Join(' ', options.Failures)}",
        Interviews.Questions.QuestionBankException bank => $"Greenroom cannot start: the question bank has an error: {bank.Message}",
        InvalidOperationException conversion when Conversion().Match(conversion.Message) is { Success: true } found =>
            $"Greenroom cannot start: {found.Groups["path"].Value.Replace(":", "__", StringComparison.Ordinal)} must be {Allowed(found.Groups["type"].Value)}, not \"{found.Groups["value"].Value}\".",
        InvalidOperationException { InnerException: IOException } locked => $"Greenroom cannot start: {locked.Message}",
        UnauthorizedAccessException denied => $"Greenroom cannot start: {denied.Message}",
        IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } inUse => $"Greenroom cannot start: {inUse.Message} Set PORT to another port.",
        _ => DatabaseFailures.From(exception) is { } failure ? $"Greenroom cannot start: {failure.Message} ({exception.GetBaseException().Message})" : null,
    };

    private static string Allowed(string type) => type switch
    {
        "System.Int32" => $"a whole number of at most {int.MaxValue}",
        "System.Boolean" => "true or false",
        "System.TimeSpan" => "a time such as 12:00:00 (hours, minutes, seconds) or 14.00:00:00 (with days)",
        _ => $"a {type}",
    };

    /// <summary>How the framework says that a variable is not of the type of its option; the exception has the parts nowhere else.</summary>
    [GeneratedRegex("^Failed to convert configuration value '(?<value>.*)' at '(?<path>[^']+)' to type '(?<type>[^']+)'", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Conversion();
}
