using System.Globalization;

namespace Greenroom.Platform.Operation;

/// <summary><c>./run doctor [--fix]</c>: looks at what usually goes wrong, a line for each thing. The exit code is 0 when there is no problem.</summary>
internal sealed class DoctorCommand(IEnumerable<IDoctorCheck> checks) : IOperatorCommand
{
    public string Name => "doctor";

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, CancellationToken ct)
    {
        if (arguments.Any(a => a != "--fix"))
        {
            throw new UsageException("Usage: ./run doctor [--fix]");
        }

        var left = new List<Severity>();
        foreach (var check in checks)
        {
            foreach (var finding in await LookAsync(check, ct))
            {
                var isFixed = arguments.Count > 0 && await FixAsync(finding, ct);
                await output.WriteLineAsync($"{(isFixed ? "fixed" : Word(finding.Severity)),-8} {check.Name}: {finding.Text}");
                if (!isFixed)
                {
                    left.Add(finding.Severity);
                }
            }
        }

        var problems = left.Count(s => s == Severity.Problem);
        var warnings = left.Count(s => s == Severity.Warning);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Problems: {problems}, warnings: {warnings}."));
        return problems == 0 ? 0 : 1;
    }

    /// <summary>One check that cannot look, because the database is away for example, hides nothing of the others.</summary>
    private static async Task<IReadOnlyList<Finding>> LookAsync(IDoctorCheck check, CancellationToken ct)
    {
        try
        {
            return await check.LookAsync(ct);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return [Finding.Problem($"this could not be looked at: {exception.GetBaseException().Message.ReplaceLineEndings(" ")}")];
        }
    }

    private static async Task<bool> FixAsync(Finding finding, CancellationToken ct)
    {
        if (finding.Fix is null)
        {
            return false;
        }

        try
        {
            await finding.Fix(ct);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            // Somebody else's file, or a server that runs: the finding stands.
            return false;
        }
    }

    private static string Word(Severity severity) => severity switch { Severity.Ok => "ok", Severity.Warning => "warning", _ => "problem" };
}
