using System.Net;
using System.Net.Sockets;
using Greenroom.Platform.Data;
using Greenroom.Platform.Operation;
using Greenroom.Platform.Start;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace Greenroom.Host.Composition;

/// <summary>What the program does: serve, unless the first argument names another command.</summary>
internal static class Commands
{
    public static async Task<int> RunAsync(WebApplication app, Settings settings, string[] args)
    {
        switch (args.FirstOrDefault(a => !a.StartsWith('-')))
        {
            case null:
                return await ServeAsync(app, settings.Port);
            case "migrate":
                await app.Services.GetRequiredService<DatabaseMigrator>().MigrateAsync(CancellationToken.None);
                await Console.Out.WriteLineAsync("The database is up to date.");
                return 0;
            case "openapi":
                // Routes are only collected once the server has started, so it starts on a port of its own.
                app.Urls.Clear();
                app.Urls.Add("http://127.0.0.1:0");
                await app.Services.GetRequiredService<DatabaseMigrator>().MigrateAsync(CancellationToken.None);
                await app.StartAsync();
                await Console.Out.WriteAsync(await ApiDocument.WriteAsync(app));
                await app.StopAsync();
                return 0;
            case var other:
                return await OperatorCommands.RunAsync(app.Services, [.. args.SkipWhile(a => a != other)], Console.Out, Console.Error, CancellationToken.None) ?? await RefuseAsync(other);
        }
    }

    private static async Task<int> RefuseAsync(string unknown)
    {
        await Console.Error.WriteLineAsync($"Unknown command \"{unknown}\". Known: (none) to serve, migrate, backup, restore, doctor, openapi.");
        return 2;
    }

    private static async Task<int> ServeAsync(WebApplication app, int port)
    {
        // Before the database is touched, and before the framework would log the refusal with its stack.
        app.Services.GetService<IStartupValidator>()?.Validate();
        foreach (var check in app.Services.GetServices<IStartCheck>())
        {
            check.Check();
        }

        RequireFree(port);
        await app.Services.GetRequiredService<DatabaseMigrator>().MigrateAsync(CancellationToken.None);
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
        if (address is not null)
        {
            await Console.Out.WriteLineAsync($"Greenroom is ready at {address.Replace("0.0.0.0", "localhost", StringComparison.Ordinal)}");
        }

        await app.WaitForShutdownAsync();
        return 0;
    }

    private static void RequireFree(int port)
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Any, port);
            probe.Start();
        }
        catch (SocketException exception)
        {
            throw new SettingException($"PORT is {port}, where this program cannot listen: {exception.Message}. Set PORT to another port.");
        }
    }
}
