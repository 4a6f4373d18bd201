using Greenroom.Platform.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Greenroom.Platform.Operation;

/// <summary>What an operator asks of the program on the command line, beside serving.</summary>
public static class OperatorCommands
{
    /// <summary>The exit code; null when there is no such command here.</summary>
    public static async Task<int?> RunAsync(IServiceProvider services, IReadOnlyList<string> words, TextWriter output, TextWriter errors, CancellationToken ct)
    {
        var command = services.GetServices<IOperatorCommand>().FirstOrDefault(c => words is [var name, ..] && string.Equals(c.Name, name, StringComparison.Ordinal));
        if (command is null)
        {
            return null;
        }

        try
        {
            return await command.RunAsync([.. words.Skip(1)], output, ct);
        }
        catch (UsageException usage)
        {
            await errors.WriteLineAsync(usage.Message);
            return 2;
        }
        catch (Exception exception) when (Explain(exception) is { } sentence)
        {
            await errors.WriteLineAsync(sentence);
            return 1;
        }
    }

    private static string? Explain(Exception exception) => exception switch
    {
        RefusedException or DamagedDatabaseException or NewerDatabaseException or IOException or UnauthorizedAccessException => exception.Message,
        InvalidOperationException { InnerException: IOException } => exception.Message,
        _ => DatabaseFailures.From(exception) is null ? null : $"The database does not answer: {exception.GetBaseException().Message}",
    };
}

internal interface IOperatorCommand
{
    string Name { get; }

    /// <summary>The exit code.</summary>
    Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, CancellationToken ct);
}

/// <summary>Called with words that it does not know; the message says which it knows.</summary>
internal sealed class UsageException(string message) : Exception(message);

/// <summary>Nothing was changed, or everything is as it was; the message says why.</summary>
internal sealed class RefusedException(string message, Exception? inner = null) : Exception(message, inner);
