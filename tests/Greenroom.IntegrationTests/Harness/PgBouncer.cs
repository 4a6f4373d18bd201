using System.Diagnostics;
using Npgsql;

namespace Greenroom.IntegrationTests.Harness;

/// <summary>A real connection pooler in front of the test server, as hosted databases have one.</summary>
internal sealed class PgBouncer : IAsyncDisposable
{
    private const int Port = 6432;
    private readonly Process _process;
    private readonly string _directory;

    private PgBouncer(Process process, string directory, string url)
    {
        _process = process;
        _directory = directory;
        Url = url;
    }

    /// <summary>The database of the server behind it, through the pooler.</summary>
    public string Url { get; }

    /// <param name="mode"><c>session</c> or <c>transaction</c>.</param>
    public static async Task<PgBouncer> StartAsync(string databaseUrl, string mode, CancellationToken ct)
    {
        var target = new NpgsqlConnectionStringBuilder(PostgresServer.ConnectionString(databaseUrl));
        var directory = Directory.CreateTempSubdirectory("greenroom-bouncer-").FullName;
        if (!OperatingSystem.IsWindows())
        {
            // Its own user writes the socket here.
            File.SetUnixFileMode(directory, (UnixFileMode)0b111_111_111);
        }

        var settings = Path.Combine(directory, "pgbouncer.ini");
        var users = Path.Combine(directory, "users.txt");
        await File.WriteAllTextAsync(users, $"\"{target.Username}\" \"{target.Password}\"\n", ct);
        await File.WriteAllTextAsync(
            settings,
            $"""
            [databases]
            {target.Database} = host={target.Host} port={target.Port}
            [pgbouncer]
            unix_socket_dir = {directory}
            listen_port = {Port}
            auth_type = trust
            auth_file = {users}
            pool_mode = {mode}
            ignore_startup_parameters = extra_float_digits
            """,
            ct);

        // It refuses to run as root, like PostgreSQL.
        var start = Environment.IsPrivilegedProcess
            ? new ProcessStartInfo("runuser", ["-u", "postgres", "--", "pgbouncer", settings])
            : new ProcessStartInfo("pgbouncer", [settings]);
        start.RedirectStandardError = true;
        var process = Process.Start(start)!;
        var url = $"postgres://{target.Username}@localhost:{Port}{new Uri(databaseUrl).AbsolutePath}?host={Uri.EscapeDataString(directory)}&maximum_pool_size=20";
        while (await process.StandardError.ReadLineAsync(ct) is { } line)
        {
            if (line.Contains("process up", StringComparison.Ordinal))
            {
                // Its log goes on; a full pipe would stop it.
                _ = process.StandardError.ReadToEndAsync(CancellationToken.None);
                return new PgBouncer(process, directory, url);
            }
        }

        throw new InvalidOperationException("PgBouncer did not start.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_directory, recursive: true);
    }
}
