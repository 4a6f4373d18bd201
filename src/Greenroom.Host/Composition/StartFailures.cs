using Greenroom.Platform.Data;
using Microsoft.Extensions.Options;

namespace Greenroom.Host.Composition;

/// <summary>What an operator reads when the start fails for a reason that is theirs to mend.</summary>
internal static class StartFailures
{
    public static string? Explain(Exception exception) => exception switch
    {
        // Several settings are wrong at once; the first is enough to go on with.
        AggregateException { InnerExceptions: [var first, ..] } => Explain(first),
        SettingException or FormatException => $"Greenroom cannot start: {exception.Message}",
        OptionsValidationException options => $"Greenroom cannot start: {string.Join(' ', options.Failures)}",
        Interviews.Questions.QuestionBankException bank => $"Greenroom cannot start: the question bank has an error: {bank.Message}",
        InvalidOperationException { InnerException: FormatException or ArgumentException { InnerException: FormatException } } conversion =>
            $"Greenroom cannot start: {conversion.Message.Replace(":", "__", StringComparison.Ordinal)}",
        InvalidOperationException { InnerException: IOException } locked => $"Greenroom cannot start: {locked.Message}",
        UnauthorizedAccessException denied => $"Greenroom cannot start: {denied.Message}",
        IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } inUse => $"Greenroom cannot start: {inUse.Message} Set PORT to another port.",
        _ => DatabaseFailures.From(exception) is { } failure ? $"Greenroom cannot start: {failure.Message} ({exception.GetBaseException().Message})" : null,
    };
}
