using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Greenroom.Bench;

/// <summary><c>bench empty-host</c>: the framework and nothing else, for the benchmarks to measure beside. Started by them.</summary>
internal static class EmptyHost
{
    public const string Name = "empty-host";

    public static async Task<int> RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapGet("/health", () => "ok");
        await app.StartAsync();
        Console.WriteLine($"Greenroom is ready at {app.Urls.First()}");
        await app.WaitForShutdownAsync();
        return 0;
    }
}
