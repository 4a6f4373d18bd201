namespace Greenroom.Platform.Operation;

/// <summary><c>./run restore FILE</c>: the server has to be stopped. What was there before is kept, and is back if the backup does not work.</summary>
internal sealed class RestoreCommand(IRestore restore) : IOperatorCommand
{
    public string Name => "restore";

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, CancellationToken ct)
    {
        if (arguments.Count != 1 || arguments[0].StartsWith('-'))
        {
            throw new UsageException("Usage: ./run restore FILE");
        }

        var file = Path.GetFullPath(arguments[0]);
        if (!File.Exists(file))
        {
            throw new RefusedException($"There is no file {file}.");
        }

        var counted = await restore.RunAsync(file, output, ct);
        await output.WriteLineAsync($"Restored from {file}: {counted}. The server can be started.");
        return 0;
    }
}

internal interface IRestore
{
    /// <summary>Says on the way where the database from before is kept; returns what is there now, in words.</summary>
    /// <exception cref="RefusedException">The database is as it was.</exception>
    Task<string> RunAsync(string file, TextWriter output, CancellationToken ct);
}
