using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Greenroom.Bench;

/// <summary>A program as a child process, with the figures that the kernel keeps about it (Linux).</summary>
internal sealed class ServerUnderTest : IAsyncDisposable
{
    /// <summary>Of every server here, and of whatever has to open what a server has sealed.</summary>
    public const string MasterKey = "Zr4mK8wQ2xV6bN1tY5cJ9hL3gF7dS0pA";

    private const string Ready = "Greenroom is ready at ";

    /// <summary>Kernel clock ticks a second; 100 on every Linux that .NET supports.</summary>
    private const double Ticks = 100;
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _log;

    private ServerUnderTest(Process process, ConcurrentQueue<string> log, Uri address, TimeSpan startUp)
    {
        _process = process;
        _log = log;
        Address = address;
        StartUp = startUp;
        AppDomain.CurrentDomain.ProcessExit += End;
    }

    public Uri Address { get; }

    /// <summary>From the start of the process to the first healthy answer.</summary>
    public TimeSpan StartUp { get; }

    /// <param name="argument">What the program is to do; null to serve.</param>
    /// <param name="database">Its DATABASE_URL; null for SQLite in the data directory.</param>
    public static async Task<ServerUnderTest> StartAsync(string program, string dataDirectory, string? argument = null, string? database = null)
    {
        string[] arguments = argument is null ? [program] : [program, argument];
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["PUBLIC_URL"] = "https://greenroom.example";
        start.Environment["JWT_SECRET"] = "6tWb0Xq8yZ3nP5rK1vM7sD9fH2jL4aQc";
        start.Environment["GREENROOM_MASTER_KEY"] = MasterKey;
        start.Environment["DATA_DIR"] = dataDirectory;
        start.Environment["DATABASE_URL"] = database ?? "";
        start.Environment["PORT"] = "0";

        // The server's own times are read from its log, in which a tenth of the requests is enough.
        start.Environment["RequestLog__OneIn"] = "10";

        // One client machine stands for many people here. The limit of turns stays, because counting them costs a write.
        foreach (var limit in (string[])["AnonymousPerMinute", "UserPerMinute", "DemoPerHour"])
        {
            start.Environment[$"RateLimits__{limit}"] = "1000000";
        }

        var clock = Stopwatch.StartNew();
        var process = Process.Start(start)!;
        try
        {
            var log = new ConcurrentQueue<string>();
            process.ErrorDataReceived += (_, line) => log.Enqueue(line.Data ?? "");
            process.BeginErrorReadLine();
            var address = await AddressAsync(process, log);
            using var client = new HttpClient { BaseAddress = address };
            (await client.GetAsync("/health")).EnsureSuccessStatusCode();
            var startUp = clock.Elapsed;
            _ = process.StandardOutput.ReadToEndAsync();
            return new ServerUnderTest(process, log, address, startUp);
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    private static async Task<Uri> AddressAsync(Process process, ConcurrentQueue<string> log)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(Ready, StringComparison.Ordinal))
            {
                return new Uri(line[Ready.Length..].Replace("localhost", "127.0.0.1", StringComparison.Ordinal));
            }
        }

        throw new InvalidOperationException("The server did not start: " + string.Join(Environment.NewLine, log));
    }

    /// <summary>What the server itself wrote down of a route since the last call: milliseconds from the first middleware to the last.</summary>
    public IReadOnlyList<double> TakeTimesOf(string route)
    {
        var lines = new List<string>();
        while (_log.TryDequeue(out var line))
        {
            lines.Add(line);
        }

        return [.. lines.Where(line => line.Contains($"\"Route\":\"{route}\"", StringComparison.Ordinal))
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("State").GetProperty("Milliseconds").GetDouble())];
    }

    /// <summary>User and system time of the server's process so far.</summary>
    public async Task<TimeSpan> CpuAsync()
    {
        var stat = await File.ReadAllTextAsync($"/proc/{_process.Id}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return TimeSpan.FromSeconds((double.Parse(fields[11], CultureInfo.InvariantCulture) + double.Parse(fields[12], CultureInfo.InvariantCulture)) / Ticks);
    }

    /// <summary>Resident memory in MB.</summary>
    public async Task<double> MemoryAsync()
    {
        var line = (await File.ReadAllLinesAsync($"/proc/{_process.Id}/status")).First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= End;
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    // Whoever ends the benchmark half-way must not be left with a server that nobody knows of.
    private void End(object? sender, EventArgs e) => _process.Kill();
}
