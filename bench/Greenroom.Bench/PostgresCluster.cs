using System.Diagnostics;
using Greenroom.Platform.Data;
using Npgsql;

namespace Greenroom.Bench;

/// <summary>A PostgreSQL server of our own with the settings that it is delivered with, gone without a trace when this process is.</summary>
internal sealed class PostgresCluster : IAsyncDisposable
{
    public const string User = "postgres";
    public const string Database = "greenroom";

    // The script ends the server when its standard input closes, so it ends with us however we end. Where it listens is no matter of speed.
    private const string Script =
        """
        set -eu
        dir=$(mktemp -d "${TMPDIR:-/tmp}/greenroom-bench-pg-XXXXXX")
        trap 'rm -rf "$dir"' EXIT
        "$0/initdb" -D "$dir/data" -U postgres --auth=trust -E UTF8 --locale=C.UTF-8 >"$dir/log" 2>&1 || { cat "$dir/log" >&2; exit 1; }
        "$0/postgres" -D "$dir/data" -k "$dir" -c listen_addresses= >"$dir/log" 2>&1 </dev/null &
        server=$!
        tries=0
        until "$0/pg_isready" -q -h "$dir"; do
          tries=$((tries + 1))
          [ "$tries" -lt 300 ] && kill -0 "$server" || { cat "$dir/log" >&2; exit 1; }
          sleep 0.1
        done
        "$0/createdb" -h "$dir" -U postgres greenroom
        echo "$dir"
        cat >/dev/null
        kill -INT "$server"
        wait "$server" || true
        """;

    private readonly Process _process;

    private PostgresCluster(Process process, string binaries, string directory)
    {
        (_process, Binaries, Directory) = (process, binaries, directory);
        Url = $"postgres://{User}@localhost/{Database}?host={Uri.EscapeDataString(directory)}";
        Source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(new DatabaseOptions { Url = Url }.ConnectionString) { CommandTimeout = 0 });
    }

    /// <summary>Where pgbench is.</summary>
    public string Binaries { get; }

    /// <summary>Where the socket is.</summary>
    public string Directory { get; }

    public string Url { get; }

    public NpgsqlDataSource Source { get; }

    public static async Task<PostgresCluster> StartAsync()
    {
        // PostgreSQL refuses to run as root; Debian's package brings a user for it.
        var binaries = FindBinaries();
        string[] arguments = ["-c", Script, binaries];
        var start = Environment.IsPrivilegedProcess
            ? new ProcessStartInfo("runuser", ["-u", User, "--", "sh", .. arguments])
            : new ProcessStartInfo("sh", arguments);
        start.WorkingDirectory = Path.GetTempPath();
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;

        var process = Process.Start(start)!;
        return await process.StandardOutput.ReadLineAsync() is { } directory
            ? new PostgresCluster(process, binaries, directory)
            : throw new InvalidOperationException("PostgreSQL did not start: " + await process.StandardError.ReadToEndAsync());
    }

    public async Task ExecuteAsync(string sql, params object[] parameters)
    {
        await using var command = Source.CreateCommand(sql);
        command.Parameters.AddRange(parameters.Select(value => new NpgsqlParameter { Value = value }).ToArray());
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static string FindBinaries()
    {
        const string Debian = "/usr/lib/postgresql";
        var versions = System.IO.Directory.Exists(Debian) ? System.IO.Directory.GetDirectories(Debian).Select(version => Path.Combine(version, "bin")) : [];
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return versions.OrderDescending().Concat(onPath).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "pgbench")))
            ?? throw new InvalidOperationException("The benchmark needs PostgreSQL with pgbench (Debian: apt-get install postgresql).");
    }
}
