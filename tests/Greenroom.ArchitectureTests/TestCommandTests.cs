using System.Diagnostics;
using Greenroom.Harness;

namespace Greenroom.ArchitectureTests;

/// <summary>Whoever runs ./test, a person or a machine, reads its last line: it comes also where a tool is missing.</summary>
public sealed class TestCommandTests : IDisposable
{
    private readonly DirectoryInfo _tools = Directory.CreateTempSubdirectory("greenroom-tools-");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("unit", "the .NET 10 SDK")]
    [InlineData("unit", "Node.js 20.19", "dotnet")]
    [InlineData("integration", "a PostgreSQL server", "dotnet", "node")]
    [InlineData("integration", "PgBouncer", "dotnet", "node", "initdb")]
    [InlineData("browser", "Chromium", "dotnet", "node")]
    public async Task A_missing_tool_is_named_and_counted_in_the_last_line(string part, string missing, params string[] there)
    {
        foreach (var tool in there)
        {
            Fake(tool);
        }

        var (exitCode, output, errors) = await RunAsync(part);

        exitCode.ShouldBe(1, output + errors);
        errors.ShouldContain($"Missing: {missing}");
        output.TrimEnd().Split('\n')[^1].ShouldBe("0 passed, 1 failed");
    }

    public void Dispose() => _tools.Delete(recursive: true);

    /// <summary>With nothing on the path but what the script itself is made of and what the test puts there.</summary>
    private async Task<(int ExitCode, string Output, string Errors)> RunAsync(string part)
    {
        foreach (var tool in new[] { "dirname", "mkdir", "grep" })
        {
            File.CreateSymbolicLink(Path.Combine(_tools.FullName, tool), Path.Combine("/usr/bin", tool));
        }

        using var process = Process.Start(new ProcessStartInfo("/bin/bash", [Repository.PathTo("test"), part])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["PATH"] = _tools.FullName, ["TEST_DATABASE_URL"] = "" },
        })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(Ct), process.StandardError.ReadToEndAsync(Ct));
        await process.WaitForExitAsync(Ct);
        return (process.ExitCode, await output, await errors);
    }

    /// <summary>Says what ./test asks dotnet for, whoever is asked.</summary>
    private void Fake(string tool)
    {
        var file = Path.Combine(_tools.FullName, tool);
        File.WriteAllText(file, "#!/bin/bash\necho 10.0.100\n");
#pragma warning disable CA1416 // ./test is a script of bash.
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);
#pragma warning restore CA1416
    }
}
