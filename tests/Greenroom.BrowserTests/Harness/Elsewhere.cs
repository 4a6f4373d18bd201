using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Greenroom.BrowserTests.Harness;

/// <summary>A site of somebody else on this machine: an empty page at another port, for what its scripts may try.</summary>
internal sealed class Elsewhere : IAsyncDisposable
{
    private readonly WebApplication _server;

    private Elsewhere(WebApplication server) => _server = server;

    public static async Task<Elsewhere> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var server = builder.Build();
        server.Run(http =>
        {
            http.Response.ContentType = "text/html; charset=utf-8";
            return http.Response.WriteAsync("<!doctype html><html lang=en><title>Elsewhere</title><link rel=icon href=data:,><body></body></html>");
        });
        await server.StartAsync();
        return new Elsewhere(server);
    }

    /// <param name="name">By the number it is another origin of the same site, by the name another site.</param>
    public string UrlBy(string name) => string.Create(CultureInfo.InvariantCulture, $"http://{name}:{new Uri(_server.Urls.Single()).Port}");

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync();
        await _server.DisposeAsync();
    }
}
