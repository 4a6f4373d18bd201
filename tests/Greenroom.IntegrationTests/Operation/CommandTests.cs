using System.Diagnostics;
using System.Net;
using Greenroom.IntegrationTests.Reliability;
using Greenroom.Platform.Data;

namespace Greenroom.IntegrationTests.Operation;

/// <summary>The commands as processes of their own beside a server: only so do the locks of two processes meet.</summary>
[Trait("Category", "Reliability")]
public sealed class CommandTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Beside_a_running_server_a_backup_is_made_and_a_restore_is_refused()
    {
        await using var place = Place.OnSqlite();
        await using var host = await HostProcess.StartAsync(Environment(place), Ct);
        using var client = host.NewClient();
        await client.RegisterAsync(Api.NewEmail(), Ct);
        var file = place.PathTo("mine.db");

        var runs = await Task.WhenAll(RunAsync(place, "backup", file), RunAsync(place, "doctor"));
        var refused = await RunAsync(place, "restore", file);

        runs.ShouldAllBe(run => run.Errors.Length == 0);
        runs[0].Output.ShouldStartWith($"Backup: {file}, ");
        runs[1].Output.ShouldContain("Problems: ");
        await SqliteCopy.CheckAsync(file, Ct);
        refused.Code.ShouldBe(1);
        refused.Errors.ShouldStartWith("Another Greenroom process uses ");
        (await client.RegisterAsync(Api.NewEmail(), Ct)).Token.ShouldNotBeEmpty();
        (await client.GetAsync("/health/ready", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static Dictionary<string, string> Environment(Place place) => new(StringComparer.Ordinal) { ["DATA_DIR"] = place.Data.FullName };

    private static async Task<Said> RunAsync(Place place, params string[] words)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Greenroom.Host.dll"), .. words])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = place.Data.FullName,
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Development", ["DATA_DIR"] = place.Data.FullName },
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(Ct);
        var output = await process.StandardOutput.ReadToEndAsync(Ct);
        await process.WaitForExitAsync(Ct);
        return new Said(process.ExitCode, output, await errors);
    }
}
