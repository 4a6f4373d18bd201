using System.Diagnostics;
using Greenroom.Platform.Data;
using Npgsql;

[assembly: AssemblyFixture(typeof(Greenroom.IntegrationTests.Harness.PostgresServer))]

namespace Greenroom.IntegrationTests.Harness;

/// <summary>One PostgreSQL server for the whole run, started when the first test needs it: the one that TEST_DATABASE_URL names, or one of our own
/// from the binaries found on this machine. Each fixture gets a database of its own.</summary>
public sealed class PostgresServer : IAsyncLifetime
{
    // The script ends the server when its standard input closes, so it ends with us however we end.
    private const string Script =
        """
        set -eu
        dir=$(mktemp -d "${TMPDIR:-/tmp}/greenroom-pg-XXXXXX")
        trap 'rm -rf "$dir"' EXIT
        "$0/initdb" -D "$dir/data" -U postgres --auth=trust --no-sync -E UTF8 --locale=C.UTF-8 >"$dir/log" 2>&1 || { cat "$dir/log" >&2; exit 1; }
        "$0/postgres" -D "$dir/data" -k "$dir" -c listen_addresses= -c max_connections=300 -c fsync=off -c full_page_writes=off \
          -c synchronous_commit=off -c shared_buffers=64MB >"$dir/log" 2>&1 </dev/null &
        server=$!
        tries=0
        until "$0/pg_isready" -q -h "$dir"; do
          tries=$((tries + 1))
          [ "$tries" -lt 300 ] && kill -0 "$server" || { cat "$dir/log" >&2; exit 1; }
          sleep 0.1
        done
        echo "$dir"
        cat >/dev/null
        kill -INT "$server"
        wait "$server" || true
        """;

    private readonly SemaphoreSlim _once = new(1, 1);
    private Process? _process;
    private string? _url;
    private int _databases;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Creates an empty database and returns its URL.</summary>
    public async Task<string> CreateDatabaseAsync(CancellationToken ct)
    {
        var server = await UrlAsync(ct);
        var name = $"greenroom_test_{Environment.ProcessId}_{Interlocked.Increment(ref _databases)}";
        await ExecuteAsync(server, $"CREATE DATABASE {name}", ct);
        return new UriBuilder(server) { Path = "/" + name }.Uri.AbsoluteUri;
    }

    public async Task DropDatabaseAsync(string url, CancellationToken ct)
    {
        await using (var connection = new NpgsqlConnection(ConnectionString(url)))
        {
            NpgsqlConnection.ClearPool(connection);
        }

        await ExecuteAsync(await UrlAsync(ct), $"DROP DATABASE IF EXISTS {new Uri(url).AbsolutePath[1..]} WITH (FORCE)", ct);
    }

    public static string ConnectionString(string url) => new DatabaseOptions { Url = url }.ConnectionString;

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            NpgsqlConnection.ClearAllPools();
            _process.StandardInput.Close();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        _once.Dispose();
    }

    private static async Task ExecuteAsync(string url, string sql, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(ConnectionString(url));
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }

    private async Task<string> UrlAsync(CancellationToken ct)
    {
        await _once.WaitAsync(ct);
        try
        {
            return _url ??= Environment.GetEnvironmentVariable("TEST_DATABASE_URL") is { Length: > 0 } given ? given : await StartAsync(ct);
        }
        finally
        {
            _once.Release();
        }
    }

    private async Task<string> StartAsync(CancellationToken ct)
    {
        // PostgreSQL refuses to run as root; Debian's package brings a user for it.
        string[] arguments = ["-c", Script, Binaries()];
        var start = Environment.IsPrivilegedProcess
            ? new ProcessStartInfo("runuser", ["-u", "postgres", "--", "sh", .. arguments])
            : new ProcessStartInfo("sh", arguments);
        start.WorkingDirectory = Path.GetTempPath();
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;

        _process = Process.Start(start)!;
        var directory = await _process.StandardOutput.ReadLineAsync(ct);
        return directory is not null
            ? $"postgres://postgres@localhost/postgres?host={Uri.EscapeDataString(directory)}&maximum_pool_size=20&connection_idle_lifetime=10"
            : throw new InvalidOperationException("PostgreSQL did not start: " + await _process.StandardError.ReadToEndAsync(ct));
    }

    private static string Binaries()
    {
        const string Debian = "/usr/lib/postgresql";
        var versions = Directory.Exists(Debian) ? Directory.GetDirectories(Debian).Select(d => Path.Combine(d, "bin")) : [];
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return versions.OrderDescending().Concat(onPath).FirstOrDefault(d => File.Exists(Path.Combine(d, "initdb")) && File.Exists(Path.Combine(d, "postgres")))
            ?? throw new InvalidOperationException(
                "The PostgreSQL tests need a server: install one (Debian: apt-get install postgresql) or set TEST_DATABASE_URL=postgres://user:password@host:5432/name.");
    }
}
