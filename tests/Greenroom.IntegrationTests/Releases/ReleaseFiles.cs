using System.Diagnostics;
using System.IO.Compression;
using Npgsql;

namespace Greenroom.IntegrationTests.Releases;

/// <summary>Databases of releases, one file an engine, called by the version: <c>0.1.0.db.gz</c> is SQLite's file and <c>0.1.0.sql.gz</c> a dump of PostgreSQL.</summary>
internal static class ReleaseFiles
{
    private static readonly string Folder = Repository.PathTo("tests", "Greenroom.IntegrationTests", "Releases");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static IReadOnlyList<string> Versions(string ending) =>
        [.. Directory.GetFiles(Folder, "*" + ending).Select(file => Path.GetFileName(file)[..^ending.Length]).Order(StringComparer.Ordinal)];

    public static string EndingOf(GreenroomApp app) => app.IsPostgres ? ".sql.gz" : ".db.gz";

    /// <summary>Into an app that is not started yet and has an empty database.</summary>
    public static async Task RestoreAsync(GreenroomApp empty, string version)
    {
        await using var packed = new GZipStream(File.OpenRead(Path.Combine(Folder, version + EndingOf(empty))), CompressionMode.Decompress);
        if (empty.IsPostgres)
        {
            using var reader = new StreamReader(packed);
            await empty.ExecuteAsync(await reader.ReadToEndAsync(Ct), Ct);
            return;
        }

        await using var file = File.Create(Path.Combine(empty.DataDirectory, "greenroom.db"));
        await packed.CopyToAsync(file, Ct);
    }

    /// <summary>Writes the database of an app as that of a version.</summary>
    public static async Task<string> StoreAsync(GreenroomApp app, string version)
    {
        var path = Path.Combine(Folder, version + EndingOf(app));
        await using var packed = new GZipStream(File.Create(path), CompressionLevel.SmallestSize);
        if (app.IsPostgres)
        {
            await DumpAsync(app, packed);
            return path;
        }

        var copy = Path.Combine(app.DataDirectory, "copy.db");
        await app.ExecuteAsync("VACUUM INTO @p0", Ct, copy);
        await using var file = File.OpenRead(copy);
        await file.CopyToAsync(packed, Ct);
        return path;
    }

    private static async Task DumpAsync(GreenroomApp app, Stream target)
    {
        var place = new NpgsqlConnectionStringBuilder(((PostgresApp)app).ConnectionString);
        using var dump = Process.Start(new ProcessStartInfo(
            "pg_dump", ["--host", place.Host!, "--username", place.Username!, "--no-owner", "--no-privileges", "--inserts", "--rows-per-insert=100", place.Database!])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        await using var writer = new StreamWriter(target);
        while (await dump.StandardOutput.ReadLineAsync(Ct) is { } line)
        {
            // Commands of psql, which are no SQL.
            if (!line.StartsWith("\\restrict", StringComparison.Ordinal) && !line.StartsWith("\\unrestrict", StringComparison.Ordinal))
            {
                await writer.WriteAsync(line.AsMemory(), Ct);
                await writer.WriteAsync('\n');
            }
        }

        await dump.WaitForExitAsync(Ct);
        dump.ExitCode.ShouldBe(0, "pg_dump");
    }
}
