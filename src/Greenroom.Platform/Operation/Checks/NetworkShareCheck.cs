namespace Greenroom.Platform.Operation.Checks;

/// <summary>A WAL needs memory that all processes of one machine share; a network share has none (https://www.sqlite.org/wal.html).</summary>
internal sealed class NetworkShareCheck(QuietDatabase database) : IDoctorCheck
{
    private const string Mounts = "/proc/mounts";
    private static readonly string[] Shares = ["nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "lustre", "glusterfs", "fuse.glusterfs", "fuse.sshfs", "fuse.rclone", "fuse.s3fs"];

    public string Name => "disk";

    public async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken ct) =>
        database.IsSqlite && File.Exists(Mounts) ? [Judge(database.File, await File.ReadAllLinesAsync(Mounts, ct))] : [];

    /// <param name="file">An absolute path.</param>
    /// <param name="mounts">Lines of device, mount point and kind, with spaces written as \040.</param>
    internal static Finding Judge(string file, IEnumerable<string> mounts)
    {
        var mount = mounts.Select(line => line.Split(' ')).Where(parts => parts.Length > 2)
            .Select(parts => (Point: parts[1].Replace("\\040", " ", StringComparison.Ordinal), Kind: parts[2]))
            .Where(m => m.Point == "/" || file.StartsWith(m.Point + "/", StringComparison.Ordinal))
            .MaxBy(m => m.Point.Length);
        return Shares.Contains(mount.Kind, StringComparer.Ordinal)
            ? Finding.Problem($"{file} is on a network share ({mount.Kind} at {mount.Point}), where SQLite loses data. Move DATA_DIR to a local disk, or set DATABASE_URL")
            : Finding.Ok("not on a network share");
    }
}
