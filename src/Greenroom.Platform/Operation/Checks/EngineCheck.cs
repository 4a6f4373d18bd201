using System.Globalization;

namespace Greenroom.Platform.Operation.Checks;

internal sealed class EngineCheck(QuietDatabase database) : IDoctorCheck
{
    private const int OldestPostgres = 15;

    public string Name => "engine";

    public async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken ct)
    {
        if (!database.IsSqlite)
        {
            return [JudgePostgres(int.Parse((string)(await database.ScalarAsync("SHOW server_version_num", ct))!, CultureInfo.InvariantCulture))];
        }

        return database.Exists
            ? [JudgeSqlite(Version.Parse((string)(await database.ScalarAsync("SELECT sqlite_version()", ct))!))]
            : [Finding.Ok($"SQLite; there is no {database.File} yet, the first start makes it")];
    }

    internal static Finding JudgePostgres(int number) => number / 10_000 >= OldestPostgres
        ? Finding.Ok($"PostgreSQL {number / 10_000}.{number % 10_000}")
        : Finding.Problem($"PostgreSQL {number / 10_000} is older than {OldestPostgres}, the oldest that Greenroom is tried with: upgrade the server");

    /// <summary>https://www.sqlite.org/wal.html, "The WAL-Reset Bug".</summary>
    internal static Finding JudgeSqlite(Version version)
    {
        var isAffected = version >= new Version(3, 7, 0) && version < new Version(3, 51, 3) && !(version.Minor == 50 && version.Build >= 7);
        return isAffected
            ? Finding.Warning($"SQLite {version} can damage its WAL when one connection commits while another resets it. Greenroom never does both at once: let no other program write to greenroom.db")
            : Finding.Ok($"SQLite {version}");
    }
}
