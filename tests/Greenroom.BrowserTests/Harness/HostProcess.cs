using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace Greenroom.BrowserTests.Harness;

/// <summary>The real server as a process of its own, with its own data. It can be killed as the operating system kills, and started again over the same data.</summary>
public sealed class HostProcess : IAsyncDisposable
{
    private const string Ready = "Greenroom is ready at ";
    private readonly string _data = Directory.CreateTempSubdirectory("greenroom-browser-").FullName;
    private readonly IReadOnlyDictionary<string, string> _settings;
    private readonly TaskCompletionSource<string> _claimLink = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Process? _process;

    private HostProcess(IReadOnlyDictionary<string, string> settings) => _settings = settings;

    public Uri Address { get; private set; } = new("http://127.0.0.1:0");

    /// <param name="settings">Environment variables on top of those of every test.</param>
    public static async Task<HostProcess> StartAsync(CancellationToken ct, IReadOnlyDictionary<string, string>? settings = null)
    {
        var host = new HostProcess(settings ?? new Dictionary<string, string>());
        await host.StartOnAsync(port: 0, ct);
        return host;
    }

    /// <summary>Waits for a mail that leads to a page of the app, and gives the way there. Without a mail server each mail is a file.</summary>
    /// <param name="to">Who the mail is for.</param>
    /// <param name="page">The first part of the link: <c>reset</c>, <c>verify</c>.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <param name="besides">A link that was mailed before and is not meant.</param>
    public async Task<string> MailedLinkAsync(string to, string page, CancellationToken ct, string? besides = null)
    {
        var outbox = Path.Combine(_data, "outbox");
        for (var tries = 0; tries < 600; tries++)
        {
            foreach (var file in Directory.Exists(outbox) ? Directory.GetFiles(outbox, "*.eml") : [])
            {
                // Long lines are broken for the way.
                var mail = (await File.ReadAllTextAsync(file, ct)).ReplaceLineEndings("\n").Replace("=\n", "", StringComparison.Ordinal);
                var link = LinkTo(page).Match(mail);
                if (link.Success && link.Value != besides && mail.Contains(to, StringComparison.Ordinal))
                {
                    return link.Value;
                }
            }

            await Task.Delay(100, ct);
        }

        throw new InvalidOperationException($"No mail to {to} leads to /{page}/.");
    }

    /// <summary>Writes into the database beside the running server, for what no request would put there.</summary>
    /// <param name="sql">With <c>@text</c> in the place of each of the texts in turn, and <c>@number</c> for its number from 0.</param>
    public async Task PlantAsync(string sql, IReadOnlyList<string> texts, CancellationToken ct)
    {
        await using var database = await OpenDatabaseAsync(ct);
        foreach (var (text, number) in texts.Select((text, number) => (text, number)))
        {
            await using var command = database.CreateCommand();
            command.CommandText = sql;
            command.Parameters.AddWithValue("@text", text);
            command.Parameters.AddWithValue("@number", number);
            (await command.ExecuteNonQueryAsync(ct)).ShouldBeGreaterThan(0, $"{sql} for {text}");
        }
    }

    /// <summary>The one value that a question to the database has, with <c>@text</c> in it.</summary>
    public async Task<string> ReadAsync(string sql, string text, CancellationToken ct)
    {
        await using var database = await OpenDatabaseAsync(ct);
        await using var command = database.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("@text", text);
        return (string)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>The way to the page that makes the first administrator: the server prints it while it has none.</summary>
    public Task<string> PrintedClaimLinkAsync(CancellationToken ct) => _claimLink.Task.WaitAsync(TimeSpan.FromSeconds(60), ct);

    /// <summary>SIGKILL: nothing is flushed, no handler runs.</summary>
    public async Task KillAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }
    }

    /// <summary>Starts over the same data at the same address, as a supervisor would.</summary>
    public Task StartAgainAsync(CancellationToken ct) => StartOnAsync(Address.Port, ct);

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process?.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    private async Task<SqliteConnection> OpenDatabaseAsync(CancellationToken ct)
    {
        var database = new SqliteConnection($"Data Source={Path.Combine(_data, "greenroom.db")};Pooling=False");
        await database.OpenAsync(ct);
        return database;
    }

    private static Regex LinkTo(string page) => new($"(?<=://[^/\\s]+)/{page}/[A-Za-z0-9_-]+", RegexOptions.None, TimeSpan.FromSeconds(1));

    private async Task StartOnAsync(int port, CancellationToken ct)
    {
        var program = Repository.PathTo("src", "Greenroom.Host", "bin", "Debug", "net10.0", "Greenroom.Host.dll");
        File.Exists(program).ShouldBeTrue($"{program} is not there. Build it: dotnet build Greenroom.slnx -p:BuildWeb=true");
        var start = new ProcessStartInfo("dotnet", [program])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
            RedirectStandardError = true,
            WorkingDirectory = _data,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["PORT"] = port.ToString(CultureInfo.InvariantCulture);
        start.Environment["DATA_DIR"] = _data;
        start.Environment["RateLimits__Enabled"] = "false";
        // A build, unlike what is published, would send the pages uncompressed so that they can be edited meanwhile.
        start.Environment["ReloadStaticAssetsAtRuntime"] = "false";
        start.Environment["Accounts__PasswordIterations"] = "1000";
        // Most hosts live for seconds, and what is compiled a second time to be faster never pays for itself.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_TC_CallCountThreshold"] = "300";
        foreach (var (name, value) in _settings)
        {
            start.Environment[name] = value;
        }

        _process?.Dispose();
        _process = Process.Start(start)!;
        var log = ReadLogAsync(_process.StandardError);
        while (await _process.StandardOutput.ReadLineAsync(ct) is { } line)
        {
            if (line.StartsWith(Ready, StringComparison.Ordinal))
            {
                // Read on, or the pipe fills and the host stands still.
                _ = _process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                Address = new UriBuilder(line[Ready.Length..]) { Host = "127.0.0.1" }.Uri;
                return;
            }
        }

        throw new InvalidOperationException("The host did not start. " + await log);
    }

    /// <summary>To its end. What the program logs goes to standard error.</summary>
    private async Task<string> ReadLogAsync(StreamReader output)
    {
        var log = new StringBuilder();
        while (await output.ReadLineAsync(CancellationToken.None) is { } line)
        {
            log.AppendLine(line);
            var link = LinkTo("admin/claim").Match(line);
            if (link.Success)
            {
                _claimLink.TrySetResult(link.Value);
            }
        }

        return log.ToString();
    }
}
