using System.Diagnostics;

namespace Greenroom.IntegrationTests.Platform;

/// <summary>A wrong setting stops the program with a sentence that names it. Started as an operator starts it: as a process.</summary>
public sealed class StartTests
{
    private const string GoodSecret = "kX9v2Lq8Zt4Wm7Rb1Nc6Yp3Hs5Jd0Fg-";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string> WrongSettings => new()
    {
        { "JWT_SECRET", "", "JWT_SECRET" },
        { "JWT_SECRET", "too short", "JWT_SECRET" },
        { "JWT_SECRET", "your-secret-key-that-is-long-enough-but-known", "JWT_SECRET" },
        { "JWT_SECRET", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "JWT_SECRET" },
        { "RateLimits__Enabled", "false", "RateLimits__Enabled" },
        { "Accounts__PasswordIterations", "1000", "Accounts__PasswordIterations" },
        { "DATABASE_URL", "mysql://somewhere/else", "DATABASE_URL" },
        { "PORT", "http", "PORT" },
    };

    [Theory]
    [MemberData(nameof(WrongSettings))]
    public async Task A_wrong_setting_stops_the_start_in_production(string name, string value, string named)
    {
        var directory = Directory.CreateTempSubdirectory("greenroom-start-");
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Greenroom.Host.dll")])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = directory.FullName,
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Production", ["DATA_DIR"] = directory.FullName, ["PORT"] = "0", ["JWT_SECRET"] = GoodSecret, ["DATABASE_URL"] = "" },
        };
        start.Environment[name] = value;

        using var process = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        var (sentence, output) = await ReadUntilItEndsAsync(process, limit.Token);

        process.ExitCode.ShouldNotBe(0, output);
        sentence.ShouldContain("Greenroom cannot start");
        sentence.ShouldContain(named);
        sentence.ShouldNotContain("   at ", Case.Sensitive, "an operator reads a sentence, not a stack");
        directory.Delete(recursive: true);
    }

    private static async Task<(string Error, string Output)> ReadUntilItEndsAsync(Process process, CancellationToken ct)
    {
        try
        {
            var error = process.StandardError.ReadToEndAsync(ct);
            var output = process.StandardOutput.ReadToEndAsync(ct);
            await process.WaitForExitAsync(ct);
            return (await error, await output);
        }
        catch (OperationCanceledException cancelled)
        {
            process.Kill();
            throw new TimeoutException("The program went on running with a setting that should have stopped it.", cancelled);
        }
    }
}
