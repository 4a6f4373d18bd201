using System.Globalization;
using Greenroom.Platform.Data;
using Microsoft.Extensions.Options;

namespace Greenroom.Platform.Operation.Checks;

/// <summary>Room for a copy of the database and for what comes: a backup, the copy before a migration.</summary>
internal sealed class SpaceCheck(QuietDatabase database, IOptions<DatabaseOptions> options, BackupFolder backups) : IDoctorCheck
{
    private const long Least = 500_000_000;

    public string Name => "space";

    public Task<IReadOnlyList<Finding>> LookAsync(CancellationToken ct)
    {
        var size = database is { IsSqlite: true, Exists: true } ? new FileInfo(database.File).Length : 0;
        string[] folders = [Path.GetFullPath(options.Value.DataDirectory), backups.Path];
        return Task.FromResult<IReadOnlyList<Finding>>([.. folders.Where(Directory.Exists).Select(folder => Judge(folder, new DriveInfo(folder).AvailableFreeSpace, size))]);
    }

    internal static Finding Judge(string folder, long free, long database) => free < Math.Max(Least, 2 * database)
        ? Finding.Warning(string.Create(CultureInfo.InvariantCulture, $"{free / 1_000_000} MB left for {folder}, less than {Math.Max(Least, 2 * database) / 1_000_000} MB: make room, or the next backup or migration may fail"))
        : Finding.Ok(string.Create(CultureInfo.InvariantCulture, $"{free / 1_000_000} MB left for {folder}"));
}
