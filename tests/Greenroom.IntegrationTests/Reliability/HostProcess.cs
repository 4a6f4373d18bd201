using System.Diagnostics;

namespace Greenroom.IntegrationTests.Reliability;

/// <summary>The host as a process of its own, so that it can be killed as the operating system kills.</summary>
public sealed class HostProcess : IAsyncDisposable
{
    private const string Ready = "Greenroom is ready at ";
    private readonly Process _process;

    private HostProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    public static async Task<HostProcess> StartAsync(IReadOnlyDictionary<string, string> environment, CancellationToken ct)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Greenroom.Host.dll")])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["PORT"] = "0";
        start.Environment["RateLimits__Enabled"] = "false";
        start.Environment["Accounts__PasswordIterations"] = "1000";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(ct);
        while (await process.StandardOutput.ReadLineAsync(ct) is { } line)
        {
            if (line.StartsWith(Ready, StringComparison.Ordinal))
            {
                _ = process.StandardOutput.ReadToEndAsync(ct);
                return new HostProcess(process, new Uri(line[Ready.Length..].Replace("localhost", "127.0.0.1", StringComparison.Ordinal)));
            }
        }

        throw new InvalidOperationException("The host did not start: " + await errors);
    }

    /// <summary>SIGKILL: nothing is flushed, no handler runs.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public bool IsAlive => !_process.HasExited;

    public HttpClient NewClient() => new() { BaseAddress = Address };

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }
}
