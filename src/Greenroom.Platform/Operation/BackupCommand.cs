using System.Globalization;
using Greenroom.Platform.Data;
using Microsoft.Extensions.Options;

namespace Greenroom.Platform.Operation;

/// <summary><c>./run backup [FILE]</c>: a backup now, also while the server runs. It only reads, so it leaves no row in the database.</summary>
internal sealed class BackupCommand(IOptions<DatabaseOptions> options, BackupFolder folder, PostgresTools postgres, TimeProvider clock) : IOperatorCommand
{
    public string Name => "backup";

    private bool IsSqlite => options.Value.Engine == DatabaseEngine.Sqlite;

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, CancellationToken ct)
    {
        if (arguments.Count > 1 || arguments.Any(a => a.StartsWith('-')))
        {
            throw new UsageException("Usage: ./run backup [FILE]");
        }

        if (IsSqlite && !File.Exists(options.Value.SqliteFile))
        {
            throw new RefusedException($"There is no database at {options.Value.SqliteFile} yet.");
        }

        var file = Target(arguments);
        if (File.Exists(file))
        {
            throw new RefusedException($"{file} exists; a backup overwrites nothing.");
        }

        await (IsSqlite ? SqliteCopy.MakeAsync(options.Value.SqliteFile, file, ct) : postgres.DumpAsync(file, ct));
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Backup: {file}, {new FileInfo(file).Length / 1_000_000.0:0.0} MB, checked."));
        return 0;
    }

    private string Target(IReadOnlyList<string> arguments)
    {
        if (arguments.Count == 1)
        {
            var file = Path.GetFullPath(arguments[0]);
            return Directory.Exists(Path.GetDirectoryName(file)) ? file : throw new RefusedException($"There is no folder {Path.GetDirectoryName(file)}.");
        }

        folder.Create();
        return Path.Combine(folder.Path, BackupFolder.NameAt(clock.UtcNow(), IsSqlite ? "db" : "dump"));
    }
}
