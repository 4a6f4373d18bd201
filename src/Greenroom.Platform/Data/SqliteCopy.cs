using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Greenroom.Platform.Data;

/// <summary>Makes and checks whole copies of a SQLite database, also while a server writes to it: it only ever reads the original.</summary>
internal static partial class SqliteCopy
{
    public const string Unfinished = ".part";

    // Result codes: https://www.sqlite.org/rescode.html
    private const int Corrupt = 11, NotADatabase = 26;

    private static readonly TimeSpan LongestCopy = TimeSpan.FromHours(1);

    /// <summary>One moment of the database, checked before it gets its name: a file with this name is whole.</summary>
    /// <exception cref="DamagedDatabaseException">The original, or what was written, is damaged.</exception>
    public static async Task MakeAsync(string from, string to, CancellationToken ct)
    {
        var unfinished = to + Unfinished;
        try
        {
            File.Delete(unfinished);
            CreateForOwner(unfinished);
            await VacuumAsync(from, unfinished, ct);
            await CheckAsync(unfinished, ct);
            File.Move(unfinished, to);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    /// <exception cref="DamagedDatabaseException">It is damaged, or no SQLite database at all.</exception>
    public static async Task CheckAsync(string file, CancellationToken ct)
    {
        await using var connection = await OpenAsync(file, ct);
        var answer = await ScalarAsync(connection, "PRAGMA integrity_check(1)", file, ct);
        if (!string.Equals(answer as string, "ok", StringComparison.Ordinal))
        {
            throw new DamagedDatabaseException(file, answer as string);
        }
    }

    /// <summary>Reads only: it changes nothing, and its closing moves no WAL.</summary>
    public static async Task<SqliteConnection> OpenAsync(string file, CancellationToken ct)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
            DefaultTimeout = (int)LongestCopy.TotalSeconds,
        }.ConnectionString);
        await connection.OpenAsync(ct);
        return connection;
    }

    public static bool IsDamage(SqliteException exception) => exception.SqliteErrorCode is Corrupt or NotADatabase;

    /// <summary>An empty file that only its owner may read. SQLite writes into it and gives the files beside it the same rights.</summary>
    public static void CreateForOwner(string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        new FileStream(file, options).Dispose();
    }

    /// <summary>Takes the oldest of <c>{prefix}yyyyMMdd-HHmmss.db</c> away until there are <paramref name="keep"/>.</summary>
    public static void KeepNewest(string folder, string prefix, int keep)
    {
        foreach (var old in Dated(folder, prefix).Skip(keep))
        {
            File.Delete(old);
        }
    }

    /// <summary>Files that are named <c>{prefix}yyyyMMdd-HHmmss.db</c>, the newest first.</summary>
    public static IEnumerable<string> Dated(string folder, string prefix) => Directory.Exists(folder)
        ? Directory.GetFiles(folder, prefix + "*.db").Where(file => Date().IsMatch(Path.GetFileName(file)[prefix.Length..])).OrderDescending(StringComparer.Ordinal)
        : [];

    private static async Task VacuumAsync(string from, string to, CancellationToken ct)
    {
        await using (var connection = await OpenAsync(from, ct))
        {
            // The command itself hears of no cancellation.
            await using var stop = ct.Register(() => raw.sqlite3_interrupt(connection.Handle));
            await using var vacuum = connection.CreateCommand();
            vacuum.CommandText = "VACUUM INTO $copy";
            vacuum.Parameters.AddWithValue("$copy", to);
            try
            {
                await vacuum.ExecuteNonQueryAsync(ct);
            }
            catch (SqliteException) when (ct.IsCancellationRequested)
            {
                throw new OperationCanceledException(ct);
            }
            catch (SqliteException exception) when (IsDamage(exception))
            {
                throw new DamagedDatabaseException(from, exception.Message);
            }
        }

        // SQLite does not wait for the disk here; a copy that a power cut can take away is none.
        await using var written = new FileStream(to, FileMode.Open, FileAccess.ReadWrite);
        written.Flush(flushToDisk: true);
    }

    private static async Task<object?> ScalarAsync(SqliteConnection connection, string sql, string file, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Fixed text from this class.
        command.CommandText = sql;
#pragma warning restore CA2100
        try
        {
            return await command.ExecuteScalarAsync(ct);
        }
        catch (SqliteException exception) when (IsDamage(exception))
        {
            throw new DamagedDatabaseException(file, exception.Message);
        }
    }

    [GeneratedRegex(@"^\d{8}-\d{6}\.db$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Date();
}

/// <summary>A SQLite file that cannot be trusted; the sentence says which.</summary>
public sealed class DamagedDatabaseException(string file, string? reason)
    : Exception($"{file} is damaged or no SQLite database ({reason?.TrimEnd('.', '\n')}). ./run restore FILE puts a backup in its place.")
{
    public string File => file;

    public string? Reason => reason;
}
