using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Greenroom.IntegrationTests.Reliability;

/// <summary>The host as a process of its own, so that it can be killed as the operating system kills.</summary>
public sealed class HostProcess : IAsyncDisposable
{
    private const string Ready = "Greenroom is ready at ";

    /// <summary>No start takes so long, not even on a machine that is busy with other suites.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _errors = new();

    private HostProcess(Process process)
    {
        _process = process;
        _process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is not null)
            {
                _errors.Enqueue(line.Data);
            }
        };
        _process.BeginErrorReadLine();
    }

    /// <summary>As operators run it: with the limits, hashes in full, and a secret.</summary>
    public static IReadOnlyDictionary<string, string> Production { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["JWT_SECRET"] = GreenroomApp.JwtSecret,
        ["PUBLIC_URL"] = GreenroomApp.PublicUrl,
        ["GREENROOM_MASTER_KEY"] = GreenroomApp.MasterKey,
        ["RateLimits__Enabled"] = "true",
        ["Accounts__PasswordIterations"] = "220000",
    };

    /// <summary>Where it listens, once it is ready.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1:0");

    public bool IsReady { get; private set; }

    public bool IsAlive => !_process.HasExited;

    /// <summary>What it wrote to standard error so far: its log.</summary>
    public IReadOnlyList<string> Errors => [.. _errors];

    /// <summary>Starts the program that lies beside the tests and waits until it is ready.</summary>
    public static async Task<HostProcess> StartAsync(IReadOnlyDictionary<string, string> environment, CancellationToken ct)
    {
        var host = Launch(environment);
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
            limit.CancelAfter(Longest);
            await host.WaitUntilReadyAsync(limit.Token);
            return host;
        }
        catch (OperationCanceledException late)
        {
            await host.DisposeAsync();
            throw new TimeoutException($"The host was not ready in time: {string.Join(Environment.NewLine, host.Errors)}", late);
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the program and waits for nothing.</summary>
    /// <param name="command">Another way to start it than the program beside the tests.</param>
    public static HostProcess Launch(IReadOnlyDictionary<string, string> environment, string? command = null)
    {
        var start = command is null ? new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Greenroom.Host.dll")]) : new ProcessStartInfo(command);
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.UseShellExecute = false;
        start.WorkingDirectory = Path.GetTempPath();
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["PORT"] = "0";
        start.Environment["RateLimits__Enabled"] = "false";
        start.Environment["Accounts__PasswordIterations"] = "1000";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new HostProcess(Process.Start(start)!);
    }

    public async Task WaitUntilReadyAsync(CancellationToken ct)
    {
        while (await _process.StandardOutput.ReadLineAsync(ct) is { } line)
        {
            if (line.StartsWith(Ready, StringComparison.Ordinal))
            {
                // Read on, or the pipe fills and the host stands still.
                _ = _process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                Address = new Uri(line[Ready.Length..].Replace("localhost", "127.0.0.1", StringComparison.Ordinal));
                IsReady = true;
                return;
            }
        }

        await _process.WaitForExitAsync(ct);
        throw new InvalidOperationException($"The host did not start: {string.Join(Environment.NewLine, Errors)}");
    }

    /// <summary>Waits until the log has these words, or the process is over.</summary>
    public async Task WaitForWordsAsync(string words, CancellationToken ct)
    {
        using var heard = CancellationTokenSource.CreateLinkedTokenSource(ct);
        heard.CancelAfter(Longest);
        while (IsAlive && !_errors.Any(line => line.Contains(words, StringComparison.Ordinal)))
        {
            // Short steps: the caller kills at a moment after these words.
            await Task.Delay(2, heard.Token);
        }
    }

    /// <summary>SIGKILL: nothing is flushed, no handler runs.</summary>
    public async Task KillAsync()
    {
        // With what it started: ./run may still be building.
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as a supervisor or a container ends it. Returns the exit code.</summary>
    public async Task<int> TerminateAsync(CancellationToken ct)
    {
        using var kill = Process.Start(new ProcessStartInfo("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]) { UseShellExecute = false })!;
        await kill.WaitForExitAsync(ct);
        await _process.WaitForExitAsync(ct);
        return _process.ExitCode;
    }

    public HttpClient NewClient() => new() { BaseAddress = Address };

    public async ValueTask DisposeAsync()
    {
        if (IsAlive)
        {
            await KillAsync();
        }

        _process.Dispose();
    }
}
