using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Greenroom.IntegrationTests.Harness;

namespace Greenroom.BrowserTests.Harness;

/// <summary>A server beside a GitHub that the tests play. The server has to know its own address before it starts, or it cannot tell GitHub where to come back to.</summary>
public sealed class GitHubStage : IAsyncLifetime
{
    private FakeGitHub? _gitHub;
    private HostProcess? _host;

    public FakeGitHub GitHub => _gitHub!;

    public HostProcess Host => _host!;

    public async ValueTask InitializeAsync()
    {
        var port = FreePort();
        var site = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
        _gitHub = await FakeGitHub.StartAsync($"{site}/auth/github/callback");
        var settings = _gitHub.Settings.ToDictionary(s => s.Key.Replace(":", "__", StringComparison.Ordinal), s => s.Value, StringComparer.Ordinal);
        settings["PORT"] = port.ToString(CultureInfo.InvariantCulture);
        settings["PUBLIC_URL"] = site;
        _host = await HostProcess.StartAsync(CancellationToken.None, settings);
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        if (_gitHub is not null)
        {
            await _gitHub.DisposeAsync();
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
