using Microsoft.Extensions.Options;

namespace Greenroom.Platform.Data;

/// <summary>One process owns a SQLite database. The lock is the operating system's, so it ends with the process, however that ends.</summary>
/// <remarks>It stands on a file of its own: opening the live database outside SQLite would drop SQLite's locks.</remarks>
public sealed class SqliteFileLock(IOptions<DatabaseOptions> options) : IDisposable
{
    private FileStream? _file;

    /// <exception cref="InvalidOperationException">Another process serves this database.</exception>
    public void Take()
    {
        if (_file is not null)
        {
            return;
        }

        var path = options.Value.SqliteFile + ".lock";
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception)
        {
            throw new InvalidOperationException(
                $"Another Greenroom process uses {options.Value.SqliteFile}. Stop it, choose another DATA_DIR, or set DATABASE_URL to run several nodes on PostgreSQL.", exception);
        }
    }

    public void Dispose() => _file?.Dispose();
}
