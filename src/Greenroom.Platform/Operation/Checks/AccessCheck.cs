using Greenroom.Platform.Data;
using Microsoft.Extensions.Options;

namespace Greenroom.Platform.Operation.Checks;

/// <summary>Whether other users of the machine can read secrets, answers and addresses.</summary>
internal sealed class AccessCheck(IOptions<DatabaseOptions> options, BackupFolder backups) : IDoctorCheck
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly string[] Private = ["jwt-secret", "master-key", "greenroom.db", "greenroom.db-wal", "greenroom.db-shm", "greenroom-before-*"];

    public string Name => "access";

    public Task<IReadOnlyList<Finding>> LookAsync(CancellationToken ct)
    {
        var folder = Path.GetFullPath(options.Value.DataDirectory);
        if (OperatingSystem.IsWindows() || !Directory.Exists(folder))
        {
            return Task.FromResult<IReadOnlyList<Finding>>([]);
        }

        List<Finding> found = [];
        IEnumerable<string> files = [.. Private.SelectMany(name => Directory.GetFiles(folder, name)), .. Directory.Exists(backups.Path) ? Directory.GetFiles(backups.Path, "greenroom-*") : []];
        foreach (var file in files.Where(IsOpen))
        {
            found.Add(new Finding(Severity.Problem, $"{file} can be read or written by other users of this machine: chmod 600, or ./run doctor --fix", _ => SetAsync(file, Owner)));
        }

        if (IsOpen(folder))
        {
            found.Add(new Finding(Severity.Warning, $"{folder} is open to other users of this machine: chmod 700, or ./run doctor --fix", _ => SetAsync(folder, Owner | UnixFileMode.UserExecute)));
        }

        return Task.FromResult<IReadOnlyList<Finding>>(found.Count > 0 ? found : [Finding.Ok($"only its owner can read {folder}")]);
    }

#pragma warning disable CA1416 // Asked above, before anything is looked at.
    private static bool IsOpen(string path) => (File.GetUnixFileMode(path) & ~(Owner | UnixFileMode.UserExecute)) != UnixFileMode.None;

    private static Task SetAsync(string path, UnixFileMode mode)
    {
        File.SetUnixFileMode(path, mode);
        return Task.CompletedTask;
    }
#pragma warning restore CA1416
}
